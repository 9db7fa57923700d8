package dev.snn.bench.plan;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.Shown;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A share of a table's runs: every n-th of them in the order of the plan, which is that of the
 * files, their rows and the seeds of each row. So the seeds of a row, which take about the same
 * time, are with different shards.
 *
 * @param number of the share, from 1
 * @param of number of shares
 */
public record Shard(int number, int of) {
  private static final int MOST = 10_000;
  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})/(\\d{1,9})");

  /** One of so many. */
  public Shard {
    if (of < 1 || of > MOST || number < 1 || number > of) {
      throw new UserError(
          "there is no shard %d/%d. Of N shards, at most %d, the first is 1/N and the last N/N."
              .formatted(number, of, MOST));
    }
  }

  /**
   * The one that a user names.
   *
   * @param option where it is named
   * @param text "2/3"
   */
  public static Shard of(String option, String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new UserError(
          "%s must be K/N, as 2/3 for the second of three, got '%s'."
              .formatted(option, Shown.word(text)));
    }
    try {
      return new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    } catch (UserError e) {
      throw e.in(option);
    }
  }

  /**
   * True where a run is this shard's.
   *
   * @param index of the run in the plan, from 0
   */
  public boolean takes(int index) {
    return index % of == number - 1;
  }

  /** "2/3". */
  @Override
  public String toString() {
    return number + "/" + of;
  }
}
