package dev.snn.data.set;

import dev.snn.api.data.Recording;
import dev.snn.api.random.Stream;

/**
 * Two drifting blobs (Chalk, Marre, Tkacik 2018, doi:10.1073/pnas.1711114115; constants as in the
 * reference code of arXiv:2106.01177, lines where its option says). Each blob makes one spike per
 * step:
 *
 * <pre>
 *   theta_t = theta_{t-1} + v_{t-1}     v_t = 0.9 v_{t-1} - 0.14 n_t     A_t = 0.99 A_{t-1} + 0.01 n_t
 *   x_t = A_t z_t wrapped to [-pi, pi),    z_t ~ N(theta_t, 0.45),   n_t ~ N(0, 1)
 *   line_t = floor((x_t + pi) / (2 pi) 20),    or    min(19, round((x_t + pi) / (2 pi) 20))
 * </pre>
 *
 * <p>The second is the reference's: the nearest of its bins, which begin at -pi, so that its lines
 * lie half a bin lower, the first is half as wide and the last half as wide again.
 *
 * <p>with A_0 = 0.5, v_0 = 1 and theta_0 uniform in [-pi, pi). Both blobs on one line make one
 * spike. 0.45 is the standard deviation.
 */
final class BlobSequence {
  private static final int STEP_US = 1_000;
  private static final double WIDTH = 0.45;

  private final int[] patterns;

  /**
   * Draws {@code steps} patterns.
   *
   * @param nearest true for the reference's lines
   */
  BlobSequence(int steps, boolean nearest, Stream random) {
    Blob first = new Blob(random);
    Blob second = new Blob(random);
    patterns = new int[steps];
    for (int t = 0; t < steps; t++) {
      patterns[t] =
          BlobPatterns.of(line(first.next(random), nearest), line(second.next(random), nearest));
    }
  }

  /**
   * The line of a place.
   *
   * @param x not wrapped
   */
  static int line(double x, boolean nearest) {
    double turn = x / (2 * Math.PI) + 0.5;
    double bins = (turn - Math.floor(turn)) * BlobPatterns.LINES;
    int line = nearest ? (int) Math.floor(bins + 0.5) : (int) bins;
    return Math.min(line, BlobPatterns.LINES - 1);
  }

  private static final class Blob {
    private double theta;
    private double v = 1;
    private double a = 0.5;

    Blob(Stream random) {
      theta = Math.PI * (2 * random.nextDouble() - 1);
    }

    /** The place of this step; then moves on. */
    double next(Stream random) {
      double x = a * (theta + WIDTH * gaussian(random));
      double n = gaussian(random);
      theta += v;
      v = 0.9 * v - 0.14 * n;
      a = 0.99 * a + 0.01 * n;
      return x;
    }
  }

  /** Box and Muller's way, with functions that give the same bits everywhere. */
  private static double gaussian(Stream random) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }

  /** The patterns from a step on, one per step. */
  int[] labels(int from, int steps) {
    int[] labels = new int[steps];
    System.arraycopy(patterns, from, labels, 0, steps);
    return labels;
  }

  /** The spikes from a step on, in the middle of steps of 1 ms. */
  Recording recording(int from, int steps) {
    int events = 0;
    for (int t = 0; t < steps; t++) {
      events += BlobPatterns.lines(patterns[from + t]).length;
    }
    int[] times = new int[events];
    short[] x = new short[events];
    int at = 0;
    for (int t = 0; t < steps; t++) {
      for (int line : BlobPatterns.lines(patterns[from + t])) {
        times[at] = t * STEP_US + STEP_US / 2;
        x[at++] = (short) line;
      }
    }
    return new Recording(times, x, new short[events], new byte[events], steps * STEP_US);
  }
}
