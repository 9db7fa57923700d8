package dev.snn.api.procedure;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Processor time of the current thread, which does not go on while others have the processor; the
 * time of the clock where the machine does not count it.
 */
public final class ThreadTime {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final boolean COUNTED =
      THREADS.isCurrentThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled();

  private ThreadTime() {}

  /** Seconds since some moment. */
  public static double seconds() {
    return 1e-9 * (COUNTED ? THREADS.getCurrentThreadCpuTime() : System.nanoTime());
  }
}
