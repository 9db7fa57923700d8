package dev.snn.nir.run;

/**
 * What a NIR file leaves open.
 *
 * @param dt length of a step, s
 * @param scheme how equations become steps
 * @param subtract true: a spike takes v_threshold off the membrane; false: it sets it to v_reset,
 *     which is 0 where the file gives none
 * @param perSecond true: r of I and IF is per second, {@code v' = v + r dt i}; false: per step,
 *     {@code v' = v + r i}, as the tools do that write such files
 */
public record Settings(double dt, Scheme scheme, boolean subtract, boolean perSecond) {

  /** Length of a step where nothing else is said: that of the paper's files. */
  public static final double USUAL_DT = 1e-4;

  /** Exact, reset to zero, in steps of 0.1 ms. */
  public static Settings usual() {
    return new Settings(USUAL_DT, Scheme.EXACT, false, false);
  }

  /** With another scheme. */
  public Settings with(Scheme other) {
    return new Settings(dt, other, subtract, perSecond);
  }
}
