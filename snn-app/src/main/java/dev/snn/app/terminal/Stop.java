package dev.snn.app.terminal;

import java.io.PrintStream;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish to stop (Ctrl-C). Work asks {@link #check()} between its steps; the process ends when
 * the work has said its last words.
 */
public final class Stop {
  private static final int PATIENCE_SECONDS = 5;

  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean wished;

  /** Stops when the process gets SIGINT or SIGTERM. */
  public static Stop onSignal(PrintStream err) {
    Stop stop = new Stop();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop.shutDown(err), "snn-stop"));
    return stop;
  }

  private void shutDown(PrintStream err) {
    if (done.getCount() == 0) {
      return;
    }
    wished = true;
    try {
      if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        err.println("\nsnn: interrupted.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Wishes to stop. */
  public void request() {
    wished = true;
  }

  /** Says that the work is over. */
  public void finished() {
    done.countDown();
  }

  /** Throws a {@link CancellationException} where somebody wishes to stop. */
  public void check() {
    if (wished) {
      throw new CancellationException("interrupted");
    }
  }
}
