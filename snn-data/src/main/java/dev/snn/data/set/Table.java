package dev.snn.data.set;

/** Examples of F values with classes, kept small. */
interface Table {

  /** Number of examples. */
  int size();

  /** The values of an example, as a new row of F floats. */
  float[] row(int example);

  /** Class of an example. */
  int label(int example);

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
      return java.util.Arrays.copyOfRange(values, example * features, (example + 1) * features);
    }

    @Override
    public int label(int example) {
      return labels[example];
    }
  }
}
