package dev.snn.data.set;

import dev.snn.data.format.FloatRows;
import java.util.Arrays;

/** Examples of F values with classes, kept small. */
interface Table {

  /** Number of examples. */
  int size();

  /** The values of an example, as a new row of F floats. */
  float[] row(int example);

  /** Class of an example; -1 where there is none. */
  int label(int example);

  /** What is to be predicted for an example; null where that is its class. */
  default float[] target(int example) {
    return null;
  }

  private static void requireFinite(float result, float value, double scale) {
    if (Float.isInfinite(result) && Float.isFinite(value)) {
      throw new IllegalArgumentException(
          "scale is too small: %s divided by %s is no number that can be kept"
              .formatted(value, scale));
    }
  }

  /** One byte per value, divided by a scale when asked for. */
  final class Bytes implements Table {
    private final byte[] bytes;
    private final int offset;
    private final int features;
    private final float[] scaled = new float[256];
    private final int[] labels;

    /**
     * @param offset where the first example begins
     * @param scale what the values are divided by
     */
    Bytes(byte[] bytes, int offset, int features, double scale, int[] labels) {
      this.bytes = bytes;
      this.offset = offset;
      this.features = features;
      this.labels = labels;
      for (int v = 0; v < 256; v++) {
        scaled[v] = (float) (v / scale);
        requireFinite(scaled[v], v, scale);
      }
    }

    @Override
    public int size() {
      return labels.length;
    }

    @Override
    public float[] row(int example) {
      float[] row = new float[features];
      int at = offset + example * features;
      for (int f = 0; f < features; f++) {
        row[f] = scaled[bytes[at + f] & 255];
      }
      return row;
    }

    @Override
    public int label(int example) {
      return labels[example];
    }
  }

  /**
   * Rows of floats, divided by a scale.
   *
   * @param labels class of each row; empty where there are none
   * @param targets numbers to predict; of width 0 where there are none
   */
  record Rows(FloatRows values, double scale, int[] labels, FloatRows targets) implements Table {
    public Rows {
      if (scale < 1) {
        for (int k = 0; k < values.size(); k++) {
          for (float x : values.row(k)) {
            requireFinite((float) (x / scale), x, scale);
          }
        }
      }
    }

    @Override
    public int size() {
      return values.size();
    }

    @Override
    public float[] row(int example) {
      float[] row = values.row(example);
      if (scale != 1) {
        for (int f = 0; f < row.length; f++) {
          row[f] = (float) (row[f] / scale);
        }
      }
      return row;
    }

    @Override
    public int label(int example) {
      return labels.length == 0 ? -1 : labels[example];
    }

    @Override
    public float[] target(int example) {
      return targets == null || targets.width() == 0 ? null : targets.row(example);
    }
  }

  /** One float per value. */
  final class Floats implements Table {
    private final float[] values;
    private final int features;
    private final int[] labels;

    Floats(float[] values, int features, int[] labels) {
      this.values = values;
      this.features = features;
      this.labels = labels;
    }

    @Override
    public int size() {
      return labels.length;
    }

    @Override
    public float[] row(int example) {
      return Arrays.copyOfRange(values, example * features, (example + 1) * features);
    }

    @Override
    public int label(int example) {
      return labels[example];
    }
  }
}
