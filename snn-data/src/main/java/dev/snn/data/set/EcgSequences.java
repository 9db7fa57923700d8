package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Recording;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sources;

/**
 * Sequences of spikes with a class per step, from a MATLAB file of arrays {@code x [n][T][4]}, 1
 * for a spike, and {@code y [n][T][6]}, 1 for the class of the step, which has none where all are
 * 0.
 *
 * @param recordings a line per channel, steps of 1 ms
 * @param labels of each step; -1 where it has none
 */
record EcgSequences(Recording[] recordings, int[][] labels) {
  static final int STEPS = 1301;
  static final int CHANNELS = 4;
  static final int CLASSES = 6;
  private static final int STEP_US = 1000;

  /**
   * Reads a file.
   *
   * @param name for error texts
   */
  static EcgSequences read(String name, byte[] bytes) {
    try (MatFile file =
        Mat5.newReader(Sources.wrap(ByteBuffer.wrap(bytes)))
            .disableSubsystemProcessing()
            .readMat()) {
      Matrix x = matrix(name, file, "x", CHANNELS);
      Matrix y = matrix(name, file, "y", CLASSES);
      int n = x.getDimensions()[0];
      if (y.getDimensions()[0] != n) {
        throw new BadDataException(
            "%s holds %d sequences and labels for %d; get it again."
                .formatted(name, n, y.getDimensions()[0]));
      }
      Recording[] recordings = new Recording[n];
      int[][] labels = new int[n][];
      for (int k = 0; k < n; k++) {
        recordings[k] = recording(x, k);
        labels[k] = labels(y, k);
      }
      return new EcgSequences(recordings, labels);
    } catch (IOException | IndexOutOfBoundsException | ClassCastException e) {
      throw new BadDataException(name + " is no MATLAB file, or damaged; get it again.");
    }
  }

  private static Matrix matrix(String name, MatFile file, String variable, int last) {
    for (MatFile.Entry entry : file.getEntries()) {
      if (entry.getName().equals(variable) && entry.getValue() instanceof Matrix matrix) {
        int[] shape = matrix.getDimensions();
        if (shape.length != 3 || shape[1] != STEPS || shape[2] != last) {
          throw new BadDataException(
              "%s: '%s' is %s, [n, %d, %d] is expected; get it again."
                  .formatted(name, variable, Arrays.toString(shape), STEPS, last));
        }
        return matrix;
      }
    }
    throw new BadDataException(
        "%s has no array '%s'; is it the right file?".formatted(name, variable));
  }

  private static Recording recording(Matrix x, int sequence) {
    int[] times = new int[STEPS * CHANNELS];
    short[] lines = new short[times.length];
    int[] at = {sequence, 0, 0};
    int events = 0;
    for (int t = 0; t < STEPS; t++) {
      for (int c = 0; c < CHANNELS; c++) {
        at[1] = t;
        at[2] = c;
        if (x.getInt(at) > 0) {
          times[events] = t * STEP_US;
          lines[events++] = (short) c;
        }
      }
    }
    return new Recording(
        Arrays.copyOf(times, events),
        Arrays.copyOf(lines, events),
        new short[events],
        new byte[events],
        STEPS * STEP_US);
  }

  private static int[] labels(Matrix y, int sequence) {
    int[] labels = new int[STEPS];
    int[] at = {sequence, 0, 0};
    for (int t = 0; t < STEPS; t++) {
      labels[t] = -1;
      for (int c = CLASSES - 1; c >= 0; c--) {
        at[1] = t;
        at[2] = c;
        labels[t] = y.getInt(at) > 0 ? c : labels[t];
      }
    }
    return labels;
  }
}
