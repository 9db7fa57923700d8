package dev.snn.data.set;

/** What is done with the values of each column, by what the training examples show of it. */
public enum Normalise {
  /** Nothing. */
  NONE,
  /** {@code (x - min) / (max - min)}, and at most 1 and at least 0 where others go beyond. */
  MIN_MAX,
  /** {@code (x - mean) / sd}, with the deviation of the population. */
  STANDARD
}
