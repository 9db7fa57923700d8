package dev.snn.bench.executor;

import dev.snn.api.parallel.Parallel;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Threads that work on things of their own; one that has nothing of its own helps the others. What
 * a share computes does not depend on who helps, as with every {@link Parallel}.
 */
final class ThreadShares {
  private static final int SPINS = 20_000;
  private static final long NAP_NANOS = 20_000;

  private final AtomicReferenceArray<Round> rounds;
  private final AtomicInteger helpers = new AtomicInteger();

  private static final class Round {
    final int tasks;
    final IntConsumer body;
    final AtomicInteger next = new AtomicInteger();
    final AtomicInteger open;
    final AtomicReference<Throwable> failure = new AtomicReference<>();

    Round(int tasks, IntConsumer body) {
      this.tasks = tasks;
      this.body = body;
      this.open = new AtomicInteger(tasks);
    }

    boolean work() {
      boolean any = false;
      for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
        any = true;
        try {
          if (failure.get() == null) {
            body.accept(i);
          }
        } catch (Throwable t) {
          failure.compareAndSet(null, t);
        } finally {
          open.decrementAndGet();
        }
      }
      return any;
    }
  }

  /**
   * @param shares how many work on things of their own
   */
  ThreadShares(int shares) {
    this.rounds = new AtomicReferenceArray<>(shares);
  }

  /** The share of one; used by one thread at a time. */
  Parallel get(int share) {
    return new Share(share);
  }

  /** Helps the others until told to stop. */
  void help(BooleanSupplier over) {
    helpers.incrementAndGet();
    int spins = 0;
    while (!over.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
      boolean helped = false;
      for (int k = 0; k < rounds.length(); k++) {
        Round round = rounds.get(k);
        helped |= round != null && round.work();
      }
      spins = helped ? 0 : spins + 1;
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(NAP_NANOS);
      }
    }
    helpers.decrementAndGet();
  }

  private final class Share implements Parallel {
    private final int share;

    Share(int share) {
      this.share = share;
    }

    @Override
    public int threads() {
      return 1;
    }

    @Override
    public void forEach(int tasks, IntConsumer body) {
      // A round of this share is open already where a task calls this.
      if (tasks <= 1 || helpers.get() == 0 || rounds.get(share) != null) {
        Parallel.SEQUENTIAL.forEach(tasks, body);
        return;
      }
      Round round = new Round(tasks, body);
      rounds.set(share, round);
      round.work();
      while (round.open.get() > 0) {
        Thread.onSpinWait();
      }
      rounds.set(share, null);
      Throwable failure = round.failure.get();
      if (failure instanceof RuntimeException e) {
        throw e;
      } else if (failure instanceof Error e) {
        throw e;
      } else if (failure != null) {
        throw new IllegalStateException(failure);
      }
    }

    @Override
    public void close() {}
  }
}
