package dev.snn.neurons.nonlinear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.plugin.Part;
import dev.snn.neurons.Driven;
import dev.snn.testkit.PartBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns of spikes that the papers print, and the same equations in small steps. */
class PatternsTest {

  /**
   * The cells of figure 2 of Izhikevich 2003 at the current 10, for 500 ms in steps of 0.1 ms; in
   * whole ms the spike times depend on the last bits.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "regular spiking, 0.02, 0.2, -65, 8, 12",
    "intrinsically bursting, 0.02, 0.2, -55, 4, 17",
    "chattering, 0.02, 0.2, -50, 2, 45",
    "fast spiking, 0.1, 0.2, -65, 2, 65"
  })
  void izhikevich(String cell, double a, double b, double c, double d, int spikes) {
    Part part = Part.of("izhikevich", "a", a, "b", b, "c", c, "d", d);
    Driven run = Driven.of(part, 0.1, 5000, t -> 1);
    List<Integer> published = new ArrayList<>();
    double v = c;
    double u = b * c;
    for (int t = 0; t < 5000; t++) {
      v += 0.05 * (0.04 * v * v + 5 * v + 140 - u + 10);
      v += 0.05 * (0.04 * v * v + 5 * v + 140 - u + 10);
      u += 0.1 * a * (b * v - u);
      if (v >= 30) {
        published.add(t);
        v = c;
        u += d;
      }
    }
    assertThat(run.spikes().length).isCloseTo(spikes, within(1));
    assertThat(run.spikes()).startsWith(first(published, 10));
  }

  private static int[] first(List<Integer> steps, int count) {
    return steps.stream().limit(count).mapToInt(t -> t).toArray();
  }

  @Test
  void inWholeMsAFastSpikingCellStillFiresMoreThanARegularOne() {
    int regular = Driven.of(Part.of("izhikevich"), 1, 1000, t -> 1).spikes().length;
    Part fast = Part.of("izhikevich", "a", 0.1, "d", 2.0);
    assertThat(regular).isBetween(15, 25);
    assertThat(Driven.of(fast, 1, 1000, t -> 1).spikes().length).isGreaterThan(2 * regular);
    assertThat(Driven.of(Part.of("izhikevich"), 1, 1000, t -> 0.3).spikes()).isEmpty();
  }

  /**
   * Spike times in ms of the published equations with a peak of 20 mV, nothing bent, in steps of a
   * microsecond.
   */
  private static List<Double> fine(double current, double ms) {
    double dt = 1e-3;
    double v = -70.6;
    double w = 0;
    List<Double> spikes = new ArrayList<>();
    for (int k = 0; k < ms / dt; k++) {
      double upswing = 2 * Math.exp(Math.min(40, (v + 50.4) / 2));
      double dv = dt / 9.3667 * (-70.6 - v + upswing + 33.3333 * (current - w));
      w += dt / 144 * (0.004 * (v + 70.6) - w);
      v += dv;
      if (v >= 20) {
        spikes.add(k * dt);
        v = -70.6;
        w += 0.0805;
      }
    }
    return spikes;
  }

  @ParameterizedTest
  @CsvSource({"0.7", "1.0", "1.5"})
  void adexFiresWhenTheDifferentialEquationDoes(double current) {
    List<Double> right = fine(current, 200);
    int[] steps = Driven.of(Part.of("adex"), 0.1, 2000, t -> current).spikes();
    assertThat(steps).hasSameSizeAs(right.stream().mapToDouble(t -> t).toArray());
    for (int k = 0; k < steps.length; k++) {
      assertThat(0.1 * steps[k]).as("spike %d", k).isCloseTo(right.get(k), within(0.6));
    }
  }

  /** In whole ms the reset waits for the end of the step, so that spikes fall behind. */
  @Test
  void adexInStepsOfOneMs() {
    int[] steps = Driven.of(Part.of("adex"), 1, 500, t -> 1).spikes();
    assertThat(steps.length).isCloseTo(fine(1, 500).size(), within(1));
    assertThat(steps[0]).isCloseTo(12, within(1));
  }

  /** Brette and Gerstner 2005: intervals grow to a steady value. */
  @Test
  void adexAdapts() {
    int[] intervals = Driven.of(Part.of("adex"), 1, 500, t -> 1).intervals();
    assertThat(intervals.length).isGreaterThan(10);
    for (int k = 1; k < intervals.length; k++) {
      assertThat(intervals[k]).isGreaterThanOrEqualTo(intervals[k - 1] - 1);
    }
    assertThat((double) intervals[intervals.length - 1] / intervals[0])
        .isCloseTo(36.1 / 13.6, within(0.35));
  }

  /** Naud et al. 2008, doi:10.1007/s00422-008-0264-7, table 1: regular bursting. */
  @Test
  void adexBursts() {
    Part part =
        Part.of(
            "adex",
            "tau_mem",
            20.0,
            "r",
            100.0,
            "v_leak",
            -58.0,
            "v_rheobase",
            -50.0,
            "tau_w",
            120.0,
            "a",
            0.002,
            "b",
            0.1,
            "v_reset",
            -46.0);
    int[] intervals = Driven.of(part, 0.1, 4500, t -> 0.21).intervals();
    assertThat(intervals).hasSizeGreaterThan(6);
    long within = java.util.Arrays.stream(intervals).filter(i -> i < 100).count();
    long between = java.util.Arrays.stream(intervals).filter(i -> i > 1000).count();
    assertThat(within + between).isEqualTo(intervals.length);
    assertThat(intervals[0]).isLessThan(100);
    assertThat(intervals[1]).isLessThan(100);
    assertThat(between).isEqualTo(3);
  }

  @Test
  void qifRunsAwayAboveItsCriticalPointAndRestsBelow() {
    Part below = Part.of("qif", "v_init", 0.49, "v_threshold", 100.0);
    Part above = Part.of("qif", "v_init", 0.51, "v_threshold", 100.0);
    assertThat(Driven.of(below, 1, 900, t -> 0).spikes()).isEmpty();
    assertThat(Driven.of(below, 1, 900, t -> 0).membrane()[899]).isCloseTo(0, within(1e-3f));
    assertThat(Driven.of(above, 1, 900, t -> 0).spikes()).hasSize(1);
  }

  @Test
  void strictNeuronsDoNotFireExactlyAtTheThreshold() {
    for (String name : List.of("qif", "izhikevich", "adex")) {
      Map<String, Object> still =
          switch (name) {
            case "qif" -> Map.of("v_init", 0.0, "v_threshold", 0.0);
            case "izhikevich" ->
                Map.of(
                    "quadratic",
                    0.0,
                    "linear",
                    0.0,
                    "constant",
                    0.0,
                    "v_init",
                    30.0,
                    "u_init",
                    0.0);
            default ->
                Map.of(
                    "r",
                    0.0,
                    "v_leak",
                    0.0,
                    "v_threshold",
                    0.0,
                    "max_exponent",
                    0.0,
                    "v_rheobase",
                    1e6);
          };
      Map<String, Object> strict = new java.util.HashMap<>(still);
      strict.put("strict", true);
      assertThat(Driven.of(new Part(name, still), 1, 1, t -> 0).spikes()).as(name).hasSize(1);
      assertThat(Driven.of(new Part(name, strict), 1, 1, t -> 0).spikes()).as(name).isEmpty();
    }
  }

  @Test
  void valuesThatMakeNoNeuronAreRefused() {
    assertThatThrownBy(() -> PartBinder.bind(new Adex().defaults(), Map.of("tau_w", 0.0)))
        .hasMessage("tau_w must be above 0, got 0.0");
    assertThatThrownBy(() -> PartBinder.bind(new Izhikevich().defaults(), Map.of("substeps", 0)))
        .hasMessageStartingWith("substeps must be between 1");
    assertThatThrownBy(() -> PartBinder.bind(new Qif().defaults(), Map.of("a", -1.0)))
        .hasMessage("a must be above 0, got -1.0");
  }
}
