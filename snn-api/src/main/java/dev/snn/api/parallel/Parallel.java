package dev.snn.api.parallel;

import java.util.function.IntConsumer;

/**
 * Runs independent tasks, on one thread or on several. What a task computes must not depend on
 * which thread runs it or on the number of threads: split work into blocks whose bounds are fixed,
 * and reduce partial sums in a fixed order.
 */
public interface Parallel extends AutoCloseable {

  /** Number of examples that one task of {@link #forEachBlock} handles. */
  int BLOCK = 8;

  /** Runs everything on the calling thread. */
  Parallel SEQUENTIAL = new Sequential();

  /** Number of threads, the caller's included. */
  int threads();

  /**
   * Calls {@code body} with 0 .. tasks-1, each once, in any order, and returns when all are done.
   */
  void forEach(int tasks, IntConsumer body);

  @Override
  void close();

  /** Splits {@code 0 .. n-1} into blocks of {@link #BLOCK} and calls {@code body} for each. */
  default void forEachBlock(int n, BlockBody body) {
    forEach(blocks(n), k -> body.run(k, k * BLOCK, Math.min(n, (k + 1) * BLOCK)));
  }

  /** Number of blocks of {@link #forEachBlock}. */
  static int blocks(int n) {
    return (n + BLOCK - 1) / BLOCK;
  }

  /** A pool of {@code threads} threads (the caller works too), to be closed by whoever makes it. */
  static Parallel pool(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got " + threads);
    }
    return threads == 1 ? SEQUENTIAL : new Pool(threads);
  }

  /** A block of consecutive numbers. */
  @FunctionalInterface
  interface BlockBody {
    /**
     * Handles {@code from} (inclusive) to {@code to} (exclusive), the block number {@code block}.
     */
    void run(int block, int from, int to);
  }
}
