package dev.snn.bench.plan;

/**
 * How often a table is written while its runs go on. A writing takes as long as the table is; the
 * next one is due when its time is at most
 *
 * <pre>max(0.001 e, min(0.05 e, 10 ms x n))</pre>
 *
 * with the time e since it ended and the n runs that were over since. So writing takes no more than
 * 10 ms for each run, nor a twentieth of the time where runs are shorter than 0.2 s; where they are
 * longer than 10 s, up to a thousandth of the time, and the files lag behind the less.
 */
final class WritingPace {
  private static final double NANOS_PER_RUN = 10e6;
  private static final double MOST = 0.05;
  private static final double ALWAYS = 0.001;

  private final NanoClock clock;
  private long begin;
  private long end;
  private long runs;

  WritingPace(NanoClock clock) {
    this.clock = clock;
    this.begin = clock.nanos();
    this.end = begin;
  }

  /** Counts a run that is over, and says whether the table is to be written. */
  boolean isDueAfterOneMoreRun() {
    runs++;
    double since = clock.nanos() - end;
    double allowed = Math.max(ALWAYS * since, Math.min(MOST * since, NANOS_PER_RUN * runs));
    return end - begin <= allowed;
  }

  /** A writing begins. */
  void begin() {
    begin = clock.nanos();
  }

  /** A writing is over. */
  void end() {
    end = clock.nanos();
    runs = 0;
  }
}
