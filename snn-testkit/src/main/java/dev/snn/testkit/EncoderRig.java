package dev.snn.testkit;

import dev.snn.api.codec.Encoder;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Recording;
import dev.snn.api.data.Samples;
import dev.snn.api.learning.SavedState;
import dev.snn.api.neuron.Pass;
import dev.snn.api.random.Stream;
import dev.snn.api.tensor.Signal;
import java.util.Map;

/**
 * An encoder and the samples it takes.
 *
 * @param made as the plug-in made it
 * @param encoder the same, ready to encode
 * @param values what it found in the training examples; empty where it needs nothing
 */
record EncoderRig(Encoder made, Encoder encoder, SavedState values, boolean recordings) {
  private static final int WIDTH = 4;
  private static final int HEIGHT = 3;

  /** The id of the first training example; all others have smaller ones. */
  static final int FIRST = 1000;

  /** Number of training examples. */
  static final int TRAINING = 20;

  static EncoderRig of(Encoder made, DatasetInfo.Kind kind) {
    boolean recordings = kind == DatasetInfo.Kind.RECORDINGS;
    SavedState values = made.fit(new Training(recordings, TRAINING));
    ContractViolation.require(values != null, "fit returned null; an empty state says nothing");
    Encoder ready = values.isEmpty() ? made : made.fitted(SavedStates.copy(values));
    return new EncoderRig(made, ready, values, recordings);
  }

  static DatasetInfo info(DatasetInfo.Kind kind) {
    int channels = kind == DatasetInfo.Kind.VALUES ? 1 : 2;
    return new DatasetInfo(
        "test", kind, WIDTH, HEIGHT, channels, 3, 0, "test", Map.of(), "generated");
  }

  Samples samples(int first, int batch) {
    return samples(recordings, first, batch);
  }

  private static Samples samples(boolean recordings, int first, int batch) {
    long[] ids = new long[batch];
    int[] labels = new int[batch];
    float[][] values = new float[batch][];
    Recording[] events = new Recording[batch];
    for (int b = 0; b < batch; b++) {
      int id = first + b;
      ids[b] = id;
      labels[b] = id % 3;
      values[b] = Examples.rows("pixels/" + id, 1, WIDTH * HEIGHT, 0, 1)[0];
      values[b][id % values[b].length] = 0;
      values[b][(id + 3) % values[b].length] = 1;
      events[b] = recording(id);
    }
    return new Samples(ids, recordings ? null : values, recordings ? events : null, labels, null);
  }

  private static Recording recording(int id) {
    Stream random = Examples.stream("recording/" + id);
    int n = 60;
    int[] times = new int[n];
    short[] x = new short[n];
    short[] y = new short[n];
    byte[] polarity = new byte[n];
    int time = 0;
    for (int e = 0; e < n; e++) {
      time += random.nextInt(500);
      times[e] = time;
      x[e] = (short) random.nextInt(WIDTH);
      y[e] = (short) random.nextInt(HEIGHT);
      polarity[e] = (byte) random.nextInt(2);
    }
    return new Recording(times, x, y, polarity, 30_000);
  }

  Signal encode(int first, int batch, Pass pass) {
    return encode(encoder, first, batch, pass);
  }

  Signal encode(Encoder which, int first, int batch, Pass pass) {
    Samples samples = samples(first, batch);
    return which.encode(samples, pass.forIds(samples.ids()));
  }

  Snapshot run(int first, int batch, Pass pass) {
    return new Snapshot().put("signal", encode(first, batch, pass));
  }

  /** Another encoder of this kind with the same values, as a checkpoint gives them back. */
  Encoder again() {
    return values.isEmpty() ? made : made.fitted(SavedStates.copy(values));
  }

  /** A training split that remembers what it gave out. */
  static final class Training implements Dataset.Split {
    private final boolean recordings;
    private final int size;
    private Samples given;
    private Samples fresh;

    Training(boolean recordings, int size) {
      this.recordings = recordings;
      this.size = size;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public synchronized Samples gather(int[] indices) {
      given = all(indices);
      fresh = all(indices);
      return given;
    }

    private Samples all(int[] indices) {
      Samples[] one = new Samples[indices.length];
      long[] ids = new long[indices.length];
      int[] labels = new int[indices.length];
      float[][] values = new float[indices.length][];
      Recording[] events = new Recording[indices.length];
      for (int b = 0; b < one.length; b++) {
        ContractViolation.require(
            indices[b] >= 0 && indices[b] < size,
            "fit asks for example %d of a split of %d",
            indices[b],
            size);
        Samples sample = samples(recordings, FIRST + indices[b], 1);
        ids[b] = sample.ids()[0];
        labels[b] = sample.labels()[0];
        values[b] = recordings ? null : sample.values()[0];
        events[b] = recordings ? sample.recordings()[0] : null;
      }
      return new Samples(ids, recordings ? null : values, recordings ? events : null, labels, null);
    }

    @Override
    public int label(int index) {
      return (FIRST + index) % 3;
    }

    /** Requires what it gave out last to be as it was. */
    void requireUnchanged() {
      if (given != null && !recordings) {
        new Snapshot()
            .putRows("values", given.values())
            .requireSame(new Snapshot().putRows("values", fresh.values()), "fit changes values");
      }
    }
  }
}
