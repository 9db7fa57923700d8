package dev.snn.bench.reservoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.plugin.Part;
import dev.snn.api.random.Seed;
import dev.snn.bench.Experiment;
import dev.snn.bench.SnnEngine;
import dev.snn.bench.record.RecordDiff;
import dev.snn.bench.record.RunRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LorenzTest {

  @Test
  void aFixedPointStaysAndAStepIsOfFourthOrder() {
    double root = Math.sqrt(8.0 / 3 * 27);
    assertThat(Lorenz63.next(new double[] {root, root, 27}, 0.02))
        .containsExactly(new double[] {root, root, 27}, within(1e-12));
    double[] fine = go(2000, 0.02 / 2000);
    double ratio = distance(go(2, 0.01), fine) / distance(go(4, 0.005), fine);
    assertThat(ratio).isBetween(12.0, 22.0);
  }

  private static double[] go(int steps, double step) {
    double[] point = {-5, -6, 22};
    for (int k = 0; k < steps; k++) {
      point = Lorenz63.next(point, step);
    }
    return point;
  }

  private static double distance(double[] a, double[] b) {
    return Math.sqrt(
        Math.pow(b[0] - a[0], 2) + Math.pow(b[1] - a[1], 2) + Math.pow(b[2] - a[2], 2));
  }

  /** Two near trajectories part at the rate of the largest Lyapunov exponent. */
  @Test
  void theExponentIsWhatForecastTimesAreMeasuredIn() {
    double[] a = Lorenz63.trajectory(1, 0.01, new Seed(1).stream("x"))[0];
    double[] b = {a[0] + 1e-8, a[1], a[2]};
    double sum = 0;
    int steps = 200_000;
    for (int k = 0; k < steps; k++) {
      a = Lorenz63.next(a, 0.01);
      b = Lorenz63.next(b, 0.01);
      double distance = distance(a, b);
      sum += Math.log(distance / 1e-8);
      for (int i = 0; i < 3; i++) {
        b[i] = a[i] + (b[i] - a[i]) * 1e-8 / distance;
      }
    }
    assertThat(sum / (steps * 0.01)).isEqualTo(Lorenz63.LYAPUNOV, within(0.02));
  }

  private static RunRecord run(int threads, int size, Object... more) {
    Object[] options = {
      "hold",
      1,
      "gain",
      0.1,
      "offset",
      0.7,
      "readout",
      Map.of("tau_filter", 0, "lambdas", List.of(1e-10, 1e-8)),
      "reservoir",
      Part.of("echo-state", "size", size, "weight", 0.6)
    };
    Object[] all = java.util.Arrays.copyOf(options, options.length + more.length);
    System.arraycopy(more, 0, all, options.length, more.length);
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(threads))) {
      return Experiment.named("lorenz").training("lorenz", all).run(engine, 2);
    }
  }

  @Test
  void aRingOfTanhUnitsPredictsSeveralLyapunovTimes() {
    RunRecord record = run(1, 300);
    assertThat(record.error()).isEmpty();
    Map<String, Double> test = record.finalScores("test");
    assertThat(test).containsOnlyKeys("nrmse", "valid_time", "bias");
    assertThat(test.get("nrmse")).isLessThan(1e-5);
    assertThat(test.get("valid_time")).isGreaterThan(5);
    assertThat(record.parameters()).hasValue(3 * 301);
  }

  @Test
  void whereTheReadoutSeesTheSampleFewUnitsDo() {
    double without = run(1, 3).finalScores("test").get("nrmse");
    double with = run(1, 3, "direct", true).finalScores("test").get("nrmse");
    assertThat(with).isLessThan(0.7 * without);
  }

  @Test
  void recordsAreTheSameAtAnyNumberOfThreads() {
    assertThat(RecordDiff.of(run(1, 40), run(2, 40)).differences()).isEmpty();
  }
}
