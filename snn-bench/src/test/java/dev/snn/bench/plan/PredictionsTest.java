package dev.snn.bench.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.bench.Bench;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What networks take test examples for: files beside the records, counts in them. */
class PredictionsTest {
  private static final String TEXT =
      """
      title: Predictions
      dataset: {type: digits, train: 200, validation: 40, test: 90}
      encoder: {type: latency, steps: 6}
      layers: [{type: srm-bernoulli, size: 10}]
      decoder: rate
      loss: cross-entropy
      samples: 3
      training: {batch: 20, epochs: 4, optimizer: {type: adam, lr: 0.03}}
      seeds: [3, 4]
      rows:
        majority: {procedure: majority}
        rate:
        image: {dataset: {type: mnist, train: 20, validation: 0, test: 10, target: image}, decoder: mlp, loss: bce}
        swept: {sweep: {search: grid, space: {encoder.steps: [2, 5]}}}
      """;

  @TempDir Path folder;

  private Path table(String name, int threads) throws IOException {
    Path file = Files.writeString(folder.resolve("small.yaml"), TEXT);
    Path out = folder.resolve(name);
    try (SnnEngine engine =
        SnnEngine.open(SnnEngine.Options.defaults().withThreads(threads), Map.of())) {
      Bench.on(engine).table(TableRequest.of(List.of(file), out), ProgressListener.SILENT);
    }
    return out;
  }

  @Test
  void predictionsGiveTheAccuracyOfTheRecordAtAnyNumberOfThreads() throws IOException {
    Path out = table("one", 1);
    for (String name : List.of("small--rate--seed-3", "small--rate--seed-4")) {
      List<String> lines = Files.readAllLines(out.resolve("predictions").resolve(name + ".csv"));
      RunRecord record = RecordFiles.read(out.resolve("records").resolve(name + ".json"));
      long right =
          lines.stream()
              .skip(1)
              .filter(line -> line.split(",")[1].equals(line.split(",")[2]))
              .count();

      assertThat(lines).hasSize(91).startsWith("index,label,prediction");
      assertThat(lines.get(90)).startsWith("89,");
      assertThat(right / 90.0)
          .isCloseTo(record.finalScores("test").get("accuracy"), within(1e-12))
          .isGreaterThan(0.2);
      JsonNode counts = record.tree().path(RunRecord.CONFUSION);
      assertThat(counts).hasSize(10);
      int sum = 0;
      int diagonal = 0;
      for (int label = 0; label < 10; label++) {
        diagonal += counts.path(label).path(label).asInt();
        for (JsonNode count : counts.path(label)) {
          sum += count.asInt();
        }
      }
      assertThat(sum).isEqualTo(90);
      assertThat(diagonal).isEqualTo((int) right);
    }
    Path other = table("two", 2);
    for (String name : List.of("confusion.csv", "predictions/small--rate--seed-4.csv")) {
      assertThat(other.resolve(name)).hasSameTextualContentAs(out.resolve(name));
    }
    assertThat(Files.readString(out.resolve("confusion.csv")))
        .startsWith("experiment,row,runs,label,prediction,count\nsmall,rate,2,0,0,");
  }

  @Test
  void candidatesAndRunsWithoutClassesLeaveNoFile() throws IOException {
    Path out = table("one", 2);
    assertThat(out.resolve("predictions"))
        .isDirectoryNotContaining("glob:**/*{majority,swept,image,.new}*");
    assertThat(confusion(out, "swept#1")).hasSize(10);
    assertThat(confusion(out, "image").isMissingNode()).isTrue();
    assertThat(confusion(out, "majority").isMissingNode()).isTrue();
  }

  private static JsonNode confusion(Path out, String row) {
    Path file = out.resolve("records/small--" + row + "--seed-3.json");
    return RecordFiles.read(file).tree().path(RunRecord.CONFUSION);
  }
}
