package dev.snn.neurons.block;

import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Part;

/** What the options of all blocks have in common. */
final class Checks {
  private Checks() {}

  /** The neuron of the paper: integrate-and-fire, hard reset, arctan. */
  static Part neuron() {
    return Part.of("if", "reset", "zero", "surrogate", Part.of("atan", "alpha", 2.0));
  }

  static void sizes(int channels, int kernel, int stride, int repeat) {
    Check.atLeastOne("channels", channels);
    Check.atLeastOne("kernel", kernel);
    if (kernel % 2 == 0) {
      throw new IllegalArgumentException(
          "kernel must be odd, so that the image keeps its size, got " + kernel);
    }
    Check.atLeastOne("stride", stride);
    Check.atLeastOne("repeat", repeat);
  }

  static void shortcut(int stride, boolean project) {
    if (stride > 1 && !project) {
      throw new IllegalArgumentException(
          "project must be true where stride is above 1: the shortcut has to shrink, too");
    }
  }
}
