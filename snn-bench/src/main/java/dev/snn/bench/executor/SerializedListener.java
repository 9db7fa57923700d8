package dev.snn.bench.executor;

import dev.snn.api.procedure.Epoch;
import dev.snn.api.tensor.Spikes;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import java.util.function.Supplier;

/** Lets a listener hear of runs that go on at the same time, one word after the other. */
final class SerializedListener implements ProgressListener {
  private final ProgressListener listener;

  SerializedListener(ProgressListener listener) {
    this.listener = listener;
  }

  @Override
  public synchronized void runStarted(RunId id, int number, int total) {
    listener.runStarted(id, number, total);
  }

  @Override
  public synchronized void note(RunId id, String text) {
    listener.note(id, text);
  }

  @Override
  public synchronized void progress(RunId id, String phase, long done, long total, double loss) {
    listener.progress(id, phase, done, total, loss);
  }

  @Override
  public synchronized void epoch(RunId id, Epoch epoch) {
    listener.epoch(id, epoch);
  }

  @Override
  public synchronized void raster(RunId id, Supplier<Spikes> spikes) {
    listener.raster(id, spikes);
  }

  @Override
  public synchronized void note(String sentence) {
    listener.note(sentence);
  }

  @Override
  public synchronized void warn(String sentence) {
    listener.warn(sentence);
  }

  @Override
  public synchronized void runFinished(RunId id, RunRecord record) {
    listener.runFinished(id, record);
  }
}
