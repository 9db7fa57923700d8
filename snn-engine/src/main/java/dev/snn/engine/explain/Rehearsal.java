package dev.snn.engine.explain;

import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.Stepwise;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a network does at its initial weights with the first batch of its training split, and how
 * long a batch takes.
 *
 * @param layers activity of each layer
 * @param loss of the batch in training
 * @param terms of the loss
 * @param withoutGradient names of the trainable parameters whose gradient is zero throughout
 * @param ignoresTime true where the scores are the same when the readout's spikes are shuffled in
 *     time, though they depend on the spikes
 * @param lossNeedsTime true where the loss changes when the readout's probabilities run backwards
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
    boolean ignoresTime,
    boolean lossNeedsTime,
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
   */
  public record Activity(int neurons, double density, int silent, double largestMembrane) {}

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
