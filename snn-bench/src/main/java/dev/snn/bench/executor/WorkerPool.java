package dev.snn.bench.executor;

import dev.snn.api.parallel.Parallel;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * Several runs at a time, one thread for each, and the other threads to help them. A small network
 * leaves much of a machine idle when all of it works on that one.
 */
final class WorkerPool {
  private static final long FIXED_BYTES = 512L << 20;
  private static final long BYTES_PER_PARAMETER = 24;
  private static final int PATIENCE_SECONDS = 10;

  private final int jobs;
  private final int threads;

  /**
   * @param jobs runs at a time
   * @param threads of all of them together
   */
  WorkerPool(int jobs, int threads) {
    this.jobs = jobs;
    this.threads = threads;
  }

  /** As many runs at a time as there are threads and as the memory has room for. */
  static int usual(int runs, int threads, long parameters) {
    long room = Runtime.getRuntime().maxMemory() / (FIXED_BYTES + BYTES_PER_PARAMETER * parameters);
    return (int) Math.max(1, Math.min(Math.min(runs, threads), room));
  }

  /**
   * Works off a list. The first failure stops everything and is thrown.
   *
   * @param work is called by several threads at a time, each with a {@link Parallel} of its own
   */
  <T> void run(List<T> list, BiConsumer<T, Parallel> work) {
    Queue<T> waiting = new ConcurrentLinkedQueue<>(list);
    AtomicInteger working = new AtomicInteger(jobs);
    ThreadShares shares = new ThreadShares(jobs);
    AtomicInteger count = new AtomicInteger();
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads, task -> new Thread(task, "snn-run-" + count.incrementAndGet()));
    ExecutorCompletionService<Void> over = new ExecutorCompletionService<>(pool);
    try {
      for (int k = 0; k < threads; k++) {
        int share = k;
        over.submit(
            () -> {
              if (share < jobs) {
                workOff(waiting, shares.get(share), work);
                working.decrementAndGet();
              }
              shares.help(() -> working.get() == 0);
            },
            null);
      }
      for (int k = 0; k < threads; k++) {
        over.take().get();
      }
    } catch (InterruptedException e) {
      throw new CancellationException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      } else if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      end(pool);
    }
  }

  private static <T> void workOff(Queue<T> waiting, Parallel share, BiConsumer<T, Parallel> work) {
    for (T item = waiting.poll(); item != null; item = waiting.poll()) {
      work.accept(item, share);
    }
  }

  private static void end(ExecutorService pool) {
    pool.shutdownNow();
    try {
      pool.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
