package dev.snn.testkit;

import dev.snn.api.codec.Encoder;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;

/**
 * Three classes of 4 x 3 pixels that a procedure can tell apart, and a code for them.
 *
 * @param testNamed names the examples of the test split: another name, other examples
 */
record TinyData(String testNamed) implements Dataset {
  static final int STEPS = 6;
  static final int LINES = 5;
  private static final int TRAIN = 24;
  private static final int OTHER = 9;

  @Override
  public DatasetInfo info() {
    return TestContext.of(1, TinyData.class.getClassLoader()).dataset();
  }

  @Override
  public Split train() {
    return new Part("train", TRAIN, 0);
  }

  @Override
  public Split validation() {
    return new Part("validation", OTHER, TRAIN);
  }

  @Override
  public Split test() {
    return new Part(testNamed, OTHER, TRAIN + OTHER);
  }

  /** Class k is bright in its own third of the pixels. */
  private record Part(String name, int size, int firstId) implements Split {
    @Override
    public Samples gather(int[] indices) {
      int n = indices.length;
      long[] ids = new long[n];
      float[][] values = new float[n][];
      int[] labels = new int[n];
      for (int b = 0; b < n; b++) {
        ids[b] = firstId + indices[b];
        labels[b] = label(indices[b]);
        values[b] = Examples.rows(name + "/" + indices[b], 1, 12, 0, 0.5)[0];
        for (int k = 0; k < 4; k++) {
          values[b][4 * labels[b] + k] += 0.5f;
        }
      }
      return Samples.labelled(ids, values, labels);
    }

    @Override
    public int label(int index) {
      return (name.hashCode() % 3 + 3 + index) % 3;
    }
  }

  /** Line n spikes at step t where pixel 2 n is above a threshold that falls with t. */
  static Encoder encoder() {
    return new Encoder() {
      @Override
      public int steps() {
        return STEPS;
      }

      @Override
      public int outputSize() {
        return LINES;
      }

      @Override
      public Signal encode(Samples samples, Pass pass) {
        return spikes(samples);
      }
    };
  }

  private static Spikes spikes(Samples samples) {
    SpikesBuilder builder = new SpikesBuilder(STEPS, samples.size(), LINES);
    for (int b = 0; b < samples.size(); b++) {
      for (int t = 0; t < STEPS; t++) {
        for (int n = 0; n < LINES; n++) {
          if (samples.values()[b][2 * n + 1] > 0.9 - 0.1 * t) {
            builder.lane(b).add(t, n, 1);
          }
        }
      }
    }
    return builder.build();
  }
}
