package dev.snn.api.procedure;

import java.util.Set;

/**
 * Scores the network of a run as every table does: all metrics of the run, the terms of the loss,
 * spikes, and what else the experiment asks for (trains shuffled in time, scores by step). Encoded
 * inputs are kept from one evaluation to the next, so a procedure asks for it once, with {@link
 * Run#scoring}.
 */
@FunctionalInterface
public interface Scoring {
  /** The split that may select. */
  String VALIDATION = "validation";

  /** The split that selects nothing. */
  String TEST = "test";

  /** Both. */
  Set<String> BOTH = Set.of(VALIDATION, TEST);

  /**
   * The epoch with its scores.
   *
   * @param epoch what is known of it from training
   * @param splits {@link #VALIDATION}, {@link #TEST} or both; an empty split has no scores
   * @param mayBeLast true where these may be the scores of the run: what only they have (scores by
   *     step, operations) is measured too
   * @throws RunFailure where a score is NaN or infinite
   */
  Epoch score(Epoch epoch, Set<String> splits, boolean mayBeLast);
}
