package dev.snn.engine.explain;

import dev.snn.api.data.Dataset;
import dev.snn.api.learning.Network;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.Stepwise;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a network does at its initial weights with the first batch of its training split, and how
 * long a batch takes.
 *
 * @param layers activity of each layer
 * @param loss of the batch in training
 * @param terms of the loss
 * @param withoutGradient names of the trainable parameters whose gradient is zero throughout
 * @param gradients of each node's trainable weights
 * @param ignoresTime true where the scores are the same when the readout's spikes are shuffled in
 *     time, though they depend on the spikes
 * @param lossNeedsTime true where the loss changes when the readout's probabilities run backwards
 * @param readsSpikes false where neither decoder nor loss sends a gradient to the readout's spikes
 *     or their probability, as where the membrane is decoded
 * @param sameScores true where all examples get the same scores
 * @param remarks of the decoder on its figures of the batch
 * @param batch examples per batch
 * @param epochs passes over the training split in a whole run
 * @param timed number of batches that were timed
 * @param secondsPerEpoch of training
 * @param secondsPerRun of training and evaluation
 */
public record Rehearsal(
    List<Activity> layers,
    double loss,
    Map<String, Double> terms,
    List<String> withoutGradient,
    List<Gradient> gradients,
    boolean ignoresTime,
    boolean lossNeedsTime,
    boolean readsSpikes,
    boolean sameScores,
    List<String> remarks,
    int batch,
    int epochs,
    int timed,
    double secondsPerEpoch,
    double secondsPerRun) {

  /**
   * Activity of a layer over a batch.
   *
   * @param neurons their number
   * @param density share of neurons and steps with a spike
   * @param silent neurons that never spike
   * @param largestMembrane the largest membrane before reset; NaN where there is none
   * @param typicalMembrane the median over the neurons of the largest membrane of each; NaN where
   *     there is none
   */
  public record Activity(
      int neurons, double density, int silent, double largestMembrane, double typicalMembrane) {
    private static final double MANY = 0.9;

    /** True of a layer of neurons that spike, or should. */
    public boolean spikes() {
      return !Double.isNaN(density);
    }

    /** True where nine of ten neurons or more never spike. */
    public boolean isSilent() {
      return spikes() && silent >= MANY * neurons;
    }

    /** True where spikes come at nine of ten steps or more. */
    public boolean isSaturated() {
      return density >= MANY;
    }

    /** True where one or the other keeps the layer from telling anything. */
    public boolean isFaulty() {
      return isSilent() || isSaturated();
    }
  }

  /**
   * The gradient of a node's weights in the batch.
   *
   * @param size its root mean square; NaN where there are no weights to train
   * @param weights their number
   */
  public record Gradient(double size, long weights) {}

  /** The gradients that the weights of each node have now. */
  public static List<Gradient> gradients(Network network) {
    return GradientSizes.of(network);
  }

  /** What the layers of a run do with its first batch. */
  public static List<Activity> activities(Run run, Procedure procedure) {
    int size = procedure instanceof Stepwise stepwise ? stepwise.batch() : 1;
    Dataset.Split train = run.dataset().train();
    return Activities.of(
        run, train.gather(IntStream.range(0, Math.min(size, train.size())).toArray()));
  }

  /**
   * Rehearses a run; its network is trained for a few batches and of no use afterwards.
   *
   * @param seconds for batches that are timed
   * @return empty for a procedure that takes no steps, or without training examples
   */
  public static Optional<Rehearsal> of(Procedure procedure, Run run, double seconds) {
    return procedure instanceof Stepwise stepwise && run.dataset().train().size() > 0
        ? Optional.of(new Rehearsing(run, stepwise).rehearse(seconds))
        : Optional.empty();
  }
}
