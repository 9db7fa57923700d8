package dev.snn.kernels;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Tensor;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Input gradients through one square matrix, step after step: {@code to[b, i] += sum_j g[b, j]
 * weight[i][j]}, as of a recurrent layer back in time. The matrix is laid out once. Of large
 * matrices the products go to OpenBLAS, one single-threaded call each.
 */
public final class Feedback {
  private final float[][] weight;
  private final float[][] transposed;

  private Feedback(float[][] weight, float[][] transposed) {
    this.weight = weight;
    this.transposed = transposed;
  }

  /**
   * Prepares the products.
   *
   * @param rows of all steps together, which decide whether the products go to OpenBLAS
   */
  public static Feedback of(float[][] weight, long rows, Parallel parallel) {
    int size = weight.length;
    boolean outside = NativeBlas.worth(rows, size, size);
    return new Feedback(weight, outside ? null : Products.transpose(weight, size, parallel));
  }

  /** The products of one task, which all have its thread. */
  public interface Task {
    /** Adds the product of g, {@code [1 x B x N]}, to {@code to}. */
    void add(Tensor g, Tensor to);
  }

  /** Begins the products of a block of at most {@code batch} examples. */
  public Task begin(int batch) {
    return transposed == null ? new Outside(weight, batch) : this::plain;
  }

  private void plain(Tensor g, Tensor to) {
    Tensor product = Tensor.zeros(1, g.batch(), g.size());
    Products.forward(g, transposed, null, product, Parallel.SEQUENTIAL);
    for (int b = 0; b < g.batch(); b++) {
      float[] row = to.row(0, b);
      float[] more = product.row(0, b);
      for (int n = 0; n < row.length; n++) {
        row[n] += more[n];
      }
    }
  }

  private static final class Outside implements Task {
    private static final ThreadLocal<Buffers> OWN = ThreadLocal.withInitial(Buffers::new);

    private final int size;
    private final float[] rows;
    private final FloatPointer matrix;
    private final FloatPointer left;
    private final FloatPointer product;

    Outside(float[][] weight, int batch) {
      this.size = weight.length;
      this.rows = new float[batch * size];
      Buffers own = OWN.get();
      this.matrix = own.get(0, (long) size * size);
      this.left = own.get(1, rows.length);
      this.product = own.get(2, rows.length);
      for (int r = 0; r < size; r++) {
        matrix.position((long) r * size).put(weight[r], 0, size);
      }
      matrix.position(0);
    }

    /**
     * Rows go over in one piece: a call for each would cost more than it copies. The product is
     * {@code weight g^T}, which the library computes a quarter faster than {@code g weight^T} of so
     * few rows.
     */
    @Override
    public void add(Tensor g, Tensor to) {
      int batch = g.batch();
      for (int b = 0; b < batch; b++) {
        System.arraycopy(g.row(0, b), 0, rows, b * size, size);
      }
      left.put(rows, 0, batch * size);
      NativeBlas.multiply(false, true, size, batch, size, matrix, size, left, size, 0, product);
      product.get(rows, 0, batch * size);
      for (int b = 0; b < batch; b++) {
        addColumn(to.row(0, b), b, batch);
      }
    }

    private void addColumn(float[] row, int column, int columns) {
      int at = column;
      for (int n = 0; n < size; n++) {
        row[n] += rows[at];
        at += columns;
      }
    }
  }
}
