package dev.snn.engine.sheet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Samples;
import dev.snn.api.learning.Network;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Spiking;
import dev.snn.api.procedure.Run;
import dev.snn.api.tensor.Arena;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.record.RunId;
import dev.snn.engine.tree.Trees;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * {@code rasters/*.json}: the spikes of all layers for a few test examples, in the first draw of an
 * evaluation.
 */
public final class SpikeSheet {
  /** Version of the layout. */
  static final int SCHEMA_VERSION = 1;

  /** The folder of the sheets in an output folder. */
  public static final String FOLDER = "rasters";

  static final int EXAMPLES = 3;

  /** Of a layer with more spikes in an example, only every 2nd, 4th, 8th ... unit is kept. */
  public static final int MOST_SPIKES = 3000;

  private static final int WHITE = 255;

  private SpikeSheet() {}

  /** The file of a run's sheet in an output folder. */
  public static Path file(Path out, RunId id) {
    return out.resolve(FOLDER).resolve(id.fileName());
  }

  /**
   * A sheet of examples.
   *
   * @param filters as {@link FilterSheet} makes them
   */
  static byte[] json(RunId id, RunConfig config, ArrayNode examples, ArrayNode filters) {
    ObjectNode tree = Trees.NODES.objectNode();
    tree.put("schema_version", SCHEMA_VERSION);
    tree.put("experiment", id.experiment()).put("row", id.row()).put("seed", id.seed());
    tree.put("config_hash", config.hash());
    tree.put("dt", config.dt());
    tree.set("examples", examples);
    if (!filters.isEmpty()) {
      tree.set("filters", filters);
    }
    return (tree + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Test examples of different classes: the first at or behind places spread evenly over the split,
   * and those at the places themselves where there is no further class.
   */
  public static int[] choose(Dataset.Split test) {
    int n = Math.min(EXAMPLES, test.size());
    Set<Integer> seen = new HashSet<>();
    int[] indices = new int[n];
    for (int k = 0; k < n; k++) {
      int place = (int) ((long) k * test.size() / n);
      int end = (int) ((k + 1L) * test.size() / n);
      indices[k] =
          IntStream.range(place, end)
              .filter(at -> !seen.contains(test.label(at)))
              .findFirst()
              .orElse(place);
      seen.add(test.label(indices[k]));
    }
    return indices;
  }

  /** A few test examples of a run that has a network. */
  static ArrayNode examples(Run run) {
    int[] indices = choose(run.dataset().test());
    int n = indices.length;
    Samples samples = run.dataset().test().gather(indices);
    Pass pass =
        new Pass(
            false,
            Spiking.HARD,
            run.parallel(),
            Arena.HEAP,
            run.seed().key("evaluate"),
            samples.ids(),
            0);
    Network.Forward forward = run.network().forward(run.encoder().encode(samples, pass), pass);
    ArrayNode examples = Trees.NODES.arrayNode();
    for (int b = 0; b < n; b++) {
      ObjectNode example = examples.addObject().put("test_index", indices[b]);
      describe(example, run.dataset().info(), samples, b);
      if (run.network().hasDecoder()) {
        predict(example, run.dataset().info(), samples, b, forward.decoded().prediction());
      }
      ArrayNode layers = example.putArray("layers");
      layers.add(layer("input", forward.input(), b));
      for (int k = 0; k < forward.readouts().size(); k++) {
        layers.add(layer(name(run.network(), k), forward.readouts().get(k).output(), b));
      }
    }
    return examples;
  }

  static String name(Network network, int k) {
    String name = network.nodes().get(k).name();
    boolean given = !name.equals("layers[" + k + "]");
    boolean last = k == network.nodes().size() - 1;
    return last ? "readout" : given ? name : "layer " + (k + 1);
  }

  private static void predict(
      ObjectNode example, DatasetInfo info, Samples samples, int b, Tensor prediction) {
    boolean one = info.outputs() == info.classes() && prediction.steps() == 1;
    if (samples.labels() != null && one) {
      example.put("prediction", largest(prediction.row(0, b), prediction.size()));
    }
  }

  private static void describe(ObjectNode example, DatasetInfo info, Samples samples, int b) {
    if (samples.labels() != null) {
      example.put("label", samples.labels()[b]);
    }
    if (samples.values() != null && info.height() > 1 && info.channels() == 1) {
      ObjectNode image = example.putObject("image").put("width", info.width());
      ArrayNode pixels = image.put("height", info.height()).putArray("pixels");
      for (float value : samples.values()[b]) {
        pixels.add(Math.round(WHITE * Math.max(0, Math.min(1, value))));
      }
    }
  }

  static int largest(float[] scores, int size) {
    int best = 0;
    for (int c = 1; c < size; c++) {
      best = scores[c] > scores[best] ? c : best;
    }
    return best;
  }

  /** Spikes as the units of each step; without any where the signal has values. */
  public static ObjectNode layer(String name, Signal signal, int b) {
    ObjectNode layer = Trees.NODES.objectNode();
    layer.put("name", name).put("steps", signal.steps()).put("size", signal.size());
    if (signal instanceof Spikes spikes) {
      int every = every(spikes, b);
      layer.put("every", every);
      ArrayNode steps = layer.putArray("spikes");
      for (int t = 0; t < spikes.steps(); t++) {
        ArrayNode units = steps.addArray();
        spikes.forEach(
            t,
            b,
            (unit, count) -> {
              if (unit % every == 0) {
                units.add(unit);
              }
            });
      }
    }
    return layer;
  }

  /** Every how many units are drawn, so that there are not too many spikes. */
  private static int every(Spikes spikes, int b) {
    int[] events = new int[spikes.size()];
    for (int t = 0; t < spikes.steps(); t++) {
      spikes.forEach(t, b, (unit, count) -> events[unit]++);
    }
    int every = 1;
    while (sum(events, every) > MOST_SPIKES) {
      every *= 2;
    }
    return every;
  }

  private static int sum(int[] events, int every) {
    int sum = 0;
    for (int unit = 0; unit < events.length; unit += every) {
      sum += events[unit];
    }
    return sum;
  }
}
