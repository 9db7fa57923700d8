package dev.snn.app.terminal;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBarConsumer;

/** The last line of a terminal, which a bar rewrites; finished lines move up above it. */
final class BarLine implements ProgressBarConsumer {
  private static final int ECHO = 4;

  private final PrintStream err;
  private final int width;
  private int drawn;

  /**
   * Draws there.
   *
   * @param width most characters of the bar
   */
  BarLine(PrintStream err, int width) {
    // It goes back to the beginning of its line, so it cleans its texts itself.
    this.err = CleanStream.raw(err);
    this.width = width;
  }

  @Override
  public int getMaxRenderedLength() {
    return width;
  }

  @Override
  public synchronized void accept(String text) {
    String bar = CleanStream.clean(text);
    err.print("\r" + bar + " ".repeat(Math.max(0, drawn - bar.length())));
    err.flush();
    drawn = bar.length();
  }

  @Override
  public synchronized void clear() {
    if (drawn == 0) {
      return;
    }
    // A key such as ^C may have left its echo behind the bar.
    err.print("\r" + " ".repeat(Math.min(width, drawn + ECHO)) + "\r");
    err.flush();
    drawn = 0;
  }

  /** Prints a line that stays. */
  synchronized void line(String text) {
    clear();
    err.println(CleanStream.clean(text));
  }

  @Override
  public void close() {
    clear();
  }
}
