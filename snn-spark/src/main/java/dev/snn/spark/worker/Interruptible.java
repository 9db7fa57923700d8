package dev.snn.spark.worker;

import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RunId;
import java.util.concurrent.CancellationException;

/** Ends a run that Spark interrupts, as when the driver's user stops the table. */
final class Interruptible implements ProgressListener {
  @Override
  public void progress(RunId id, String phase, long done, long total, double loss) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted");
    }
  }
}
