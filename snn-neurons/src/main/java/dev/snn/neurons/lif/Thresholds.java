package dev.snn.neurons.lif;

/** Thresholds of neurons that fire from a value on. */
public final class Thresholds {
  private Thresholds() {}

  /**
   * The smallest membrane that fires: the threshold, or where a membrane exactly at it does not
   * fire the float above it.
   */
  public static float least(double vThreshold, boolean strict) {
    float threshold = (float) vThreshold;
    return strict ? Math.nextUp(threshold) : threshold;
  }
}
