package dev.snn.bench.speed;

import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Samples;
import dev.snn.api.random.Draws;
import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Shape;
import java.util.Arrays;
import java.util.Map;

/**
 * Made-up images of one line each, which bends a few times: about as much ink as a handwritten
 * digit has. A pixel at the distance d from the line has the value {@code 2 - d}, cut to [0, 1].
 *
 * @param shape of an image; all channels are alike
 * @param segments of the line; their ends lie within the middle of the image, 1/7 of its size away
 *     from its sides
 */
record Strokes(Shape shape, int segments) {
  private static final double MARGIN = 1 / 7.0;

  /** What a data set of such images would be. */
  DatasetInfo info(String name) {
    return new DatasetInfo(
        name,
        DatasetInfo.Kind.VALUES,
        shape.width(),
        shape.height(),
        shape.channels(),
        0,
        0,
        "drawn from a fixed seed",
        Map.of(),
        "none");
  }

  /**
   * Draws a batch, the same one whoever asks.
   *
   * @param number of the batch
   */
  Samples draw(Seed seed, int number, int images) {
    long[] ids = new long[images];
    Arrays.setAll(ids, b -> (long) number * images + b);
    long key = seed.key("speed/strokes");
    float[][] values = new float[images][];
    for (int b = 0; b < images; b++) {
      values[b] = image(Draws.mix(key, ids[b]));
    }
    return new Samples(ids, values, null, null, null);
  }

  private float[] image(long key) {
    double[] y = ends(key, 0, shape.height());
    double[] x = ends(key, 1, shape.width());
    int plane = shape.height() * shape.width();
    float[] image = new float[shape.size()];
    for (int n = 0; n < image.length; n++) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int k = 0; k < segments; k++) {
        double d = distance(n % plane / shape.width(), n % shape.width(), y, x, k);
        nearest = Math.min(nearest, d);
      }
      image[n] = (float) Math.max(0, Math.min(1, 2 - nearest));
    }
    return image;
  }

  private double[] ends(long key, int axis, int size) {
    double[] ends = new double[segments + 1];
    Arrays.setAll(
        ends, k -> size * (MARGIN + (1 - 2 * MARGIN) * Draws.uniform(key, 2L * k + axis)));
    return ends;
  }

  /** Of a point from segment k. */
  private static double distance(double py, double px, double[] y, double[] x, int k) {
    double dy = y[k + 1] - y[k];
    double dx = x[k + 1] - x[k];
    double square = dy * dy + dx * dx;
    double along = square == 0 ? 0 : ((py - y[k]) * dy + (px - x[k]) * dx) / square;
    double at = Math.max(0, Math.min(1, along));
    return Math.hypot(py - y[k] - at * dy, px - x[k] - at * dx);
  }
}
