package dev.snn.data.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines beginning with {@code %} of Prophesee's files. */
record PercentHeader(List<String> lines) {
  private static final Pattern GEOMETRY = Pattern.compile("geometry (\\d{1,5})x(\\d{1,5})");

  /** Takes the lines, up to and including {@code % end} where there is one. */
  static PercentHeader take(EventInput in) {
    List<String> lines = new ArrayList<>();
    String ending = in.lineEnding();
    for (String text; (text = in.textLine("% ", ending)) != null; ) {
      String line = text.substring(2).strip().toLowerCase(Locale.ROOT);
      if (line.equals("end")) {
        break;
      }
      lines.add(line);
    }
    return new PercentHeader(lines);
  }

  /** The number of a line or field {@code name 3} or {@code name=3}; 0 where there is none. */
  int number(String name) {
    Pattern pattern = Pattern.compile("(?:^|[ ;])" + name + "[ =](\\d{1,5})\\b.*");
    return lines.stream()
        .map(pattern::matcher)
        .filter(Matcher::find)
        .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
        .findFirst()
        .orElse(0);
  }

  /**
   * Refuses data in which no word gives a time: they are of another encoding than the header says.
   *
   * @param first byte of the first word
   */
  static void needTime(EventInput in, long first, boolean hasTime, String format) {
    if (!hasTime && in.position() > first) {
      throw in.bad(
          "says in its header that it is %s, but none of the words from byte %d on gives a time: it is damaged or of another format; get it again."
              .formatted(format, first));
    }
  }

  /** Tells the size of the sensor where the header has it. */
  void sensor(EventSink sink) {
    int width = number("width");
    int height = number("height");
    for (String line : lines) {
      Matcher matcher = GEOMETRY.matcher(line);
      if (matcher.matches()) {
        width = Integer.parseInt(matcher.group(1));
        height = Integer.parseInt(matcher.group(2));
      }
    }
    if (width > 0 && height > 0) {
      sink.sensor(width, height, "as its header says");
    }
  }
}
