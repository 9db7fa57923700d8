package dev.snn.bench.experiment;

/**
 * What a sweep is about, on the validation split.
 *
 * @param metric a metric or measure; null for the first one of the run
 * @param direction null for the one of the metric
 */
public record Objective(String metric, Direction direction) {

  /** What is looked for. */
  public enum Direction {
    /** The largest value. */
    MAXIMISE,
    /** The least value. */
    MINIMISE
  }
}
