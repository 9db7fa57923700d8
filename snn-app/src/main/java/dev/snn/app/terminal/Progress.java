package dev.snn.app.terminal;

import dev.snn.engine.progress.ProgressListener;

/** Progress on a screen; closing it leaves the screen tidy. */
public interface Progress extends ProgressListener, AutoCloseable {
  /** Shows nothing. */
  Progress NONE = new Progress() {};

  @Override
  default void close() {}
}
