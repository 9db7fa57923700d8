package dev.snn.kernels;

import dev.snn.api.parallel.Parallel;
import java.util.Map;
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

  /** Rows of the result per BLAS call where it has many rows. */
  private static final int PANEL = 64;

  /** Columns of the result per BLAS call where it has few rows. */
  private static final int COLUMNS = 256;

  /** Rows up to which a result has few. */
  private static final int FEW = 4 * PANEL;

  /** Of the thread that asks for a product. */
  private static final ThreadLocal<Buffers> SHARED = ThreadLocal.withInitial(Buffers::new);

  /** Of the threads that compute its panels. */
  private static final ThreadLocal<Buffers> OWN = ThreadLocal.withInitial(Buffers::new);

  /** The environment variable that keeps all products in Java. */
  private static final String SETTING = "SNN_BLAS";

  private static final String OFF = "off";

  private NativeBlas() {}

  /** Set where the library has been asked for, and may have computed. */
  private static volatile boolean loaded;

  private static final class Library {
    static final boolean USABLE = load();

    private static boolean load() {
      if (OFF.equalsIgnoreCase(System.getenv(SETTING))) {
        return false;
      }
      try {
        openblas.blas_set_num_threads(1);
        loaded = agrees();
        return loaded;
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
      multiply(a, k, b, n, false, c, Parallel.SEQUENTIAL);
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

  /** Name and kernels of the library; empty where no product has needed it yet. */
  static Map<String, String> inUse() {
    return loaded ? Map.of("blas", new OpenBlas().name(), "blas_core", BlasCore.name()) : Map.of();
  }

  /** True where the library is there and can be trusted. */
  static boolean isUsable() {
    return Library.USABLE;
  }

  /** {@code c = keep c + op(a) op(b)}, all of them outside Java; c is {@code m x n}. */
  static void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      FloatPointer a,
      int widthA,
      FloatPointer b,
      int widthB,
      float keep,
      FloatPointer c) {
    openblas.cblas_sgemm(
        openblas.CblasRowMajor,
        transposeA ? openblas.CblasTrans : openblas.CblasNoTrans,
        transposeB ? openblas.CblasTrans : openblas.CblasNoTrans,
        m,
        n,
        k,
        1f,
        a,
        widthA,
        b,
        widthB,
        keep,
        c,
        n);
  }

  /** True where a product of these sizes is faster outside Java and the library can be trusted. */
  static boolean worth(long m, long k, long n) {
    return isLarge(m, k, n) && Library.USABLE;
  }

  /** True where a product of these sizes is more than a few rows that are read once. */
  static boolean isLarge(long m, long k, long n) {
    return (double) m * k * n >= WORTH && Math.min(m, Math.min(k, n)) >= THIN;
  }

  /**
   * {@code c = a b}.
   *
   * @param a {@code [m][k]}
   * @param b {@code [k][n]}, or {@code [n][k]} where {@code transposeB}
   */
  static void multiply(
      float[][] a, int k, float[][] b, int n, boolean transposeB, float[][] c, Parallel parallel) {
    FloatPointer left = upload(a, k, SHARED.get().get(0, (long) a.length * k), parallel);
    if (c.length <= FEW) {
      multiplyColumns(left, k, b, n, transposeB, c, parallel);
    } else {
      multiplyRows(left, k, b, n, transposeB, c, parallel);
    }
  }

  /** One panel of rows after the other: b, which is the smaller one, lies outside as a whole. */
  private static void multiplyRows(
      FloatPointer a,
      int k,
      float[][] b,
      int n,
      boolean transposeB,
      float[][] c,
      Parallel parallel) {
    int m = c.length;
    int width = transposeB ? k : n;
    FloatPointer right = upload(b, width, SHARED.get().get(1, (long) k * n), parallel);
    parallel.forEach(
        count(m, PANEL),
        task -> {
          int first = task * PANEL;
          int rows = Math.min(PANEL, m - first);
          FloatPointer out = OWN.get().get(0, (long) rows * n);
          multiply(false, transposeB, rows, n, k, at(a, (long) first * k), k, right, width, 0, out);
          for (int r = 0; r < rows; r++) {
            at(out, (long) r * n).get(c[first + r], 0, n);
          }
        });
  }

  /** One panel of columns after the other, so that b never lies outside as a whole. */
  private static void multiplyColumns(
      FloatPointer a,
      int k,
      float[][] b,
      int n,
      boolean transposeB,
      float[][] c,
      Parallel parallel) {
    int m = c.length;
    parallel.forEach(
        count(n, COLUMNS),
        task -> {
          int first = task * COLUMNS;
          int columns = Math.min(COLUMNS, n - first);
          FloatPointer right = OWN.get().get(1, (long) k * columns);
          FloatPointer p = new FloatPointer(right);
          if (transposeB) {
            for (int r = 0; r < columns; r++) {
              p.position((long) r * k).put(b[first + r], 0, k);
            }
          } else {
            for (int r = 0; r < k; r++) {
              p.position((long) r * columns).put(b[r], first, columns);
            }
          }
          FloatPointer out = OWN.get().get(0, (long) m * columns);
          int widthB = transposeB ? k : columns;
          multiply(false, transposeB, m, columns, k, a, k, right, widthB, 0, out);
          for (int r = 0; r < m; r++) {
            at(out, (long) r * columns).get(c[r], first, columns);
          }
        });
  }

  /** {@code c += a^T g}: a is {@code [m][k]}, g {@code [m][n]}, c {@code [k][n]}. */
  static void addTransposed(
      float[][] a, int k, float[][] g, int n, float[][] c, Parallel parallel) {
    int m = g.length;
    FloatPointer left = upload(a, k, SHARED.get().get(0, (long) m * k), parallel);
    FloatPointer right = upload(g, n, SHARED.get().get(1, (long) m * n), parallel);
    parallel.forEach(
        count(k, PANEL),
        task -> {
          int first = task * PANEL;
          int rows = Math.min(PANEL, k - first);
          FloatPointer out = OWN.get().get(0, (long) rows * n);
          multiply(true, false, rows, n, m, at(left, first), k, right, n, 0, out);
          float[] row = new float[n];
          for (int r = 0; r < rows; r++) {
            at(out, (long) r * n).get(row, 0, n);
            float[] to = c[first + r];
            for (int j = 0; j < n; j++) {
              to[j] += row[j];
            }
          }
        });
  }

  private static int count(int length, int panel) {
    return (length + panel - 1) / panel;
  }

  private static FloatPointer at(FloatPointer base, long position) {
    return new FloatPointer(base).position(position);
  }

  private static FloatPointer upload(
      float[][] rows, int columns, FloatPointer to, Parallel parallel) {
    parallel.forEach(
        count(rows.length, PANEL),
        task -> {
          FloatPointer p = new FloatPointer(to);
          for (int r = task * PANEL; r < Math.min(rows.length, (task + 1) * PANEL); r++) {
            p.position((long) r * columns).put(rows[r], 0, columns);
          }
        });
    return to;
  }
}
