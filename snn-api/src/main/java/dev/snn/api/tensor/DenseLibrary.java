package dev.snn.api.tensor;

/**
 * A native library of dense products, for those who measure how fast it can be. Found with {@link
 * java.util.ServiceLoader}; the library itself is loaded by the first call of a method.
 */
public interface DenseLibrary {

  /** Name and version. */
  String name();

  /** False where it is missing or computes wrong results; it is not used then. */
  boolean isUsable();

  /**
   * Prepares the product of two matrices, for use by one thread at a time.
   *
   * @param n rows and columns of both, single precision
   */
  Product square(int n);

  /** A product that can be computed again and again. */
  interface Product extends AutoCloseable {

    /** Computes it once on the calling thread: {@code 2 n^3} floating-point operations. */
    void run();

    /** Frees its memory. */
    @Override
    void close();
  }
}
