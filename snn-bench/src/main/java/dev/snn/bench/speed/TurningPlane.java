package dev.snn.bench.speed;

import dev.snn.api.random.Draws;
import dev.snn.api.random.Seed;

/**
 * A made-up stream of two classes: values uniform in [0, 1), the class that of the side of a plane
 * which turns as the stream goes on. Sample t, value i of n:
 *
 * <pre>
 *   class 1 where   sum w_i x_i &gt;= sum w_i / 2      w_i = 1 + cos(2 pi (t / period + i / n))
 * </pre>
 *
 * <p>A sample is drawn from its number, so that a stream of any length takes no memory; values have
 * 24 bits and are the same numbers as float and as double.
 *
 * <p>The data set {@code concepts} has a moving plane as well, {@code hyperplane}, and cannot be
 * the source here: it has ten values, weights that move back and forth by a fixed step, and its
 * samples are counted in advance, in whole numbers of 32 bits. Times, accuracies and goals that are
 * on record are those of this stream, of as many values and as fast a turn as {@code stream.yaml}
 * says; they do not depend on how a data set that belongs to experiments is drawn.
 *
 * @param values of a sample, n
 * @param period samples in which the plane turns around once
 * @param noise share of samples that get the other class
 */
record TurningPlane(int values, long period, double noise, Seed seed) {

  /** Samples in their order. */
  record Block(long first, float[][] values, int[] labels) {
    int size() {
      return labels.length;
    }
  }

  /** The samples from one on. */
  Block draw(long first, int samples) {
    Block block = new Block(first, new float[samples][values], new int[samples]);
    long key = seed.key("speed/stream");
    for (int k = 0; k < samples; k++) {
      block.labels()[k] = draw(key, first + k, block.values()[k]);
    }
    return block;
  }

  private int draw(long key, long t, float[] x) {
    long sample = Draws.mix(key, t);
    double side = 0;
    for (int i = 0; i < values; i++) {
      x[i] = Draws.uniform(sample, i);
      double turn = (double) (t % period) / period + (double) i / values;
      side += (1 + Math.cos(2 * Math.PI * turn)) * (x[i] - 0.5);
    }
    int label = side >= 0 ? 1 : 0;
    return Draws.uniform(sample, values) < noise ? 1 - label : label;
  }
}
