package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.data.Recording;
import dev.snn.api.data.Samples;
import java.util.Arrays;

/** All that an example has, whatever batch it stands in; what it lacks is null. */
record ExampleContents(float[] values, float[] targets, int[] stepLabels, Recording recording) {

  static ExampleContents of(Samples samples, int b) {
    return new ExampleContents(
        samples.values() == null ? null : samples.values()[b],
        samples.targets() == null ? null : samples.targets()[b],
        samples.stepLabels() == null ? null : samples.stepLabels()[b],
        samples.recordings() == null ? null : samples.recordings()[b]);
  }

  /**
   * Fails where they differ.
   *
   * @param what is compared: {@code example 3}
   * @param when it was made again: {@code in another batch}
   */
  void requireSame(ExampleContents other, String what, String when) {
    require(Arrays.equals(values, other.values), "%s has other values %s", what, when);
    require(Arrays.equals(targets, other.targets), "%s has another target %s", what, when);
    require(
        Arrays.equals(stepLabels, other.stepLabels), "%s has other labels of steps %s", what, when);
    require(same(recording, other.recording), "%s has another recording %s", what, when);
  }

  /** True where values and recording are the same, bit for bit. */
  boolean looksLike(ExampleContents other) {
    return Arrays.equals(values, other.values) && same(recording, other.recording);
  }

  private static boolean same(Recording a, Recording b) {
    if (a == null || b == null) {
      return a == b;
    }
    return a.durationUs() == b.durationUs()
        && Arrays.equals(a.timesUs(), b.timesUs())
        && Arrays.equals(a.x(), b.x())
        && Arrays.equals(a.y(), b.y())
        && Arrays.equals(a.polarity(), b.polarity());
  }
}
