package dev.snn.api.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * A pool for many short rounds of work. Workers spin briefly between rounds and then park, so that
 * a round costs about a microsecond and an idle pool costs nothing. One caller at a time; a call
 * from inside a task runs sequentially.
 */
final class Pool implements Parallel {
  private static final int SPINS = 2_000;

  private final Thread[] workers;
  private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);
  private volatile Round round;
  private volatile boolean closed;

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

    void work() {
      int i;
      while ((i = next.getAndIncrement()) < tasks) {
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
    }
  }

  Pool(int threads) {
    workers = new Thread[threads - 1];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Thread(this::serve, "snn-worker-" + (i + 1));
      workers[i].setDaemon(true);
      workers[i].start();
    }
  }

  private void serve() {
    inside.set(true);
    Round seen = null;
    int spins = 0;
    while (!closed) {
      Round current = round;
      if (current != seen && current != null) {
        seen = current;
        current.work();
        spins = 0;
      } else if (spins++ < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
      }
    }
  }

  @Override
  public int threads() {
    return workers.length + 1;
  }

  @Override
  public void forEach(int tasks, IntConsumer body) {
    if (tasks <= 1 || inside.get()) {
      Parallel.SEQUENTIAL.forEach(tasks, body);
      return;
    }
    synchronized (this) {
      Round mine = new Round(tasks, body);
      round = mine;
      for (Thread worker : workers) {
        LockSupport.unpark(worker);
      }
      inside.set(true);
      try {
        mine.work();
      } finally {
        inside.set(false);
      }
      while (mine.open.get() > 0) {
        Thread.onSpinWait();
      }
      round = null;
      Throwable failure = mine.failure.get();
      if (failure instanceof RuntimeException e) {
        throw e;
      } else if (failure instanceof Error e) {
        throw e;
      } else if (failure != null) {
        throw new IllegalStateException(failure);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Thread worker : workers) {
      LockSupport.unpark(worker);
    }
  }
}
