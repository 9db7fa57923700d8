package dev.snn.kernels;

import dev.snn.api.parallel.Parallel;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * Large dense products through the OpenBLAS that ND4J brings. Each call is split into fixed panels,
 * one single-threaded BLAS call each, so that our own pool does the threading and results do not
 * depend on the number of threads. The library is loaded at the first large product, checked once
 * against plain Java, and left alone where it fails that check.
 */
final class NativeBlas {
  /** Multiplications below which a product stays in Java. */
  private static final double WORTH = 2e7;

  /** Each dimension must be this long: thin products are bound by memory, not by arithmetic. */
  private static final int THIN = 32;

  /** Rows of the result per BLAS call. */
  private static final int PANEL = 64;

  private static final ThreadLocal<Buffers> BUFFERS = ThreadLocal.withInitial(Buffers::new);

  private NativeBlas() {}

  private static final class Library {
    static final boolean USABLE = load();

    private static boolean load() {
      try {
        openblas.blas_set_num_threads(1);
        return agrees();
      } catch (LinkageError | RuntimeException e) {
        return false;
      }
    }

    /** Some builds of OpenBLAS compute wrong results on newer processors; trust none unseen. */
    private static boolean agrees() {
      int m = 67;
      int k = 131;
      int n = 83;
      float[][] a = pattern(m, k);
      float[][] b = pattern(k, n);
      float[][] c = new float[m][n];
      multiply(a, k, b, n, false, c, false, Parallel.SEQUENTIAL);
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          double sum = 0;
          for (int l = 0; l < k; l++) {
            sum += a[i][l] * b[l][j];
          }
          if (!(Math.abs(sum - c[i][j]) < 1e-3)) {
            return false;
          }
        }
      }
      return true;
    }

    private static float[][] pattern(int rows, int columns) {
      float[][] out = new float[rows][columns];
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          out[i][j] = ((i * 31 + j * 17) % 23 - 11) / 11f;
        }
      }
      return out;
    }
  }

  /** Arrays outside the heap, grown as needed. */
  private static final class Buffers {
    private final FloatPointer[] slots = new FloatPointer[3];

    FloatPointer get(int slot, long size) {
      if (slots[slot] == null || slots[slot].capacity() < size) {
        if (slots[slot] != null) {
          slots[slot].close();
        }
        slots[slot] = new FloatPointer(size);
      }
      return slots[slot];
    }
  }

  /** True where a product of these sizes is faster outside Java and the library can be trusted. */
  static boolean worth(long m, long k, long n) {
    return (double) m * k * n >= WORTH && Math.min(m, Math.min(k, n)) >= THIN && Library.USABLE;
  }

  /**
   * {@code c = a b} or {@code c += a b}.
   *
   * @param a {@code [m][k]}
   * @param b {@code [k][n]}, or {@code [n][k]} where {@code transposeB}
   * @param add true to add to c, false to overwrite it
   */
  static void multiply(
      float[][] a,
      int k,
      float[][] b,
      int n,
      boolean transposeB,
      float[][] c,
      boolean add,
      Parallel parallel) {
    int m = c.length;
    Buffers buffers = BUFFERS.get();
    FloatPointer pa = upload(a, k, buffers.get(0, (long) m * k), parallel);
    FloatPointer pb = upload(b, transposeB ? k : n, buffers.get(1, (long) k * n), parallel);
    FloatPointer pc = buffers.get(2, (long) m * n);
    parallel.forEach(
        panels(m),
        task -> {
          int first = task * PANEL;
          int rows = Math.min(PANEL, m - first);
          FloatPointer out = at(pc, (long) first * n);
          openblas.cblas_sgemm(
              openblas.CblasRowMajor,
              openblas.CblasNoTrans,
              transposeB ? openblas.CblasTrans : openblas.CblasNoTrans,
              rows,
              n,
              k,
              1f,
              at(pa, (long) first * k),
              k,
              pb,
              transposeB ? k : n,
              0f,
              out,
              n);
          download(out, c, first, rows, n, add);
        });
  }

  /** {@code c += a^T g}: a is {@code [m][k]}, g {@code [m][n]}, c {@code [k][n]}. */
  static void addTransposed(
      float[][] a, int k, float[][] g, int n, float[][] c, Parallel parallel) {
    int m = g.length;
    Buffers buffers = BUFFERS.get();
    FloatPointer pa = upload(a, k, buffers.get(0, (long) m * k), parallel);
    FloatPointer pg = upload(g, n, buffers.get(1, (long) m * n), parallel);
    FloatPointer pc = buffers.get(2, (long) k * n);
    parallel.forEach(
        panels(k),
        task -> {
          int first = task * PANEL;
          int rows = Math.min(PANEL, k - first);
          FloatPointer out = at(pc, (long) first * n);
          openblas.cblas_sgemm(
              openblas.CblasRowMajor,
              openblas.CblasTrans,
              openblas.CblasNoTrans,
              rows,
              n,
              m,
              1f,
              at(pa, first),
              k,
              pg,
              n,
              0f,
              out,
              n);
          download(out, c, first, rows, n, true);
        });
  }

  private static int panels(int rows) {
    return (rows + PANEL - 1) / PANEL;
  }

  private static FloatPointer at(FloatPointer base, long position) {
    return new FloatPointer(base).position(position);
  }

  private static FloatPointer upload(
      float[][] rows, int columns, FloatPointer to, Parallel parallel) {
    parallel.forEach(
        panels(rows.length),
        task -> {
          FloatPointer p = new FloatPointer(to);
          for (int r = task * PANEL; r < Math.min(rows.length, (task + 1) * PANEL); r++) {
            p.position((long) r * columns).put(rows[r], 0, columns);
          }
        });
    return to;
  }

  private static void download(
      FloatPointer from, float[][] c, int first, int rows, int n, boolean add) {
    FloatPointer p = new FloatPointer(from);
    long start = from.position();
    float[] row = add ? new float[n] : null;
    for (int r = 0; r < rows; r++) {
      p.position(start + (long) r * n);
      if (add) {
        p.get(row, 0, n);
        float[] to = c[first + r];
        for (int j = 0; j < n; j++) {
          to[j] += row[j];
        }
      } else {
        p.get(c[first + r], 0, n);
      }
    }
  }
}
