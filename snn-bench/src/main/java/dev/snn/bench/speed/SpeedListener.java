package dev.snn.bench.speed;

/** Hears of measurements as they go on; called on the thread that measures. */
public interface SpeedListener {
  /** Hears nothing. */
  SpeedListener SILENT = new SpeedListener() {};

  /**
   * Called before every step. May throw {@link java.util.concurrent.CancellationException} to end
   * everything.
   */
  default void check() {}

  /** What is being done from now on: "measuring lif-mnist, train, 1 thread". */
  default void doing(String what) {}
}
