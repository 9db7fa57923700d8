package dev.snn.training.reservoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.random.Seed;
import org.junit.jupiter.api.Test;

class Lorenz63Test {
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
}
