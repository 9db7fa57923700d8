package dev.snn.data.event;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sensors by the names that headers give them.
 *
 * @param davis whether it is one of the DAVIS family, which lay out addresses in their own way
 */
record Chip(String name, int width, int height, boolean davis) {
  /** The first one, which files without a name are of. */
  static final Chip DVS128 = new Chip("DVS128", 128, 128, false);

  private static final Pattern NAME =
      Pattern.compile(".*?(dvs|davis|tmpdiff)(128|208|240|346|640).*");

  /** The sensor of this name; null where it is unknown. */
  static Chip of(String text) {
    Matcher matcher = NAME.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return null;
    }
    boolean davis = matcher.group(1).equals("davis");
    String name = (davis ? "DAVIS" : "DVS") + matcher.group(2);
    return switch (matcher.group(2)) {
      case "128" -> new Chip(name, 128, 128, davis);
      case "208" -> new Chip(name, 208, 192, davis);
      case "240" -> new Chip(name, 240, 180, davis);
      case "346" -> new Chip(name, 346, 260, davis);
      default -> new Chip(name, 640, 480, davis);
    };
  }
}
