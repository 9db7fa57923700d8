package dev.snn.engine.doctor;

import java.util.Locale;

/** What is looked for; {@code docs/doctor.md} says how, and where the thresholds are from. */
public enum Symptom {
  /** Nearly all neurons of a layer never spike. */
  SILENT_LAYER,
  /** The neurons of a layer spike at nearly every step. */
  SATURATED_LAYER,
  /** Next to nothing of the gradient reaches a layer. */
  VANISHING_GRADIENT,
  /** The gradient grows by orders of magnitude on its way back, or is not finite. */
  EXPLODING_GRADIENT,
  /** A backward pass that is not the derivative of its forward pass. */
  WRONG_GRADIENT,
  /** The loss stays above that of a constant prediction. */
  TRIVIAL_LOSS,
  /** Values or input spikes far too large, small, many or few. */
  INPUT_SCALE,
  /** Classes of very different size, judged by a score that does not see it. */
  CLASS_BALANCE,
  /** An example is over before the neurons can respond. */
  FEW_STEPS,
  /** The same samples in the training and the test split. */
  SPLIT_LEAK;

  /** The name users see, as {@code silent-layer}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
