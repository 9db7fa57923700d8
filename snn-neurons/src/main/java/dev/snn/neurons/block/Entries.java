package dev.snn.neurons.block;

import dev.snn.api.layer.Merge;
import dev.snn.api.plugin.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the entries of blocks that stand one behind the other. */
final class Entries {
  private final List<Map<String, Object>> all = new ArrayList<>();
  private final int channels;
  private final int kernel;

  Entries(int channels, int kernel) {
    this.channels = channels;
    this.kernel = kernel;
  }

  /** What a block's body is: the names of its input and its own, and its stride. */
  @FunctionalInterface
  interface Body {
    /** Writes the entries of a block; the last one has its name. */
    void write(Entries to, String name, String input, int stride);
  }

  /**
   * One block, or {@code repeat} blocks {@code name1, name2, ...}, of which the first one strides.
   */
  static List<Map<String, Object>> of(
      int channels, int kernel, int stride, int repeat, String name, String input, Body body) {
    Entries entries = new Entries(channels, kernel);
    String before = input;
    for (int k = 1; k <= repeat; k++) {
      String mine = repeat == 1 ? name : name + k;
      body.write(entries, mine, before, k == 1 ? stride : 1);
      before = mine;
    }
    return entries.all;
  }

  /** A convolution of the size of the image, without bias; {@code from} null: of what is before. */
  void conv(String name, String from, int stride) {
    conv(name, from, kernel, stride);
  }

  /** The convolution of a shortcut: of single pixels. */
  void project(String name, String from, int stride) {
    conv(name, from, 1, stride);
  }

  private void conv(String name, String from, int size, int stride) {
    Map<String, Object> entry = entry(name, from);
    entry.put("type", "conv");
    entry.put("channels", channels);
    entry.put("kernel", size);
    entry.put("stride", stride);
    entry.put("padding", size / 2);
    entry.put("bias", false);
  }

  /** A batch norm; {@code neuron} null for none. */
  void norm(String name, Part neuron, double weight, double bias) {
    Map<String, Object> entry = entry(name, null);
    entry.put("type", "batch-norm");
    if (neuron != null) {
      entry.put("neuron", neuron);
    }
    entry.put("weight", weight);
    entry.put("bias", bias);
  }

  /** The usual one. */
  void norm(String name, Part neuron) {
    norm(name, neuron, 1, 0);
  }

  /** Neurons alone. */
  void neurons(String name, Part neuron) {
    Map<String, Object> entry = entry(name, null);
    entry.put("type", "neurons");
    entry.put("neuron", neuron);
  }

  /** A merge of two entries. */
  void merge(String name, Merge merge, String a, String b) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", name);
    entry.put("merge", merge);
    entry.put("from", List.of(a, b));
    all.add(entry);
  }

  private Map<String, Object> entry(String name, String from) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", name);
    if (from != null) {
      entry.put("from", from);
    }
    all.add(entry);
    return entry;
  }
}
