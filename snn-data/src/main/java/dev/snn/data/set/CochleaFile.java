package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Recording;
import dev.snn.data.format.Hdf5;
import java.io.Closeable;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A file of the Heidelberg data sets: {@code spikes/times} (arrays of s), {@code spikes/units}
 * (arrays of channels) and {@code labels}.
 *
 * @param units number of channels
 * @param classes number of classes
 */
record CochleaFile(Path path, Hdf5 file, int units, int classes) implements Closeable {
  private static final int BLOCK = 256;
  private static final double LONGEST_S = Integer.MAX_VALUE / 1e6;

  static CochleaFile open(Path path, int units, int classes) {
    return new CochleaFile(path, Hdf5.open(path), units, classes);
  }

  /** Whether a file has the spikes of these data sets, rather than events. */
  static boolean is(Path path) {
    try (Hdf5 file = Hdf5.open(path)) {
      return file.has("spikes") || !file.has("events") && !file.has("t");
    }
  }

  int[] labels() {
    int[] labels = file.integers("labels");
    for (int k = 0; k < labels.length; k++) {
      if (labels[k] < 0 || labels[k] >= classes) {
        throw new BadDataException(
            "%s: the label of example %d is %d, of %d classes; get it again."
                .formatted(path, k, labels[k], classes));
      }
    }
    return labels;
  }

  /** Those of {@code n} recordings that are wanted; the others are null. */
  Recording[] recordings(int n, IntPredicate wanted, int durationUs) {
    Recording[] recordings = new Recording[n];
    for (int from = 0; from < n; from += BLOCK) {
      int first = from;
      int size = Math.min(BLOCK, n - from);
      if (IntStream.range(0, size).noneMatch(k -> wanted.test(first + k))) {
        continue;
      }
      Object[] times = file.arrays("spikes/times", from, size);
      Object[] channels = file.arrays("spikes/units", from, size);
      for (int k = 0; k < size; k++) {
        if (wanted.test(from + k)) {
          recordings[from + k] = recording(from + k, times[k], channels[k], durationUs);
        }
      }
    }
    return recordings;
  }

  private Recording recording(int example, Object times, Object channels, int durationUs) {
    int events = Array.getLength(times);
    if (Array.getLength(channels) != events) {
      throw new BadDataException(
          "%s: example %d has %d times and %d units; get it again."
              .formatted(path, example, events, Array.getLength(channels)));
    }
    int[] us = new int[events];
    short[] x = new short[events];
    boolean ascends = true;
    for (int e = 0; e < events; e++) {
      double time = Array.getDouble(times, e);
      double channel = Array.getDouble(channels, e);
      if (!(time >= 0 && time < LONGEST_S)) {
        throw new BadDataException(
            "%s: the time of spike %d of example %d is %s s; get it again."
                .formatted(path, e, example, time));
      }
      if (!(channel >= 0 && channel < units)) {
        throw new BadDataException(
            "%s: spike %d of example %d is of channel %.0f, of %d; get it again."
                .formatted(path, e, example, channel, units));
      }
      us[e] = (int) Math.round(time * 1e6);
      x[e] = (short) channel;
      ascends &= e == 0 || us[e - 1] <= us[e];
    }
    return ascends ? spikes(us, x, durationUs) : sorted(us, x, durationUs);
  }

  private static Recording spikes(int[] us, short[] x, int durationUs) {
    return new Recording(us, x, new short[x.length], new byte[x.length], durationUs);
  }

  /** By time; spikes of one time keep their order. */
  private static Recording sorted(int[] us, short[] x, int durationUs) {
    long[] keys = new long[us.length];
    for (int e = 0; e < keys.length; e++) {
      keys[e] = (long) us[e] << 32 | e;
    }
    java.util.Arrays.sort(keys);
    int[] times = new int[us.length];
    short[] channels = new short[us.length];
    for (int e = 0; e < keys.length; e++) {
      times[e] = (int) (keys[e] >> 32);
      channels[e] = x[(int) keys[e]];
    }
    return spikes(times, channels, durationUs);
  }

  @Override
  public void close() {
    file.close();
  }
}
