package dev.snn.app.terminal;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/**
 * What a bar looks like: {@code [3/18] vib, seed 1 [=====> ] 41 %, 52 steps/s, loss 0.3121, 12 s
 * left}. The bar itself takes the space that is left, and gives way where there is none.
 */
final class BarText implements ProgressBarRenderer {
  private static final int LONGEST = 30;
  private static final int SHORTEST = 5;
  private static final double FIRST_RATE = 0.5;

  @Override
  public String render(ProgressState state, int width) {
    double seconds = Duration.between(state.getStartInstant(), Instant.now()).toMillis() * 1e-3;
    return text(
        state.getTaskName(),
        state.getExtraMessage(),
        state.getCurrent(),
        state.getMax(),
        seconds,
        width);
  }

  static String text(
      String task, String message, long done, long total, double seconds, int width) {
    StringBuilder facts = new StringBuilder();
    if (total > 0) {
      facts.append(" %d %%".formatted(100 * done / total));
    }
    double rate = done / seconds;
    boolean measured = done > 0 && seconds >= FIRST_RATE;
    if (measured) {
      facts.append(
          String.format(Locale.ROOT, rate < 10 ? ", %.1f steps/s" : ", %.0f steps/s", rate));
    }
    if (!message.isBlank()) {
      facts.append(", ").append(message.strip());
    }
    if (measured && total > done) {
      facts.append(", ").append(Lines.duration((total - done) / rate)).append(" left");
    }
    int room = Math.min(LONGEST, width - task.length() - facts.length() - 3);
    String line = task + (room < SHORTEST || total <= 0 ? "" : bar(done, total, room)) + facts;
    return line.length() <= width ? line : line.substring(0, width);
  }

  private static String bar(long done, long total, int room) {
    int full = (int) Math.min(room, room * done / total);
    return " [" + "=".repeat(full) + " ".repeat(room - full) + "]";
  }
}
