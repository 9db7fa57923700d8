package dev.snn.api.metric;

import dev.snn.api.data.DatasetInfo;

/** How a score s becomes a prediction of a target value. */
public enum Link {
  /** {@link #SIGMOID} for targets that are images, {@link #IDENTITY} for all others. */
  AUTO,
  /** {@code s}: for scores that were trained to be the target, as by {@code mse}. */
  IDENTITY,
  /** {@code 1 / (1 + exp(-s))}: for logits, as {@code bce} trains them. */
  SIGMOID;

  /** What AUTO means for these targets. */
  public Link on(DatasetInfo data) {
    return this != AUTO ? this : data.targetWidth() > 0 ? SIGMOID : IDENTITY;
  }

  /** The prediction. AUTO must have been resolved. */
  public double apply(double score) {
    return switch (this) {
      case IDENTITY -> score;
      case SIGMOID -> 1 / (1 + Math.exp(-score));
      case AUTO -> throw new IllegalStateException("which link is not known");
    };
  }
}
