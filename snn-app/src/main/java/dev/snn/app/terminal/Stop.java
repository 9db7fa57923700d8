package dev.snn.app.terminal;

import java.io.PrintStream;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish to stop, by Ctrl-C, TERM or HUP. Work asks {@link #check()} between its steps; the
 * process ends when the work has said its last words, or after a few seconds without them. The exit
 * code is that of the signal: 130, 143, 129.
 */
public final class Stop {
  /** What is said of work that leaves nothing to go on from. */
  public static final String MESSAGE = "interrupted.";

  private static final int PATIENCE_SECONDS = 5;

  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean wished;

  /** Stops when the process gets SIGINT, SIGTERM or SIGHUP. */
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
        err.println("\nsnn: " + MESSAGE);
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
