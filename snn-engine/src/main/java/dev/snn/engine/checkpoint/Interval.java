package dev.snn.engine.checkpoint;

import dev.snn.api.plugin.UserError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a checkpoint is written.
 *
 * @param count at least 1
 * @param inSteps true for updates, false for epochs
 */
public record Interval(long count, boolean inSteps) {
  /** After each epoch. */
  public static final Interval EPOCH = new Interval(1, false);

  private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,8}) ?-?(epochs?|steps?)?");

  /** Reads "2", "2epochs" or "500steps". */
  public static Interval of(String option, String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new UserError(
          "%s: write a number of epochs or steps, as in 2epochs or 500steps, got '%s'."
              .formatted(option, text));
    }
    String unit = matcher.group(2);
    return new Interval(Long.parseLong(matcher.group(1)), unit != null && unit.startsWith("s"));
  }

  /**
   * True where one is due.
   *
   * @param epochs trained in full
   */
  boolean isDue(long steps, long epochs, boolean epochEnds) {
    return inSteps ? steps % count == 0 : epochEnds && epochs % count == 0;
  }
}
