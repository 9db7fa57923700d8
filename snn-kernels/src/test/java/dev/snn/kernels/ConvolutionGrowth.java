package dev.snn.kernels;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.random.Seed;
import dev.snn.api.random.Stream;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * Prints how the time of a convolution of events grows, forward and with its weight gradient: the
 * exponent p in {@code time ~ size^p} between a size and four times this size, in steps, examples,
 * channels of either side and spikes. Run from the test class path; processor time of one thread,
 * the least of several.
 */
final class ConvolutionGrowth {
  private static final int REPEATS = 15;
  private static final Case BASE = new Case(8, 32, 8, 32, 0.05);

  private record Case(int steps, int batch, int channels, int outputs, double density) {}

  private ConvolutionGrowth() {}

  /** Prints the table. */
  public static void main(String[] args) {
    System.out.println("grows in    forward  with gradient");
    print("steps", BASE, new Case(32, 32, 8, 32, 0.05));
    print("batch", BASE, new Case(8, 128, 8, 32, 0.05));
    print("channels", BASE, new Case(8, 32, 32, 32, 0.05));
    print("outputs", BASE, new Case(8, 32, 8, 128, 0.05));
    print("spikes", BASE, new Case(8, 32, 8, 32, 0.2));
  }

  private static void print(String what, Case small, Case large) {
    double[] a = times(small);
    double[] b = times(large);
    double forward = Math.log(b[0] / a[0]) / Math.log(4);
    double both = Math.log(b[1] / a[1]) / Math.log(4);
    System.out.printf(Locale.ROOT, "%-10s %8.2f %14.2f%n", what, forward, both);
  }

  private static double[] times(Case c) {
    Convolution2d convolution =
        new Convolution2d(new Plane(c.channels(), 16, 16), c.outputs(), 3, 3, 1, 1, 1);
    Stream random = new Seed(1).stream("growth");
    SpikesBuilder builder = new SpikesBuilder(c.steps(), c.batch(), convolution.in().size());
    for (int b = 0; b < c.batch(); b++) {
      for (int t = 0; t < c.steps(); t++) {
        for (int n = 0; n < convolution.in().size(); n++) {
          if (random.nextFloat() < c.density()) {
            builder.lane(b).add(t, n);
          }
        }
      }
    }
    Spikes x = builder.build();
    float[][] weight = random(random, c.outputs(), convolution.fanIn());
    float[][] out = random(random, c.steps() * c.batch(), convolution.out().size());
    float[][] gradWeight = new float[c.outputs()][convolution.fanIn()];
    float[] bias = new float[c.outputs()];
    double forward = Double.MAX_VALUE;
    double both = Double.MAX_VALUE;
    for (int k = 0; k < REPEATS; k++) {
      long start = now();
      convolution.forward(x, weight, bias, out, Parallel.SEQUENTIAL);
      long middle = now();
      convolution.backward(x, out, weight, gradWeight, null, null, Parallel.SEQUENTIAL);
      forward = Math.min(forward, middle - start);
      both = Math.min(both, now() - start);
    }
    return new double[] {forward, both};
  }

  private static long now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static float[][] random(Stream random, int rows, int columns) {
    float[][] out = new float[rows][columns];
    for (float[] row : out) {
      for (int j = 0; j < columns; j++) {
        row[j] = random.nextFloat() - 0.5f;
      }
    }
    return out;
  }
}
