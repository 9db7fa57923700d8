package dev.snn.app.terminal;

import dev.snn.api.procedure.Epoch;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * Progress for a terminal: a bar for a run at work, a line for each that is over. Of several runs
 * at a time one has the bar until it is over.
 */
public final class BarProgress implements Progress {
  private static final int REFRESH_MILLIS = 200;

  private final BarLine place;
  private final boolean epochs;
  private final Lines lines = new Lines();
  private ProgressBar bar;
  private RunId shown;

  /**
   * Draws there.
   *
   * @param width columns of the terminal
   * @param epochs true for a line per epoch too
   */
  public BarProgress(PrintStream err, int width, boolean epochs) {
    this.place = new BarLine(err, width - 1);
    this.epochs = epochs;
  }

  @Override
  public void runStarted(RunId id, int number, int total) {
    lines.runStarted(id, number, total);
  }

  @Override
  public void note(RunId id, String text) {
    lines.note(text).ifPresent(place::line);
  }

  @Override
  public void progress(RunId id, String phase, long done, long total, double loss) {
    boolean train = phase.equals("train");
    if (bar != null && !id.equals(shown)) {
      return;
    }
    if (bar == null) {
      shown = id;
      bar = open(lines.head(id), train ? total : -1);
    }
    if (train) {
      bar.maxHint(total);
      bar.stepTo(done);
    }
    bar.setExtraMessage(train ? "loss " + Lines.number(loss) : phase);
  }

  private ProgressBar open(String task, long total) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(total)
        .setRenderer(new BarText())
        .setUpdateIntervalMillis(REFRESH_MILLIS)
        .continuousUpdate()
        .setConsumer(place)
        .build();
  }

  @Override
  public void epoch(RunId id, Epoch epoch) {
    if (epochs) {
      place.line(lines.epoch(id, epoch));
    }
  }

  @Override
  public void note(String sentence) {
    place.line("snn: " + sentence);
  }

  @Override
  public void warn(String sentence) {
    note(sentence);
  }

  @Override
  public void runFinished(RunId id, RunRecord record) {
    if (id.equals(shown)) {
      close();
    }
    lines.runFinished(id, record).ifPresent(place::line);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      place.clear();
      bar = null;
      shown = null;
    }
  }
}
