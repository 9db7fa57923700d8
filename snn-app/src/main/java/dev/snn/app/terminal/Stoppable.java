package dev.snn.app.terminal;

import dev.snn.api.procedure.Epoch;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;

/** Passes progress on, and stops the work where somebody wishes it. */
public record Stoppable(Progress shown, Stop stop) implements Progress {
  @Override
  public void runStarted(RunId id, int number, int total) {
    stop.check();
    shown.runStarted(id, number, total);
  }

  @Override
  public void progress(RunId id, String phase, long done, long total, double loss) {
    stop.check();
    shown.progress(id, phase, done, total, loss);
  }

  @Override
  public void note(RunId id, String text) {
    shown.note(id, text);
  }

  @Override
  public void epoch(RunId id, Epoch epoch) {
    shown.epoch(id, epoch);
  }

  @Override
  public void note(String sentence) {
    shown.note(sentence);
  }

  @Override
  public void warn(String sentence) {
    shown.warn(sentence);
  }

  @Override
  public void runFinished(RunId id, RunRecord record) {
    shown.runFinished(id, record);
  }

  @Override
  public void close() {
    shown.close();
  }
}
