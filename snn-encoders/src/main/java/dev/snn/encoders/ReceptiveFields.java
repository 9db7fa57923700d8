package dev.snn.encoders;

import dev.snn.api.codec.Encoder;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.api.learning.SavedState;
import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Constant;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.SpikesBuilder;
import java.util.Arrays;

/**
 * {@link GrfEncoder}.
 *
 * @param shape of the values
 * @param range the rows low and high; null before the training split was seen
 */
record ReceptiveFields(GrfEncoder.Config config, int features, Shape shape, float[][] range)
    implements Encoder {
  private static final int AT_A_TIME = 256;

  @Override
  public int steps() {
    return config.steps();
  }

  @Override
  public int outputSize() {
    return features * config.fields();
  }

  @Override
  public Shape outputShape() {
    return new Shape(shape.channels() * config.fields(), shape.height(), shape.width());
  }

  @Override
  public SavedState fit(Dataset.Split train) {
    if (train.size() == 0) {
      throw new IllegalArgumentException(
          "encoder 'grf' places its fields by the training examples, and there are none");
    }
    float[][] found = new float[2][features];
    Arrays.fill(found[0], Float.POSITIVE_INFINITY);
    Arrays.fill(found[1], Float.NEGATIVE_INFINITY);
    train.inBatches(
        AT_A_TIME,
        samples -> {
          Need.rows("grf", samples, features);
          for (int b = 0; b < samples.size(); b++) {
            for (int n = 0; n < features; n++) {
              float x = Need.number("grf", samples, b, n);
              found[0][n] = Math.min(found[0][n], x);
              found[1][n] = Math.max(found[1][n], x);
            }
          }
        });
    return new SavedState().put("range", found);
  }

  @Override
  public Encoder fitted(SavedState values) {
    float[][] saved = new float[2][features];
    values.copyTo("range", saved);
    return new ReceptiveFields(config, features, shape, saved);
  }

  @Override
  public Signal encode(Samples samples, Pass pass) {
    if (range == null) {
      throw new IllegalStateException("encoder 'grf' does not know the training split yet");
    }
    int batch = Need.rows("grf", samples, features).length;
    if (config.code() == GrfEncoder.Code.VALUES) {
      float[][] rows = new float[batch][];
      pass.parallel()
          .forEachBlock(
              batch,
              (block, from, to) -> {
                for (int b = from; b < to; b++) {
                  rows[b] = activations(samples, b);
                }
              });
      return new Constant(steps(), outputSize(), rows);
    }
    return Lanes.spikes(
        steps(),
        batch,
        outputSize(),
        pass,
        (b, lane) -> {
          float[] a = activations(samples, b);
          emit(config.code() == GrfEncoder.Code.RANK ? ranks(a) : latencies(a), lane);
        });
  }

  private float[] activations(Samples samples, int b) {
    float[] a = new float[outputSize()];
    int places = shape.height() * shape.width();
    int fields = config.fields();
    for (int n = 0; n < features; n++) {
      double x = Need.number("grf", samples, b, n);
      double distance = ((double) range[1][n] - range[0][n]) / (fields - 2);
      double width = distance / config.gamma();
      for (int i = 0; i < fields && distance > 0; i++) {
        double z = (x - range[0][n] - (i - 0.5) * distance) / width;
        int line = (n / places * fields + i) * places + n % places;
        a[line] = (float) Math.exp(-z * z / 2);
      }
    }
    return a;
  }

  private boolean fires(float a) {
    return a > 0 && a >= config.silent();
  }

  private int[] latencies(float[] a) {
    int[] times = new int[a.length];
    for (int n = 0; n < a.length; n++) {
      times[n] = fires(a[n]) ? Math.round((steps() - 1) * (1 - a[n])) : steps();
    }
    return times;
  }

  /** Equal activations have one rank, and the next smaller ones the next. */
  private int[] ranks(float[] a) {
    float[] levels = a.clone();
    Arrays.sort(levels);
    int last = 0;
    for (int n = 1; n < levels.length; n++) {
      last += levels[n] > levels[last] ? 1 : 0;
      levels[last] = levels[n];
    }
    int[] times = new int[a.length];
    for (int n = 0; n < a.length; n++) {
      times[n] = fires(a[n]) ? last - Arrays.binarySearch(levels, 0, last + 1, a[n]) : steps();
    }
    return times;
  }

  private void emit(int[] times, SpikesBuilder.Lane lane) {
    for (int t = 0; t < steps(); t++) {
      for (int n = 0; n < times.length; n++) {
        if (times[n] == t) {
          lane.add(t, n);
        }
      }
    }
  }
}
