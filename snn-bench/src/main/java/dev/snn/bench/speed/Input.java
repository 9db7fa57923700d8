package dev.snn.bench.speed;

import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Samples;
import dev.snn.api.random.Draws;
import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Shape;
import java.util.Arrays;
import java.util.Map;

/**
 * Made-up input of a workload: every line spikes at every step with the same probability,
 * independently.
 *
 * @param shape how the input lines lie
 * @param steps number of time steps T
 * @param density probability of a spike, per line and step
 * @param classes number of classes of the labels; 0 where the examples have targets
 * @param targets length of the target vectors, values in [0, 1); 0 where the examples have labels
 */
record Input(Shape shape, int steps, double density, int classes, int targets) {

  /** Input lines without neighbours. */
  Input(int size, int steps, double density, int classes, int targets) {
    this(Shape.flat(size), steps, density, classes, targets);
  }

  /** Number of input lines. */
  int size() {
    return shape.size();
  }

  /** What a data set of such examples would be. */
  DatasetInfo info(String name) {
    return new DatasetInfo(
        name,
        DatasetInfo.Kind.VALUES,
        shape.isFlat() ? size() : shape.width(),
        shape.height(),
        shape.isFlat() ? 1 : shape.channels(),
        classes,
        targets,
        "drawn from a fixed seed",
        Map.of(),
        "none");
  }

  /**
   * Draws a batch, the same one whoever asks.
   *
   * @param number of the batch
   */
  Batch draw(Seed seed, int number, int examples) {
    long[] ids = new long[examples];
    Arrays.setAll(ids, b -> (long) number * examples + b);
    long key = seed.key("speed/input");
    int size = size();
    int[] offsets = new int[steps * examples + 1];
    int[] units = new int[1024];
    int events = 0;
    for (int t = 0; t < steps; t++) {
      for (int b = 0; b < examples; b++) {
        long example = Draws.mix(key, ids[b]);
        for (int n = 0; n < size; n++) {
          if (Draws.uniform(example, (long) t * size + n) < density) {
            if (events == units.length) {
              units = Arrays.copyOf(units, 2 * events);
            }
            units[events++] = n;
          }
        }
        offsets[t * examples + b + 1] = events;
      }
    }
    return new Batch(
        steps, size, offsets, Arrays.copyOf(units, events), samples(seed, ids, examples));
  }

  private Samples samples(Seed seed, long[] ids, int examples) {
    int[] labels = classes > 0 ? new int[examples] : null;
    float[][] values = targets > 0 ? new float[examples][targets] : null;
    long key = seed.key("speed/target");
    for (int b = 0; b < examples; b++) {
      long example = Draws.mix(key, ids[b]);
      if (labels != null) {
        labels[b] = (int) (Draws.uniform(example, 0) * classes);
      }
      for (int c = 0; c < targets; c++) {
        values[b][c] = Draws.uniform(example, c);
      }
    }
    return new Samples(ids, null, null, labels, values);
  }
}
