package dev.snn.nir.run;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How the differential equations of neurons become steps, for an input held over a step dt. */
public enum Scheme {
  /**
   * The solution itself: a membrane that crosses its threshold within a step fires and is reset at
   * the time of the crossing, and goes on from there.
   */
  EXACT,
  /**
   * {@code v' = v_leak + d (v - v_leak) + (1 - d) r i} with {@code d = exp(-dt / tau)}: exact
   * between spikes, which happen at the ends of steps. What the neurons {@code lif}, {@code
   * cuba-lif} and {@code li} compute.
   */
  EXPONENTIAL,
  /**
   * {@code v' = v + dt / tau ((v_leak - v) + r i)}: the same neurons with {@code d = 1 - dt / tau}.
   */
  EULER;

  /** As on command lines. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All of them, as on command lines. */
  public static List<String> ids() {
    return Stream.of(values()).map(Scheme::id).toList();
  }
}
