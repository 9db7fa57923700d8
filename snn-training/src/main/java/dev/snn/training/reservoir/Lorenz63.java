package dev.snn.training.reservoir;

import java.util.random.RandomGenerator;

/**
 * The Lorenz system (Lorenz 1963, doi:10.1175/1520-0469(1963)020&lt;0130:DNF&gt;2.0.CO;2) with
 * sigma 10, rho 28, beta 8/3: {@code x' = sigma (y - x), y' = x (rho - z) - y, z' = x y - beta z},
 * by Runge and Kutta's method of fourth order.
 */
final class Lorenz63 {
  /** Largest Lyapunov exponent, per unit of time. */
  static final double LYAPUNOV = 0.906;

  private static final double SIGMA = 10;
  private static final double RHO = 28;
  private static final double BETA = 8.0 / 3;
  private static final double TRANSIENT = 40;

  private Lorenz63() {}

  /**
   * Points on the attractor {@code [samples][3]}, from a random start and after 40 units of time.
   *
   * @param step time between two points, and of the integration
   */
  static double[][] trajectory(int samples, double step, RandomGenerator random) {
    double[] point = {1 + random.nextDouble(), 1 + random.nextDouble(), 20 + random.nextDouble()};
    for (int k = 0; k < TRANSIENT / step; k++) {
      point = next(point, step);
    }
    double[][] points = new double[samples][];
    for (int k = 0; k < samples; k++) {
      points[k] = point;
      point = next(point, step);
    }
    return points;
  }

  /** The point one step later. */
  static double[] next(double[] p, double step) {
    double[] k1 = slope(p);
    double[] k2 = slope(along(p, k1, step / 2));
    double[] k3 = slope(along(p, k2, step / 2));
    double[] k4 = slope(along(p, k3, step));
    double[] out = new double[3];
    for (int i = 0; i < 3; i++) {
      out[i] = p[i] + step / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
    }
    return out;
  }

  private static double[] slope(double[] p) {
    return new double[] {
      SIGMA * (p[1] - p[0]), p[0] * (RHO - p[2]) - p[1], p[0] * p[1] - BETA * p[2]
    };
  }

  private static double[] along(double[] p, double[] slope, double step) {
    return new double[] {p[0] + step * slope[0], p[1] + step * slope[1], p[2] + step * slope[2]};
  }
}
