package dev.snn.app.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.api.tensor.Spikes;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.tree.Trees;
import dev.snn.nir.Scores;
import dev.snn.nir.graph.NirArray;
import dev.snn.nir.graph.NirFile;
import dev.snn.nir.graph.NirNode;
import dev.snn.nir.graph.Primitive;
import dev.snn.nir.run.NirNetwork;
import dev.snn.nir.run.Settings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What {@code torch_nir.py} reads: a chain of nodes with their parameters, and events. */
final class NirPeer {
  /** What the script computes. */
  private static final Set<Primitive> TYPES =
      Set.of(
          Primitive.INPUT,
          Primitive.OUTPUT,
          Primitive.CONV2D,
          Primitive.SUM_POOL,
          Primitive.FLATTEN,
          Primitive.AFFINE,
          Primitive.LINEAR,
          Primitive.IF);

  /** Values of the frames that the script makes; their events fit arrays. */
  private static final long MOST_VALUES = 500_000_000;

  private final NirNetwork network;
  private final Settings settings;

  private NirPeer(NirNetwork network, Settings settings) {
    this.network = network;
    this.settings = settings;
  }

  /** Refuses what the script cannot compute. */
  static NirPeer of(NirFile file, NirNetwork network, Settings settings) {
    for (NirNode node : file.graph().nodes().values()) {
      boolean known = TYPES.contains(node.type()) && !isPadded(node);
      boolean chained =
          file.graph().into(node.name()).size() <= 1 && file.graph().outOf(node.name()).size() <= 1;
      if (!known || !chained) {
        throw new UserError(
            "--against torch takes a chain of Conv2d (padding in numbers), SumPool2d, Flatten, Affine, Linear and IF, and node '%s' (%s) %s."
                .formatted(
                    node.name(),
                    node.type().id(),
                    known ? "has several edges" : "is none of them"));
      }
    }
    if (!network.delayed().isEmpty()) {
      throw new UserError("--against torch takes a chain of nodes, and this network has a cycle.");
    }
    return new NirPeer(network, settings);
  }

  private static boolean isPadded(NirNode node) {
    return node.type() == Primitive.CONV2D && !node.get("padding").isNumber();
  }

  /** Refuses more steps of more examples than the script can hold. */
  void requireFrames(int steps, int examples) {
    int lines = NirArray.size(network.inputShape());
    if ((double) steps * examples * lines > MOST_VALUES) {
      throw new UserError(
          "--against torch holds the frames of all examples, %d steps x %d examples x %d lines, and takes at most %d values; take fewer with --examples or --steps."
              .formatted(steps, examples, lines, MOST_VALUES));
    }
  }

  /** {@code manifest.json} and the arrays. */
  Map<String, byte[]> files(List<Scores.Group> groups, int steps) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    ObjectNode manifest = Trees.NODES.objectNode();
    manifest.put("steps", steps);
    manifest.put("examples", groups.stream().mapToInt(group -> group.labels().length).sum());
    ArrayNode shape = manifest.putArray("shape");
    for (int length : network.inputShape()) {
      shape.add(length);
    }
    manifest.put("gain", settings.perSecond() ? settings.dt() : 1);
    manifest.put("subtract", settings.subtract());
    ArrayNode nodes = manifest.putArray("nodes");
    for (String name : network.order()) {
      NirNode node = network.node(name);
      if (node.type() != Primitive.INPUT && node.type() != Primitive.OUTPUT) {
        add(files, node, nodes.addObject(), nodes.size());
      }
    }
    addEvents(files, groups);
    files.put("manifest.json", RecordFiles.json(manifest).getBytes(StandardCharsets.UTF_8));
    return files;
  }

  private static void add(Map<String, byte[]> files, NirNode node, ObjectNode entry, int number) {
    entry.put("name", node.name());
    entry.put("type", node.type().id());
    ObjectNode parameters = entry.putObject("parameters");
    for (String name : node.type().known()) {
      if (node.has(name) && node.get(name).isNumber()) {
        NirArray array = node.get(name);
        String file = "node-" + number + "-" + name;
        double[] values = array.numbers();
        ByteBuffer bytes = buffer(Double.BYTES * values.length);
        bytes.asDoubleBuffer().put(values);
        files.put(file, bytes.array());
        ObjectNode parameter = parameters.putObject(name);
        parameter.put("file", file);
        ArrayNode shape = parameter.putArray("shape");
        for (int length : array.shape()) {
          shape.add(length);
        }
      }
    }
  }

  /** Events in the order of the examples: step, example, line, and the bits of their count. */
  private static final class Events {
    private int[][] numbers = new int[4][1 << 12];
    private int size;

    void add(int step, int example, int line, float count) {
      if (size == numbers[0].length) {
        for (int k = 0; k < numbers.length; k++) {
          numbers[k] = Arrays.copyOf(numbers[k], 2 * size);
        }
      }
      numbers[0][size] = step;
      numbers[1][size] = example;
      numbers[2][size] = line;
      numbers[3][size++] = Float.floatToIntBits(count);
    }

    byte[] bytes(int k) {
      ByteBuffer bytes = buffer(Integer.BYTES * size);
      bytes.asIntBuffer().put(numbers[k], 0, size);
      return bytes.array();
    }
  }

  private static void addEvents(Map<String, byte[]> files, List<Scores.Group> groups) {
    Events events = new Events();
    int first = 0;
    for (Scores.Group group : groups) {
      Spikes spikes = group.input() instanceof Spikes s ? s : Spikes.of(group.input().toTensor());
      for (int b = 0; b < spikes.batch(); b++) {
        int example = first + b;
        for (int t = 0; t < spikes.steps(); t++) {
          int step = t;
          spikes.forEach(t, b, (line, count) -> events.add(step, example, line, count));
        }
      }
      first += spikes.batch();
    }
    String[] names = {"event-steps", "event-examples", "event-lines", "event-counts"};
    for (int k = 0; k < names.length; k++) {
      files.put(names[k], events.bytes(k));
    }
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
