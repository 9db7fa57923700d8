package dev.snn.api.layer;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which weights of a {@link Parameter} exist. All do, until a rewiring takes some away; the value
 * of one that is absent is exactly 0. Whoever changes the connections sets those values too, so
 * that a layer may go through all of them and get the same result.
 *
 * <p>Changed between two steps only, never while a pass is under way.
 */
public final class Connections {
  private int[][] live;
  private boolean gradientsOfAll = true;

  /** True where no weight is absent. */
  public boolean complete() {
    return live == null;
  }

  /** The columns of the weights of a row that exist, ascending; not to be changed. */
  public int[] live(int row) {
    if (live == null) {
      throw new IllegalStateException("all weights exist");
    }
    return live[row];
  }

  /** Number of weights that exist. */
  public long count() {
    if (live == null) {
      throw new IllegalStateException("all weights exist");
    }
    long count = 0;
    for (int[] row : live) {
      count += row.length;
    }
    return count;
  }

  /**
   * Lets only these weights exist.
   *
   * @param columns of each row, ascending; null for all weights
   */
  public void set(int[][] columns) {
    live = columns;
  }

  /** Lets only those weights exist that are not 0; all, where none is. */
  public void fit(float[][] values) {
    int[][] columns = new int[values.length][];
    boolean all = true;
    for (int r = 0; r < values.length; r++) {
      float[] row = values[r];
      columns[r] = IntStream.range(0, row.length).filter(j -> row[j] != 0).toArray();
      all &= columns[r].length == row.length;
    }
    live = all ? null : columns;
  }

  /** Sets the values of absent weights to 0 in rows of the parameter's shape. */
  public void clearAbsent(float[][] rows) {
    for (int r = 0; live != null && r < rows.length; r++) {
      clearAbsent(rows[r], live[r]);
    }
  }

  /**
   * Sets the other values of a row to 0.
   *
   * @param columns ascending
   */
  public static void clearAbsent(float[] row, int[] columns) {
    float[] kept = new float[columns.length];
    for (int k = 0; k < kept.length; k++) {
      kept[k] = row[columns[k]];
    }
    Arrays.fill(row, 0);
    for (int k = 0; k < kept.length; k++) {
      row[columns[k]] = kept[k];
    }
  }

  /** True where the gradients of absent weights are wanted too, as at the start. */
  public boolean gradientsOfAll() {
    return gradientsOfAll;
  }

  /**
   * Says whether the next passes must find the gradients of absent weights too. Where not, those
   * gradients stay 0.
   */
  public void wantGradientsOfAll(boolean all) {
    gradientsOfAll = all;
  }
}
