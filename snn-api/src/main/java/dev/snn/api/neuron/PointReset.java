package dev.snn.api.neuron;

import java.util.Arrays;

/**
 * What a spike does to the membrane of {@link PointNeuron}s, and back. One loop for each kind, with
 * one store: what has more of them, or more than some eight arrays, is not vectorised.
 */
final class PointReset {
  private final int size;
  private final Reset kind;
  private final float threshold;
  private final float target;
  private final boolean attached;

  PointReset(int size, Firing firing) {
    this.size = size;
    this.kind = firing.reset();
    this.threshold = firing.vThreshold();
    this.target = firing.vReset();
    this.attached = !firing.detachReset();
  }

  /** Writes the membrane v after the spikes s of a membrane h. */
  void apply(float[] h, float[] s, float[] v) {
    switch (kind) {
      case SUBTRACT -> subtract(h, s, v);
      case ZERO -> zero(h, s, v);
      case NONE -> System.arraycopy(h, 0, v, 0, size);
    }
  }

  private void subtract(float[] h, float[] s, float[] v) {
    for (int i = 0; i < size; i++) {
      v[i] = h[i] - s[i] * threshold;
    }
  }

  private void zero(float[] h, float[] s, float[] v) {
    for (int i = 0; i < size; i++) {
      v[i] = (1 - s[i]) * h[i] + s[i] * target;
    }
  }

  /**
   * From the gradients after a step to that of its membrane.
   *
   * @param h membrane before the reset
   * @param s spikes; only read for {@link Reset#ZERO}
   * @param slope derivative of the surrogate at h
   * @param gv gradient of the membrane after the reset
   * @param gs gradient of the spikes, or null for zero
   * @param gh overwritten
   */
  void gradient(float[] h, float[] s, float[] slope, float[] gv, float[] gs, float[] gh) {
    float[] spikes = gs;
    if (gs == null) {
      Arrays.fill(gh, 0, size, 0);
      spikes = gh;
    }
    switch (kind) {
      case SUBTRACT -> subtractGradient(slope, gv, spikes, gh);
      case ZERO -> zeroGradient(h, s, slope, gv, spikes, gh);
      case NONE -> noGradient(slope, gv, gs, gh);
    }
  }

  private void subtractGradient(float[] slope, float[] gv, float[] gs, float[] gh) {
    float factor = attached ? threshold : 0;
    for (int i = 0; i < size; i++) {
      gh[i] = gs[i] * slope[i] + (gv[i] - factor * gv[i] * slope[i]);
    }
  }

  private void zeroGradient(
      float[] h, float[] s, float[] slope, float[] gv, float[] gs, float[] gh) {
    float factor = attached ? 1 : 0;
    for (int i = 0; i < size; i++) {
      gh[i] = gs[i] * slope[i] + (gv[i] * (1 - s[i]) + factor * gv[i] * (target - h[i]) * slope[i]);
    }
  }

  private void noGradient(float[] slope, float[] gv, float[] gs, float[] gh) {
    if (gs == null) {
      System.arraycopy(gv, 0, gh, 0, size);
      return;
    }
    for (int i = 0; i < size; i++) {
      gh[i] = gs[i] * slope[i] + gv[i];
    }
  }
}
