package dev.snn.nir;

import dev.snn.api.codec.Encoder;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.UserError;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import dev.snn.nir.graph.NirArray;
import dev.snn.nir.run.NirNetwork;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a network says of the examples of a data set: the class is the line of its Output that put
 * out most, added up over all steps; of equal ones the first.
 *
 * @param labels class of each example
 * @param classes what the network says
 * @param sums of each line of the output
 * @param spikes of each node that fires, by example
 */
public record Scores(int[] labels, int[] classes, double[][] sums, Map<String, double[]> spikes) {
  /** Examples that are read together. */
  private static final int BATCH = 64;

  /** Examples of a group, which a thread runs. */
  private static final int GROUP = 4;

  /**
   * Examples that are run together.
   *
   * @param input {@code [T x B x N]}
   */
  public record Group(Signal input, long[] ids, int[] labels) {
    int size() {
      return labels.length;
    }
  }

  /** Runs the examples of a split. */
  public static Scores of(
      NirNetwork network, Dataset.Split split, Encoder encoder, Parallel parallel) {
    check(network, encoder, split.size(), parallel);
    Scores scores = empty(network, split.size());
    forEachGroup(
        split,
        parallel,
        (k, part) -> scores.add(network, group(part, encoder, parallel), parallel, k));
    return scores;
  }

  /** Runs examples that were encoded before. */
  public static Scores of(NirNetwork network, List<Group> groups, Parallel parallel) {
    Scores scores = empty(network, groups.stream().mapToInt(Group::size).sum());
    parallel.forEach(groups.size(), k -> scores.add(network, groups.get(k), parallel, k * GROUP));
    return scores;
  }

  /** Encodes the examples of a split. */
  public static List<Group> encode(
      NirNetwork network, Dataset.Split split, Encoder encoder, Parallel parallel) {
    check(network, encoder, split.size(), parallel);
    Group[] groups = new Group[(split.size() + GROUP - 1) / GROUP];
    forEachGroup(split, parallel, (k, part) -> groups[k / GROUP] = group(part, encoder, parallel));
    return List.of(groups);
  }

  private static void check(NirNetwork network, Encoder encoder, int n, Parallel parallel) {
    if (network.inputs().size() != 1) {
      throw new UserError(
          "--input: a data set feeds one node of type Input, and the network has %s; give files."
              .formatted(String.join(", ", network.inputs())));
    }
    int lines = NirArray.size(network.inputShape());
    if (encoder.outputSize() != lines) {
      throw new UserError(
          "--input: the data give %s lines (%s), and the network takes %d (%s)."
              .formatted(
                  encoder.outputSize(),
                  encoder.outputShape(),
                  lines,
                  NirArray.text(network.inputShape())));
    }
    if (network.outputs().size() != 1) {
      throw new UserError(
          "the network has %d nodes of type Output, %s; to classify it needs one."
              .formatted(network.outputs().size(), String.join(", ", network.outputs())));
    }
    network.requireRoom(Math.min(GROUP * parallel.threads(), n), Simulation.stretch(network));
  }

  private static Scores empty(NirNetwork network, int n) {
    Map<String, double[]> spikes = new LinkedHashMap<>();
    network.neurons().stream()
        .filter(name -> network.node(name).type().fires())
        .forEach(name -> spikes.put(name, new double[n]));
    return new Scores(new int[n], new int[n], new double[n][], spikes);
  }

  /** Takes examples, the first of which has this number. */
  private interface Part {
    void take(int first, Samples samples);
  }

  private static void forEachGroup(Dataset.Split split, Parallel parallel, Part use) {
    int[] at = {0};
    split.inBatches(
        BATCH,
        samples -> {
          requireLabels(samples);
          int first = at[0];
          parallel.forEach(
              (samples.size() + GROUP - 1) / GROUP,
              group -> {
                int from = group * GROUP;
                int to = Math.min(samples.size(), from + GROUP);
                use.take(first + from, part(samples, from, to));
              });
          at[0] += samples.size();
        });
  }

  private static void requireLabels(Samples samples) {
    if (samples.labels() == null) {
      throw new UserError(
          "these data have a class for each step, and 'nir run' counts right classes of whole examples; take other data.");
    }
  }

  private static Samples part(Samples samples, int from, int to) {
    return new Samples(
        Arrays.copyOfRange(samples.ids(), from, to),
        samples.values() == null ? null : Arrays.copyOfRange(samples.values(), from, to),
        samples.recordings() == null ? null : Arrays.copyOfRange(samples.recordings(), from, to),
        Arrays.copyOfRange(samples.labels(), from, to),
        null);
  }

  private static Group group(Samples samples, Encoder encoder, Parallel parallel) {
    Signal input = encoder.encode(samples, pass(samples.ids(), parallel));
    return new Group(input, samples.ids(), samples.labels());
  }

  private static Pass pass(long[] ids, Parallel parallel) {
    return Pass.hard().on(parallel).forIds(ids).forEvaluation();
  }

  private void add(NirNetwork network, Group group, Parallel parallel, int first) {
    Pass pass = pass(group.ids(), parallel);
    Signal input = group.input();
    String output = network.outputs().get(0);
    Set<String> record = new LinkedHashSet<>(spikes.keySet());
    record.add(output);
    NirNetwork.Memory memory = network.start(group.size());
    for (int b = 0; b < group.size(); b++) {
      labels[first + b] = group.labels()[b];
      sums[first + b] = new double[NirArray.size(network.shape(output))];
    }
    int stretch = Simulation.stretch(network);
    for (int from = 0; from < input.steps(); from += stretch) {
      int to = Math.min(input.steps(), from + stretch);
      NirNetwork.Result result =
          network.run(input.timeRange(from, to), memory, record, Set.of(), pass);
      memory = result.memory();
      sum(result.outputs().get(output), first);
      spikes.forEach((node, counts) -> count((Spikes) result.outputs().get(node), counts, first));
    }
    for (int b = first; b < first + group.size(); b++) {
      for (int c = 1; c < sums[b].length; c++) {
        classes[b] = sums[b][c] > sums[b][classes[b]] ? c : classes[b];
      }
    }
  }

  private void sum(Signal out, int first) {
    Tensor rows = out.toTensor();
    for (int t = 0; t < rows.steps(); t++) {
      for (int b = 0; b < rows.batch(); b++) {
        float[] row = rows.row(t, b);
        for (int c = 0; c < sums[first + b].length; c++) {
          sums[first + b][c] += row[c];
        }
      }
    }
  }

  private static void count(Spikes spikes, double[] counts, int first) {
    for (int t = 0; t < spikes.steps(); t++) {
      for (int b = 0; b < spikes.batch(); b++) {
        int example = first + b;
        spikes.forEach(t, b, (unit, number) -> counts[example] += number);
      }
    }
  }

  /** Number of examples whose class is right. */
  public int right() {
    int right = 0;
    for (int k = 0; k < labels.length; k++) {
      right += labels[k] == classes[k] ? 1 : 0;
    }
    return right;
  }

  /** Spikes per example of a node, the mean. */
  public double spikesPerExample(String node) {
    return Arrays.stream(spikes.get(node)).average().orElse(0);
  }
}
