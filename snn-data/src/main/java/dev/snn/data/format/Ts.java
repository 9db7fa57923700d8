package dev.snn.data.format;

import dev.snn.api.data.BadDataException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Series in the .ts format of the UEA archive: comments ({@code #}), a head of lines {@code @name
 * value}, {@code @data}, then a line per example: its dimensions, the values of each separated by
 * commas, and its class, all separated by colons.
 *
 * @param series of each example, {@code [T][F]}
 * @param labels of each example
 * @param dimensions F
 */
public record Ts(List<float[][]> series, String[] labels, int dimensions) {

  /**
   * Reads a file.
   *
   * @param name for error texts
   */
  public static Ts read(String name, byte[] bytes) {
    String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\r?\n");
    int at = 0;
    for (String line = ""; !line.startsWith("@data"); at++) {
      if (at == lines.length) {
        throw new BadDataException(name + " has no line '@data'; get it again.");
      }
      line = lines[at].strip().toLowerCase(Locale.ROOT);
      if (line.matches("@timestamps\\s+true.*") || line.matches("@classlabel\\s+false.*")) {
        throw new BadDataException(
            "%s, line %d: '%s'; only series without time stamps and with classes can be read."
                .formatted(name, at + 1, lines[at].strip()));
      }
    }
    List<float[][]> series = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (; at < lines.length; at++) {
      if (!lines[at].isBlank()) {
        String[] parts = lines[at].strip().split(":", -1);
        String place = name + ", line " + (at + 1);
        int dimensions = series.isEmpty() ? parts.length - 1 : series.get(0)[0].length;
        if (parts.length < 2 || parts.length - 1 != dimensions) {
          throw new BadDataException(
              "%s: %d dimensions and a class are expected, there are %d fields; get it again."
                  .formatted(place, Math.max(1, dimensions), parts.length));
        }
        series.add(series(place, Arrays.copyOf(parts, dimensions)));
        labels.add(parts[dimensions].strip());
      }
    }
    if (series.isEmpty()) {
      throw new BadDataException(name + " holds no series; get it again.");
    }
    return new Ts(series, labels.toArray(String[]::new), series.get(0)[0].length);
  }

  private static float[][] series(String place, String[] dimensions) {
    float[][] series = null;
    for (int d = 0; d < dimensions.length; d++) {
      String[] values = dimensions[d].split(",", -1);
      if (series == null) {
        series = new float[values.length][dimensions.length];
      }
      if (values.length != series.length) {
        throw new BadDataException(
            "%s: dimension %d has %d values, the first has %d; get it again."
                .formatted(place, d + 1, values.length, series.length));
      }
      for (int t = 0; t < values.length; t++) {
        series[t][d] = number(values[t].strip(), place, d + 1);
      }
    }
    return series;
  }

  private static float number(String text, String place, int dimension) {
    try {
      float value = Float.parseFloat(text);
      if (Float.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new BadDataException(
        "%s, dimension %d: '%s' is not a number.".formatted(place, dimension, text));
  }
}
