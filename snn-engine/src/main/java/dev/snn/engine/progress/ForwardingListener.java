package dev.snn.engine.progress;

import dev.snn.api.procedure.Epoch;
import dev.snn.api.tensor.Spikes;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import java.util.function.Supplier;

/** Passes everything on; what else is to happen is for a subclass to say. */
public class ForwardingListener implements ProgressListener {
  private final ProgressListener listener;

  /** Passes everything on to a listener. */
  public ForwardingListener(ProgressListener listener) {
    this.listener = listener;
  }

  @Override
  public void runStarted(RunId id, int number, int total) {
    listener.runStarted(id, number, total);
  }

  @Override
  public void note(RunId id, String text) {
    listener.note(id, text);
  }

  @Override
  public void progress(RunId id, String phase, long done, long total, double loss) {
    listener.progress(id, phase, done, total, loss);
  }

  @Override
  public void epoch(RunId id, Epoch epoch) {
    listener.epoch(id, epoch);
  }

  @Override
  public void raster(RunId id, Supplier<Spikes> spikes) {
    listener.raster(id, spikes);
  }

  @Override
  public void note(String sentence) {
    listener.note(sentence);
  }

  @Override
  public void warn(String sentence) {
    listener.warn(sentence);
  }

  @Override
  public void runFinished(RunId id, RunRecord record) {
    listener.runFinished(id, record);
  }
}
