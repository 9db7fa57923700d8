package dev.snn.engine.error;

/** Pieces of what a user gave, as error texts show them: short, and in one line. */
public final class Shown {
  private static final int LONGEST_WORD = 80;
  private static final int LONGEST_LINE = 400;

  private Shown() {}

  /** A value, a name or a key. */
  public static String word(String text) {
    return cut(text, LONGEST_WORD);
  }

  /** A remark of a library. */
  public static String line(String text) {
    return cut(text, LONGEST_LINE).strip().replaceAll("\\s*\\R\\s*", " ");
  }

  /** A beginning and an end, and in between how much was left out. */
  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int head = whole(text, longest * 3 / 4);
    int tail = whole(text, text.length() - longest / 8);
    return "%s... (%d characters) ...%s"
        .formatted(text.substring(0, head), text.length(), text.substring(tail));
  }

  /** Not between the halves of a pair. */
  private static int whole(String text, int at) {
    return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
  }

  /** "1 run", "2 runs". */
  public static String count(long number, String one) {
    return count(number, one, one + "s");
  }

  /** "1 batch", "2 batches". */
  public static String count(long number, String one, String several) {
    return number + " " + (number == 1 ? one : several);
  }
}
