package dev.snn.report.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.bench.Bench;
import dev.snn.bench.plan.TableRequest;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.progress.ProgressListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Output folders of small tables. */
final class Folders {
  /** What a page must show and not run. */
  static final String HOSTILE =
      "</script><script>window.hacked=1</script><img src=x onerror=hacked=1>&amp;{{data}}";

  private static final String TEXT =
      """
      title: A table of all kinds
      citation: arXiv:2106.01177
      dataset: {type: digits, train: 300, validation: 100, test: 100}
      encoder: {type: latency, steps: 8}
      layers: [{type: dense, size: 16, neuron: lif}, {type: srm-bernoulli, size: 10}]
      decoder: rate
      loss: cross-entropy
      training: {batch: 32, epochs: 3}
      evaluate: {shuffle_time: true}
      seeds: [1, 2]
      rows:
        majority: {procedure: majority}
        rate:
        odd-row: {decoder: {type: mlp, hidden: 16, on: window}, loss: vib}
        wide: {layers: [{type: srm-bernoulli, size: 7}]}
        far: {dataset: fashion-mnist}
        wild: {training: {optimizer: {type: sgd, lr: 1e30}}, decoder: mlp}
        picture:
          dataset: {type: mnist, train: 100, validation: 40, test: 40, target: image}
          decoder: mlp
          loss: bce
        swept: {sweep: {search: grid, space: {encoder.steps: [2, 5]}}}
      compare:
        - {a: odd-row, b: rate, metric: accuracy, expect: same, margin: 0.05}
        - [rate, rate@shuffled]
      """;

  private Folders() {}

  /** The output folder of a table with rows of all kinds, below a folder. */
  static Path table(Path below) {
    String nowhere = below.resolve("data").toString();
    try (SnnEngine engine =
        SnnEngine.open(
            SnnEngine.Options.defaults().withThreads(2),
            Map.of("XDG_CACHE_HOME", nowhere, "XDG_DATA_DIRS", nowhere))) {
      Path file = Files.writeString(below.resolve("kinds.yaml"), TEXT);
      Path out = below.resolve("out");
      Bench.on(engine).table(TableRequest.of(List.of(file), out), ProgressListener.SILENT);
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy that asks for a figure of a sweep, and for one that no row is in. */
  static Path withFigures(Path from, Path to) throws IOException {
    Path copy = copy(from, to, "nothing", "nothing");
    Path file = copy.resolve("table.json");
    ObjectNode manifest = (ObjectNode) new ObjectMapper().readTree(file.toFile());
    ArrayNode figures = ((ObjectNode) manifest.at("/experiments/0")).putArray("figures");
    figures.addObject().put("x", "encoder.steps").put("y", "accuracy").put("log", "X");
    figures.addObject().put("x", "parameters").put("y", "regrown");
    Files.writeString(file, manifest.toString());
    return copy;
  }

  /** A copy in which one text stands for another in all files but pictures. */
  static Path copy(Path from, Path to, String text, String other) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path place = to.resolve(from.relativize(file));
        Files.createDirectories(place.getParent());
        if (file.toString().endsWith(".png")) {
          Files.copy(file, place);
        } else {
          Files.writeString(place, Files.readString(file).replace(text, other));
        }
      }
    }
    return to;
  }

  /** A copy whose row 'rate' has filters of two layers. */
  static Path withFilters(Path from, Path to) throws IOException {
    copy(from, to, "nothing", "nothing");
    Path raster = to.resolve("rasters/kinds--rate--seed-1.json");
    String filters =
        """
        "filters": [{"name": "layer 1", "size": 1, "maps": 2, "pictures": [[100], [-100]]},
        {"name": "layer 3", "size": 2, "maps": 9, "pictures": [[100, 0, 0, -50]]}], "examples\""""
            .replace("\n", "");
    Files.writeString(raster, Files.readString(raster).replaceFirst("\"examples\"", filters));
    return to;
  }
}
