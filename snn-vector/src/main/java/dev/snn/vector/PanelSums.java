package dev.snn.vector;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops: sums of rows of a panel, with all sums of a row in registers. Indices are not
 * checked here but where panels and lists are made, since a virtual machine may be told not to
 * check them in vector operations either.
 */
final class PanelSums {
  private static final VectorSpecies<Float> WIDTH = FloatVector.SPECIES_PREFERRED;

  /** Values of a vector. */
  static final int LANES = WIDTH.length();

  private static final long BYTES = LANES * (long) Float.BYTES;

  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private PanelSums() {}

  private static FloatVector load(MemorySegment m, long at) {
    return FloatVector.fromMemorySegment(WIDTH, m, at, ORDER);
  }

  /** Copies {@code row[low .. low + width)} to a row of a panel. */
  static void copy(float[] row, int low, int width, MemorySegment m, long at) {
    int k = 0;
    for (; k + LANES <= width; k += LANES) {
      FloatVector.fromArray(WIDTH, row, low + k).intoMemorySegment(m, at + 4L * k, ORDER);
    }
    if (k < width) {
      MemorySegment.copy(row, low + k, m, ValueLayout.JAVA_FLOAT, at + 4L * k, width - k);
    }
  }

  /**
   * {@code out[outAt + j] = in[inAt + j] + sum_e scale[e] panel[index[e] - first][j]} over e in
   * {@code [from, to)}, added in this order, for all columns j of the panel.
   *
   * @param vectors width of the panel, {@link Panel#WIDE} or {@link Panel#NARROW}
   * @param base where the panel begins in m
   * @param scale null for ones
   * @param first index of the panel's first row
   */
  static void add(
      int vectors,
      MemorySegment m,
      long base,
      int[] index,
      float[] scale,
      int from,
      int to,
      int first,
      float[] in,
      int inAt,
      float[] out,
      int outAt) {
    if (scale == null) {
      if (vectors == Panel.WIDE) {
        eight(m, base, index, from, to, first, in, inAt, out, outAt);
      } else {
        four(m, base, index, from, to, first, in, inAt, out, outAt);
      }
    } else if (vectors == Panel.WIDE) {
      eightScaled(m, base, index, scale, from, to, first, in, inAt, out, outAt);
    } else {
      fourScaled(m, base, index, scale, from, to, first, in, inAt, out, outAt);
    }
  }

  private static void eight(
      MemorySegment m,
      long base,
      int[] index,
      int from,
      int to,
      int first,
      float[] in,
      int inAt,
      float[] out,
      int outAt) {
    FloatVector a0 = FloatVector.fromArray(WIDTH, in, inAt);
    FloatVector a1 = FloatVector.fromArray(WIDTH, in, inAt + LANES);
    FloatVector a2 = FloatVector.fromArray(WIDTH, in, inAt + 2 * LANES);
    FloatVector a3 = FloatVector.fromArray(WIDTH, in, inAt + 3 * LANES);
    FloatVector a4 = FloatVector.fromArray(WIDTH, in, inAt + 4 * LANES);
    FloatVector a5 = FloatVector.fromArray(WIDTH, in, inAt + 5 * LANES);
    FloatVector a6 = FloatVector.fromArray(WIDTH, in, inAt + 6 * LANES);
    FloatVector a7 = FloatVector.fromArray(WIDTH, in, inAt + 7 * LANES);
    for (int e = from; e < to; e++) {
      long p = base + (long) (index[e] - first) * (8 * BYTES);
      a0 = a0.add(load(m, p));
      a1 = a1.add(load(m, p + BYTES));
      a2 = a2.add(load(m, p + 2 * BYTES));
      a3 = a3.add(load(m, p + 3 * BYTES));
      a4 = a4.add(load(m, p + 4 * BYTES));
      a5 = a5.add(load(m, p + 5 * BYTES));
      a6 = a6.add(load(m, p + 6 * BYTES));
      a7 = a7.add(load(m, p + 7 * BYTES));
    }
    a0.intoArray(out, outAt);
    a1.intoArray(out, outAt + LANES);
    a2.intoArray(out, outAt + 2 * LANES);
    a3.intoArray(out, outAt + 3 * LANES);
    a4.intoArray(out, outAt + 4 * LANES);
    a5.intoArray(out, outAt + 5 * LANES);
    a6.intoArray(out, outAt + 6 * LANES);
    a7.intoArray(out, outAt + 7 * LANES);
  }

  private static void four(
      MemorySegment m,
      long base,
      int[] index,
      int from,
      int to,
      int first,
      float[] in,
      int inAt,
      float[] out,
      int outAt) {
    FloatVector a0 = FloatVector.fromArray(WIDTH, in, inAt);
    FloatVector a1 = FloatVector.fromArray(WIDTH, in, inAt + LANES);
    FloatVector a2 = FloatVector.fromArray(WIDTH, in, inAt + 2 * LANES);
    FloatVector a3 = FloatVector.fromArray(WIDTH, in, inAt + 3 * LANES);
    for (int e = from; e < to; e++) {
      long p = base + (long) (index[e] - first) * (4 * BYTES);
      a0 = a0.add(load(m, p));
      a1 = a1.add(load(m, p + BYTES));
      a2 = a2.add(load(m, p + 2 * BYTES));
      a3 = a3.add(load(m, p + 3 * BYTES));
    }
    a0.intoArray(out, outAt);
    a1.intoArray(out, outAt + LANES);
    a2.intoArray(out, outAt + 2 * LANES);
    a3.intoArray(out, outAt + 3 * LANES);
  }

  private static void eightScaled(
      MemorySegment m,
      long base,
      int[] index,
      float[] scale,
      int from,
      int to,
      int first,
      float[] in,
      int inAt,
      float[] out,
      int outAt) {
    FloatVector a0 = FloatVector.fromArray(WIDTH, in, inAt);
    FloatVector a1 = FloatVector.fromArray(WIDTH, in, inAt + LANES);
    FloatVector a2 = FloatVector.fromArray(WIDTH, in, inAt + 2 * LANES);
    FloatVector a3 = FloatVector.fromArray(WIDTH, in, inAt + 3 * LANES);
    FloatVector a4 = FloatVector.fromArray(WIDTH, in, inAt + 4 * LANES);
    FloatVector a5 = FloatVector.fromArray(WIDTH, in, inAt + 5 * LANES);
    FloatVector a6 = FloatVector.fromArray(WIDTH, in, inAt + 6 * LANES);
    FloatVector a7 = FloatVector.fromArray(WIDTH, in, inAt + 7 * LANES);
    for (int e = from; e < to; e++) {
      long p = base + (long) (index[e] - first) * (8 * BYTES);
      float s = scale[e];
      a0 = a0.add(load(m, p).mul(s));
      a1 = a1.add(load(m, p + BYTES).mul(s));
      a2 = a2.add(load(m, p + 2 * BYTES).mul(s));
      a3 = a3.add(load(m, p + 3 * BYTES).mul(s));
      a4 = a4.add(load(m, p + 4 * BYTES).mul(s));
      a5 = a5.add(load(m, p + 5 * BYTES).mul(s));
      a6 = a6.add(load(m, p + 6 * BYTES).mul(s));
      a7 = a7.add(load(m, p + 7 * BYTES).mul(s));
    }
    a0.intoArray(out, outAt);
    a1.intoArray(out, outAt + LANES);
    a2.intoArray(out, outAt + 2 * LANES);
    a3.intoArray(out, outAt + 3 * LANES);
    a4.intoArray(out, outAt + 4 * LANES);
    a5.intoArray(out, outAt + 5 * LANES);
    a6.intoArray(out, outAt + 6 * LANES);
    a7.intoArray(out, outAt + 7 * LANES);
  }

  private static void fourScaled(
      MemorySegment m,
      long base,
      int[] index,
      float[] scale,
      int from,
      int to,
      int first,
      float[] in,
      int inAt,
      float[] out,
      int outAt) {
    FloatVector a0 = FloatVector.fromArray(WIDTH, in, inAt);
    FloatVector a1 = FloatVector.fromArray(WIDTH, in, inAt + LANES);
    FloatVector a2 = FloatVector.fromArray(WIDTH, in, inAt + 2 * LANES);
    FloatVector a3 = FloatVector.fromArray(WIDTH, in, inAt + 3 * LANES);
    for (int e = from; e < to; e++) {
      long p = base + (long) (index[e] - first) * (4 * BYTES);
      float s = scale[e];
      a0 = a0.add(load(m, p).mul(s));
      a1 = a1.add(load(m, p + BYTES).mul(s));
      a2 = a2.add(load(m, p + 2 * BYTES).mul(s));
      a3 = a3.add(load(m, p + 3 * BYTES).mul(s));
    }
    a0.intoArray(out, outAt);
    a1.intoArray(out, outAt + LANES);
    a2.intoArray(out, outAt + 2 * LANES);
    a3.intoArray(out, outAt + 3 * LANES);
  }
}
