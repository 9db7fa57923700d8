package dev.snn.testkit;

import dev.snn.api.neuron.State;
import dev.snn.api.random.Seed;
import dev.snn.api.random.Stream;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import dev.snn.api.tensor.Tensor;

/** Reproducible test data; a name gives the same data every time. */
final class Examples {
  private static final Seed SEED = new Seed(71);

  private Examples() {}

  static Stream stream(String name) {
    return SEED.stream(name);
  }

  /** Uniform in {@code [low, high)}. */
  static Tensor uniform(String name, int steps, int batch, int size, double low, double high) {
    Tensor out = Tensor.zeros(steps, batch, size);
    fill(out.rows(), stream(name), low, high);
    return out;
  }

  /** Uniform in [-1, 1); the values of example {@code first + b} do not depend on the batch. */
  static Tensor perExample(String name, int steps, int batch, int size, int first) {
    Tensor out = Tensor.zeros(steps, batch, size);
    for (int b = 0; b < batch; b++) {
      Tensor one = uniform(name + "/" + (first + b), steps, 1, size, -1, 1);
      for (int t = 0; t < steps; t++) {
        out.rows()[t * batch + b] = one.row(t, 0);
      }
    }
    return out;
  }

  static float[][] rows(String name, int rows, int columns, double low, double high) {
    float[][] out = new float[rows][columns];
    fill(out, stream(name), low, high);
    return out;
  }

  /** A state of the shape of another with values in {@code [-1, 1)}. */
  static State like(String name, State state) {
    State out = state.copy();
    for (int k = 0; k < out.values().length; k++) {
      fill(out.values()[k], stream(name + "/" + out.names().get(k)), -1, 1);
    }
    return out;
  }

  private static void fill(float[][] rows, Stream random, double low, double high) {
    for (float[] row : rows) {
      for (int n = 0; n < row.length; n++) {
        row[n] = (float) (low + (high - low) * random.nextDouble());
      }
    }
  }

  /** Spikes with this density; with counts of 1 to 3 where asked for. */
  static Spikes spikes(
      String name, int steps, int batch, int size, double density, boolean counts) {
    Stream random = stream(name);
    SpikesBuilder builder = new SpikesBuilder(steps, batch, size);
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < steps; t++) {
        for (int n = 0; n < size; n++) {
          if (random.nextDouble() < density) {
            builder.lane(b).add(t, n, counts ? 1 + random.nextInt(3) : 1);
          }
        }
      }
    }
    return builder.build();
  }
}
