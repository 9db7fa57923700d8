package dev.snn.bench.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.api.tensor.Constant;
import dev.snn.api.tensor.Spikes;
import dev.snn.bench.Bench;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.sheet.SpikeSheet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpikeSheetTest {
  private static final String TEXT =
      """
      title: Rasters
      dataset: {type: digits, train: 100, test: 90}
      encoder: {type: latency, steps: 6}
      layers: [{type: dense, size: 12, neuron: lif}, {type: srm-bernoulli, size: 10}]
      decoder: rate
      loss: cross-entropy
      training: {batch: 50, epochs: 1}
      seeds: [3, 4]
      rows:
        majority: {procedure: majority}
        rate:
        values: {encoder: {type: direct, steps: 2}}
      """;

  @TempDir Path folder;

  private static final String RESERVOIRS =
      """
      title: Reservoirs
      seeds: [3, 4]
      rows:
        memory:
          training:
            procedure: memory-capacity
            hold: 10
            delays: 4
            spans: {plastic: 20, washout: 10, train: 60, validation: 30, test: 30}
            rate: {bias: 1.2, samples: 10}
            reservoir: {type: lif-reservoir, size: 25}
        silent:
          training:
            procedure: memory-capacity
            delays: 4
            spans: {plastic: 0, washout: 10, train: 60, validation: 30, test: 30}
            reservoir: {type: echo-state, size: 10}
        classes:
          dataset: {type: digits, train: 60, validation: 30, test: 30}
          encoder: {type: latency, steps: 60}
          training:
            procedure: reservoir
            plastic: 5
            rate: {bias: 1.2}
            reservoir: {type: lif-reservoir, size: 25}
      """;

  private Path table(String name, int threads) throws IOException {
    return table(TEXT, name, threads);
  }

  private Path table(String text, String name, int threads) throws IOException {
    Path file = Files.writeString(folder.resolve("small.yaml"), text);
    Path out = folder.resolve(name);
    try (SnnEngine engine =
        SnnEngine.open(SnnEngine.Options.defaults().withThreads(threads), Map.of())) {
      Bench.on(engine).table(TableRequest.of(List.of(file), out), ProgressListener.SILENT);
    }
    return out.resolve("rasters");
  }

  @Test
  void theFirstSeedOfEachRowWithSpikesLeavesItsSpikes() throws IOException {
    Path rasters = table("one", 1);

    assertThat(rasters).isDirectoryNotContaining("glob:**/*{majority,seed-4,.new}*");
    JsonNode sheet =
        new ObjectMapper().readTree(rasters.resolve("small--rate--seed-3.json").toFile());
    assertThat(sheet.path("dt").asDouble()).isEqualTo(1);
    assertThat(sheet.path("examples").findValuesAsText("label")).hasSize(3).doesNotHaveDuplicates();
    for (JsonNode example : sheet.path("examples")) {
      assertThat(example.path("label").asInt(-1)).isBetween(0, 9);
      assertThat(example.path("prediction").asInt(-1)).isBetween(0, 9);
      assertThat(example.path("image").path("pixels")).hasSize(64);
      assertThat(example.path("layers").findValuesAsText("name"))
          .containsExactly("input", "layer 1", "readout");
      assertThat(example.path("layers").findValuesAsText("size")).containsExactly("64", "12", "10");
      JsonNode input = example.path("layers").path(0);
      assertThat(input.path("spikes")).hasSize(6);
      for (int t = 0; t < 6; t++) {
        for (JsonNode unit : input.path("spikes").path(t)) {
          assertThat(example.path("image").path("pixels").path(unit.asInt()).asInt())
              .as("a pixel that spiked")
              .isPositive();
        }
      }
    }
    JsonNode values =
        new ObjectMapper().readTree(rasters.resolve("small--values--seed-3.json").toFile());
    JsonNode input = values.path("examples").path(0).path("layers").path(0);
    assertThat(input.has("spikes")).isFalse();
    assertThat(input.path("size").asInt()).isEqualTo(64);
  }

  @Test
  void threadsDoNotChangeThem() throws IOException {
    Path one = table("one", 1);
    Path two = table("two", 2);

    for (String row : List.of("rate", "values")) {
      String name = "small--" + row + "--seed-3.json";
      assertThat(one.resolve(name)).hasSameTextualContentAs(two.resolve(name));
    }
  }

  @Test
  void aReservoirThatSpikesLeavesSomeOfIt() throws IOException {
    Path rasters = table(RESERVOIRS, "one", 1);

    ObjectMapper mapper = new ObjectMapper();
    for (String row : List.of("memory", "classes")) {
      JsonNode sheet = mapper.readTree(rasters.resolve("small--" + row + "--seed-3.json").toFile());
      assertThat(sheet.path("examples").findValuesAsText("title")).containsExactly("Test data");
      JsonNode layer = sheet.at("/examples/0/layers/0");
      assertThat(layer.path("name").asText()).isEqualTo("reservoir");
      assertThat(layer.path("size").asInt()).isEqualTo(25);
      assertThat(layer.path("spikes")).hasSize(layer.path("steps").asInt());
      assertThat(layer.path("spikes").toString()).as(row).containsPattern("\\d");
    }
    assertThat(rasters).isDirectoryNotContaining("glob:**/*{silent,seed-4}*");
  }

  @Test
  void threadsDoNotChangeReservoirs() throws IOException {
    Path two = table(RESERVOIRS, "two", 2);
    Path one = table(RESERVOIRS, "one", 1);

    for (String row : List.of("memory", "classes")) {
      String name = "small--" + row + "--seed-3.json";
      assertThat(one.resolve(name)).hasSameTextualContentAs(two.resolve(name));
    }
  }

  @Test
  void examplesAreOfDifferentClassesWhereThereAreSome() {
    assertThat(SpikeSheet.choose(split(7, 7, 7, 1, 7, 2, 7, 1, 0))).containsExactly(0, 3, 8);
    assertThat(SpikeSheet.choose(split(-1, -1, -1, -1, -1, -1))).containsExactly(0, 2, 4);
    assertThat(SpikeSheet.choose(split(5, 5))).containsExactly(0, 1);
  }

  private static Dataset.Split split(int... labels) {
    return new Dataset.Split() {
      @Override
      public int size() {
        return labels.length;
      }

      @Override
      public Samples gather(int[] indices) {
        throw new UnsupportedOperationException();
      }

      @Override
      public int label(int index) {
        return labels[index];
      }
    };
  }

  @Test
  void ofTooManySpikesEverySecondOrFourthUnitStays() {
    int size = 2 * SpikeSheet.MOST_SPIKES + 2;
    int[] units = IntStream.range(0, size).toArray();
    Spikes spikes = new Spikes(1, 1, size, new int[] {0, size}, units, null);

    JsonNode layer = SpikeSheet.layer("input", spikes, 0);

    assertThat(layer.path("every").asInt()).isEqualTo(4);
    assertThat(layer.path("spikes").path(0)).hasSize((size + 3) / 4);
    assertThat(layer.path("spikes").path(0).path(1).asInt()).isEqualTo(4);
  }

  @Test
  void theSpikesAreThoseOfTheExample() {
    int[] offsets = {0, 1, 3, 3, 4};
    Spikes spikes = new Spikes(2, 2, 9, offsets, new int[] {5, 1, 8, 2}, null);

    assertThat(SpikeSheet.layer("x", spikes, 0).path("spikes")).hasToString("[[5],[]]");
    assertThat(SpikeSheet.layer("x", spikes, 1).path("spikes")).hasToString("[[1,8],[2]]");
    assertThat(SpikeSheet.layer("x", new Constant(2, 1, new float[][] {{1}}), 0).toString())
        .isEqualTo("{\"name\":\"x\",\"steps\":2,\"size\":1}");
  }
}
