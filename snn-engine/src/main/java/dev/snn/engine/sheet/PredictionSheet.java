package dev.snn.engine.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Samples;
import dev.snn.api.layer.Layer;
import dev.snn.api.procedure.Run;
import dev.snn.api.tensor.Arena;
import dev.snn.api.tensor.Tensor;
import dev.snn.engine.evaluate.Predictor;
import dev.snn.engine.record.RunId;
import dev.snn.engine.tree.Trees;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The class that a network takes each test example for, at the end of its run: that of the largest
 * score, the lowest of equals, in the draws of an evaluation. There is none where examples have no
 * class or a decoder decides at every step.
 *
 * @param classes number of classes
 * @param labels class of each example
 * @param predicted what the network takes it for
 */
public record PredictionSheet(int classes, int[] labels, int[] predicted) {
  /** The folder of the files in an output folder. */
  public static final String FOLDER = "predictions";

  /** With more classes than these a matrix is not for people, and a record would be mostly that. */
  private static final int MOST_CLASSES = 100;

  /** Examples at a time at most. */
  private static final int BATCH = 64;

  /**
   * Values of the widest layer, over all steps and the examples that are predicted together: all
   * that a network computes of them is in memory at once.
   */
  private static final long MOST_VALUES = 1L << 24;

  /** Of a run that has a network, at its end. */
  static Optional<PredictionSheet> of(Run run) {
    DatasetInfo info = run.dataset().info();
    Dataset.Split test = run.dataset().test();
    if (info.classes() < 1 || info.outputs() != info.classes() || !run.network().hasDecoder()) {
      return Optional.empty();
    }
    int[] labels = new int[test.size()];
    int[] predicted = new int[test.size()];
    Arena arena = Arena.recycling();
    int batch = batch(run);
    for (int from = 0; from < test.size(); from += batch) {
      arena.reset();
      int to = Math.min(test.size(), from + batch);
      Samples samples = test.gather(IntStream.range(from, to).toArray());
      if (samples.labels() == null) {
        return Optional.empty();
      }
      Tensor scores = Predictor.predict(run, samples, arena);
      if (scores.steps() != 1 || scores.size() != info.classes()) {
        return Optional.empty();
      }
      for (int b = 0; b < samples.size(); b++) {
        labels[from + b] = samples.labels()[b];
        predicted[from + b] = SpikeSheet.largest(scores.row(0, b), scores.size());
      }
    }
    return Optional.of(new PredictionSheet(info.classes(), labels, predicted));
  }

  private static int batch(Run run) {
    int widest = run.network().layers().stream().mapToInt(Layer::outputSize).max().orElse(1);
    return batch((long) run.encoder().steps() * widest);
  }

  /** Examples at a time, where the widest layer has so many values of each. */
  static int batch(long values) {
    return (int) Math.max(1, Math.min(BATCH, MOST_VALUES / Math.max(1, values)));
  }

  /** The file of a run in an output folder. */
  public static Path file(Path out, RunId id) {
    return out.resolve(FOLDER).resolve(id.fileName().replaceFirst("json$", "csv"));
  }

  /**
   * How often each class, a row, is taken for each class, a column; empty where there are too many.
   */
  public Optional<ArrayNode> confusion() {
    if (classes > MOST_CLASSES) {
      return Optional.empty();
    }
    int[][] counts = new int[classes][classes];
    for (int k = 0; k < labels.length; k++) {
      if (labels[k] >= 0) {
        counts[labels[k]][predicted[k]]++;
      }
    }
    ArrayNode rows = Trees.NODES.arrayNode();
    for (int[] row : counts) {
      ArrayNode cells = rows.addArray();
      for (int count : row) {
        cells.add(count);
      }
    }
    return Optional.of(rows);
  }

  /**
   * A line for each example, in the order of the test split.
   *
   * @param names of the classes; empty where they have none but their numbers
   */
  public byte[] csv(JsonNode names) {
    boolean named = !names.isEmpty();
    StringBuilder out = new StringBuilder("index,label,prediction");
    out.append(named ? ",label_name,prediction_name\n" : "\n");
    for (int k = 0; k < labels.length; k++) {
      out.append(k).append(',').append(labels[k]).append(',').append(predicted[k]);
      if (named) {
        out.append(',')
            .append(name(names, labels[k]))
            .append(',')
            .append(name(names, predicted[k]));
      }
      out.append('\n');
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String name(JsonNode names, int of) {
    String name = names.path(of).asText();
    return name.matches("[^,\"\\r\\n]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
