package dev.snn.losses.loss;

/** How the losses of the single scores of an example are combined. */
public enum Reduction {
  MEAN,
  SUM
}
