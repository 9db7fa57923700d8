package dev.snn.data.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of floats of one width, added one after the other and kept in blocks. */
public final class FloatRows {
  private static final int BLOCK = 1 << 15;

  private final int width;
  private final int rowsPerBlock;
  private final List<float[]> blocks = new ArrayList<>();
  private int size;

  /**
   * @param width values of a row; may be 0
   */
  public FloatRows(int width) {
    this.width = width;
    this.rowsPerBlock = Math.max(1, BLOCK / Math.max(1, width));
  }

  /** Values of a row. */
  public int width() {
    return width;
  }

  /** Number of rows. */
  public int size() {
    return size;
  }

  /** Adds a row, copying it. */
  public void add(float[] row) {
    int inBlock = size % rowsPerBlock;
    if (inBlock == 0) {
      blocks.add(new float[(size == 0 ? Math.min(rowsPerBlock, 64) : rowsPerBlock) * width]);
    }
    int last = blocks.size() - 1;
    if ((inBlock + 1) * width > blocks.get(last).length) {
      blocks.set(last, Arrays.copyOf(blocks.get(last), rowsPerBlock * width));
    }
    System.arraycopy(row, 0, blocks.get(last), inBlock * width, width);
    size++;
  }

  /** A value. */
  public float get(int row, int column) {
    return blocks.get(row / rowsPerBlock)[row % rowsPerBlock * width + column];
  }

  /** A copy of a row. */
  public float[] row(int row) {
    int at = row % rowsPerBlock * width;
    return Arrays.copyOfRange(blocks.get(row / rowsPerBlock), at, at + width);
  }
}
