package dev.snn.training.learner;

import dev.snn.api.learning.SavedState;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.stream.StreamLearner;
import dev.snn.api.stream.StreamLearnerPlugin;
import java.util.Arrays;

/**
 * The classes of the k nearest of the last samples, by Euclidean distance, vote; of equally near
 * ones the later count, of equally many votes the lowest class. Values are taken as they are: none
 * is scaled.
 */
public final class Neighbours implements StreamLearnerPlugin<Neighbours.Config> {

  /** Options. */
  public record Config(
      @Doc("samples that are kept, the last ones") int window, @Doc("neighbours that vote") int k) {
    /** Checks the values. */
    public Config {
      Check.atLeastOne("window", window);
      Check.atLeastOne("k", k);
      if (k > window) {
        throw new IllegalArgumentException(
            "k must not be above the window of %d samples, got %d".formatted(window, k));
      }
    }
  }

  @Override
  public String name() {
    return "knn";
  }

  @Override
  public String description() {
    return "the nearest of the last samples vote";
  }

  @Override
  public String citation() {
    return "Cover and Hart 1967, doi:10.1109/TIT.1967.1053964";
  }

  @Override
  public Config defaults() {
    return new Config(100, 5);
  }

  @Override
  public StreamLearner create(Config config, BuildContext context) {
    if ((long) config.window() * context.inputSize() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "window: %d samples of %d values are too many to keep; take fewer"
              .formatted(config.window(), context.inputSize()));
    }
    return new Window(config, context.inputSize(), context.outputs());
  }

  private static final class Window implements StreamLearner {
    private final int size;
    private final int inputs;
    private final float[] values;
    private final int[] labels;
    private final double[] votes;
    private final float[] distances;
    private final int[] nearest;

    /** Place of the oldest sample. */
    private int first;

    private int count;

    Window(Config config, int inputs, int classes) {
      this.size = config.window();
      this.inputs = inputs;
      values = new float[size * inputs];
      labels = new int[size];
      votes = new double[classes];
      distances = new float[config.k()];
      nearest = new int[config.k()];
    }

    @Override
    public int predict(float[] x) {
      int found = 0;
      for (int k = 0; k < count; k++) {
        int place = place(k);
        float distance = distance(x, place * inputs);
        if (found == nearest.length && distance > distances[found - 1]) {
          continue;
        }
        int at = found == nearest.length ? found - 1 : found++;
        while (at > 0 && distance <= distances[at - 1]) {
          distances[at] = distances[at - 1];
          nearest[at] = nearest[at - 1];
          at--;
        }
        distances[at] = distance;
        nearest[at] = labels[place];
      }
      Arrays.fill(votes, 0);
      for (int k = 0; k < found; k++) {
        votes[nearest[k]]++;
      }
      return Largest.of(votes);
    }

    /** Place of the k-th sample, the oldest first. */
    private int place(int k) {
      int place = first + k;
      return place < size ? place : place - size;
    }

    private float distance(float[] x, int at) {
      float sum = 0;
      for (int n = 0; n < inputs; n++) {
        float d = x[n] - values[at + n];
        sum += d * d;
      }
      return sum;
    }

    @Override
    public void learn(float[] x, int label) {
      int place = place(count < size ? count : 0);
      if (count < size) {
        count++;
      } else {
        first = place(1);
      }
      System.arraycopy(x, 0, values, place * inputs, inputs);
      labels[place] = label;
    }

    @Override
    public void reset() {
      first = 0;
      count = 0;
    }

    @Override
    public long bytes() {
      return (long) size * (Float.BYTES * (long) inputs + Integer.BYTES);
    }

    @Override
    public SavedState state() {
      float[][] rows = new float[count][inputs + 1];
      for (int k = 0; k < count; k++) {
        System.arraycopy(values, place(k) * inputs, rows[k], 0, inputs);
        rows[k][inputs] = labels[place(k)];
      }
      return new SavedState().put("samples", rows);
    }

    @Override
    public void restore(SavedState state) {
      reset();
      for (float[] row : state.rows("samples")) {
        learn(row, (int) row[inputs]);
      }
    }
  }
}
