package dev.snn.api.tensor;

import java.util.Arrays;
import java.util.List;

/**
 * Dense values {@code [T x B x N]}, stored as {@code T * B} rows of {@code N} floats: row {@code
 * (t, b)} is {@code rows()[t * batch + b]}. One Java array per row lets the just-in-time compiler
 * vectorise loops that combine several rows, keeps one neuron's parameters and its states at the
 * same index, and splits by example for threads.
 */
public final class Tensor implements Signal {
  private final int steps;
  private final int batch;
  private final int size;
  private final float[][] rows;

  /** Wraps {@code steps * batch} rows, each at least {@code size} long; the rows are not copied. */
  public Tensor(int steps, int batch, int size, float[][] rows) {
    if (steps < 0 || batch < 0 || size < 0 || rows.length != steps * batch) {
      throw new IllegalArgumentException(
          "a tensor [%d x %d x %d] needs %d rows, got %d"
              .formatted(steps, batch, size, (long) steps * batch, rows.length));
    }
    this.steps = steps;
    this.batch = batch;
    this.size = size;
    this.rows = rows;
  }

  /** A tensor of zeros. */
  public static Tensor zeros(int steps, int batch, int size) {
    return new Tensor(steps, batch, size, new float[steps * batch][size]);
  }

  @Override
  public int steps() {
    return steps;
  }

  @Override
  public int batch() {
    return batch;
  }

  @Override
  public int size() {
    return size;
  }

  /** All rows, time first: {@code rows()[t * batch + b]}. */
  public float[][] rows() {
    return rows;
  }

  /** The row of step {@code t} and example {@code b}. */
  public float[] row(int t, int b) {
    return rows[t * batch + b];
  }

  /** One value. */
  public float get(int t, int b, int n) {
    return rows[t * batch + b][n];
  }

  /** Sets every value. */
  public Tensor fill(float value) {
    for (float[] row : rows) {
      Arrays.fill(row, 0, size, value);
    }
    return this;
  }

  /** Stretches of time one after the other, sharing rows. */
  public static Tensor inTime(List<Tensor> parts) {
    Tensor first = parts.get(0);
    float[][] rows = parts.stream().flatMap(p -> Arrays.stream(p.rows)).toArray(float[][]::new);
    int steps = parts.stream().mapToInt(Tensor::steps).sum();
    return new Tensor(steps, first.batch, first.size, rows);
  }

  /** The steps {@code from} (inclusive) to {@code to} (exclusive), sharing rows. */
  @Override
  public Tensor timeRange(int from, int to) {
    return new Tensor(to - from, batch, size, Arrays.copyOfRange(rows, from * batch, to * batch));
  }

  /** A deep copy. */
  public Tensor copy() {
    float[][] copy = new float[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      copy[r] = Arrays.copyOf(rows[r], size);
    }
    return new Tensor(steps, batch, size, copy);
  }

  @Override
  public Tensor toTensor() {
    return this;
  }

  @Override
  public String toString() {
    return "Tensor[" + steps + " x " + batch + " x " + size + "]";
  }
}
