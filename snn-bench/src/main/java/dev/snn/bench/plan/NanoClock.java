package dev.snn.bench.plan;

import com.google.inject.ImplementedBy;

/** Tells the time in nanoseconds since some moment. */
@FunctionalInterface
@ImplementedBy(NanoClock.OfTheSystem.class)
public interface NanoClock {
  /** The time. */
  long nanos();

  /** {@link System#nanoTime}. */
  final class OfTheSystem implements NanoClock {
    @Override
    public long nanos() {
      return System.nanoTime();
    }
  }
}
