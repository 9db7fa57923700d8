package dev.snn.training.rule;

/** What is subtracted from the cost of what was drawn. It never changes the expected gradient. */
public enum Baseline {
  /** Nothing. */
  NONE,
  /** A moving average of the cost of earlier batches. */
  EMA,
  /** For each parameter the moving averages {@code <g^2 l> / <g^2>} of earlier batches. */
  PER_PARAMETER,
  /** For each example the mean cost of the other samples that were drawn for it. */
  LEAVE_ONE_OUT
}
