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
  /** Examples that are run together. */
  private static final int BATCH = 16;

  /** Runs the examples of a split. */
  public static Scores of(
      NirNetwork network, Dataset.Split split, Encoder encoder, Parallel parallel) {
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
    network.requireRoom(Math.min(BATCH, split.size()), Simulation.stretch(network));
    int n = split.size();
    String output = network.outputs().get(0);
    Map<String, double[]> spikes = new LinkedHashMap<>();
    network.neurons().stream()
        .filter(name -> network.node(name).type().fires())
        .forEach(name -> spikes.put(name, new double[n]));
    Scores scores = new Scores(new int[n], new int[n], new double[n][], spikes);
    int[] at = {0};
    split.inBatches(
        BATCH,
        samples -> {
          scores.add(network, output, samples, encoder, parallel, at[0]);
          at[0] += samples.size();
        });
    return scores;
  }

  private void add(
      NirNetwork network,
      String output,
      Samples samples,
      Encoder encoder,
      Parallel parallel,
      int first) {
    if (samples.labels() == null) {
      throw new UserError(
          "these data have a class for each step, and 'nir run' counts right classes of whole examples; take other data.");
    }
    Pass pass = Pass.hard().on(parallel).forIds(samples.ids()).forEvaluation();
    Signal input = encoder.encode(samples, pass);
    Set<String> record = new LinkedHashSet<>(spikes.keySet());
    record.add(output);
    NirNetwork.Memory memory = network.start(samples.size());
    for (int b = 0; b < samples.size(); b++) {
      labels[first + b] = samples.labels()[b];
      sums[first + b] = new double[NirArray.size(network.shape(output))];
    }
    int stretch = Simulation.stretch(network);
    for (int from = 0; from < input.steps(); from += stretch) {
      int to = Math.min(input.steps(), from + stretch);
      NirNetwork.Result result = network.run(input.timeRange(from, to), memory, record, pass);
      memory = result.memory();
      sum(result.outputs().get(output), first);
      spikes.forEach((node, counts) -> count((Spikes) result.outputs().get(node), counts, first));
    }
    for (int b = first; b < first + samples.size(); b++) {
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
