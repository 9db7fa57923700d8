package dev.snn.api.layer;

import dev.snn.api.neuron.NeuronModel;
import java.util.ArrayList;
import java.util.List;

/**
 * What a layer declares of itself; its contract tests what it declares, and no more.
 *
 * @param output what it puts out in a HARD pass
 * @param membrane true where its {@link Readout} has a membrane
 * @param probability true where its {@link Readout} has a firing probability
 * @param batchStatistics true where training passes compute over the examples of a batch together,
 *     as batch normalisation does. Then an example's result is independent of its batch, [0, T) at
 *     once is [0, k) then [k, T), and a pass changes nothing, in evaluation passes only. Running
 *     values are parameters that are not trainable; training passes update them, evaluation passes
 *     never do
 * @param trainingNoise true where training passes draw something of their own, as dropout does,
 *     keyed by the pass and the example; evaluation passes draw nothing
 * @param gradient false where it has no backward pass and no SMOOTH pass, because it learns in
 *     another way ({@link Layer#localLearning}) or not at all. It then refuses both with a {@link
 *     dev.snn.api.plugin.NotApplicableException}
 */
public record Capabilities(
    Output output,
    boolean membrane,
    boolean probability,
    boolean batchStatistics,
    boolean trainingNoise,
    boolean gradient) {

  /** A layer with gradients. */
  public Capabilities(
      Output output,
      boolean membrane,
      boolean probability,
      boolean batchStatistics,
      boolean trainingNoise) {
    this(output, membrane, probability, batchStatistics, trainingNoise, true);
  }

  /** Kinds of outputs. */
  public enum Output {
    /** Spikes of 0 or 1; in a SMOOTH pass values in [0, 1]. */
    SPIKES,
    /** Numbers of spikes, 0, 1, 2, ..., as events; in a SMOOTH pass values of at least 0. */
    COUNTS,
    /** Real values. */
    VALUES
  }

  /** A layer of neurons: spikes, a membrane, and a firing probability. */
  public static final Capabilities SPIKING =
      new Capabilities(Output.SPIKES, true, true, false, false);

  /** A layer without neurons, such as one that pools: neither membrane nor probability. */
  public static Capabilities of(Output output) {
    return new Capabilities(output, false, false, false, false);
  }

  /** A layer that puts out what its neurons do, with their membrane and firing probability. */
  public static Capabilities of(NeuronModel neurons) {
    return new Capabilities(
        neurons.output(), true, neurons.output() == Output.SPIKES, false, false);
  }

  /** The same, with statistics over the batch. */
  public Capabilities withBatchStatistics() {
    return new Capabilities(output, membrane, probability, true, trainingNoise, gradient);
  }

  /** The same, with draws in training passes. */
  public Capabilities withTrainingNoise() {
    return new Capabilities(output, membrane, probability, batchStatistics, true, gradient);
  }

  /** The same, without a gradient. */
  public Capabilities withoutGradient() {
    return new Capabilities(output, membrane, probability, batchStatistics, trainingNoise, false);
  }

  /** "spikes, membrane, probability". */
  @Override
  public String toString() {
    List<String> words = new ArrayList<>();
    words.add(
        switch (output) {
          case SPIKES -> "spikes";
          case COUNTS -> "counts";
          case VALUES -> "values";
        });
    add(words, membrane, "membrane");
    add(words, probability, "probability");
    add(words, batchStatistics, "batch statistics");
    add(words, trainingNoise, "training noise");
    add(words, !gradient, "no gradient");
    return String.join(", ", words);
  }

  private static void add(List<String> words, boolean is, String word) {
    if (is) {
      words.add(word);
    }
  }
}
