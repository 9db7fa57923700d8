package dev.snn.app.terminal;

import dev.snn.api.procedure.Epoch;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import java.io.PrintStream;

/** Progress for files and pipes: a line per epoch and run. */
public final class LineProgress implements Progress {
  private final PrintStream err;
  private final Lines lines = new Lines();

  /** Prints there. */
  public LineProgress(PrintStream err) {
    this.err = err;
  }

  @Override
  public void runStarted(RunId id, int number, int total) {
    lines.runStarted(id, number, total);
  }

  @Override
  public void note(RunId id, String text) {
    lines.note(text).ifPresent(err::println);
  }

  @Override
  public void epoch(RunId id, Epoch epoch) {
    err.println(lines.epoch(id, epoch));
  }

  @Override
  public void note(String sentence) {
    err.println("snn: " + sentence);
  }

  @Override
  public void warn(String sentence) {
    note(sentence);
  }

  @Override
  public void runFinished(RunId id, RunRecord record) {
    lines.runFinished(id, record).ifPresent(err::println);
  }
}
