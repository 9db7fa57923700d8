package dev.snn.nir.trace;

import dev.snn.api.plugin.UserError;
import java.util.Map;

/**
 * A trace as CSV: {@code step}, then a column for each line of each series, as {@code lif.v[3]}.
 */
public final class TraceText {
  private static final int MOST_COLUMNS = 10_000;

  private TraceText() {}

  /** The text. */
  public static String of(Trace trace) {
    int columns = trace.series().values().stream().mapToInt(rows -> rows[0].length).sum();
    if (columns > MOST_COLUMNS) {
      throw new UserError(
          "%d columns are too many for CSV; name fewer nodes with --record, or a file FILE.npz with --out."
              .formatted(columns));
    }
    StringBuilder text = new StringBuilder("step");
    for (Map.Entry<String, double[][]> entry : trace.series().entrySet()) {
      int lines = entry.getValue()[0].length;
      for (int n = 0; n < lines; n++) {
        text.append(',').append(entry.getKey());
        if (lines > 1) {
          text.append('[').append(n).append(']');
        }
      }
    }
    text.append('\n');
    for (int t = 0; t < trace.steps(); t++) {
      text.append(t);
      for (double[][] rows : trace.series().values()) {
        for (double value : rows[t]) {
          text.append(',').append(number(value));
        }
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** The shortest text that reads back as the same value; values are single precision or whole. */
  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1 << 24
        ? Long.toString((long) value)
        : (float) value == value ? Float.toString((float) value) : Double.toString(value);
  }
}
