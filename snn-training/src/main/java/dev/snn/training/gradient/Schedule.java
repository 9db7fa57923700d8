package dev.snn.training.gradient;

/** How the learning rate changes over training. */
public enum Schedule {
  /** Always 1. */
  CONSTANT,
  /** {@code end + (1 - end) (1 + cos(pi x)) / 2}, x from 0 to 1. */
  COSINE,
  /** {@code 1 + (end - 1) x}. */
  LINEAR,
  /** {@code factor} to the power of the number of full {@code step_epochs} trained. */
  STEP;

  /** True where the factor of a step depends on the number of all steps. */
  boolean isSpread() {
    return this == COSINE || this == LINEAR;
  }

  /**
   * The factor on the learning rate.
   *
   * @param step steps done so far
   * @param perEpoch steps of an epoch
   */
  double scale(GradientPlugin.Config config, long step, long perEpoch) {
    double warmup = config.warmupEpochs() * perEpoch;
    if (step < warmup) {
      return (step + 1) / warmup;
    }
    double x = (step - warmup) / Math.max(1, config.epochs() * perEpoch - warmup);
    double end = config.endScale();
    return switch (this) {
      case CONSTANT -> 1;
      case COSINE -> end + (1 - end) * (1 + Math.cos(Math.PI * x)) / 2;
      case LINEAR -> 1 + (end - 1) * x;
      case STEP -> Math.pow(config.stepFactor(), step / perEpoch / config.stepEpochs());
    };
  }
}
