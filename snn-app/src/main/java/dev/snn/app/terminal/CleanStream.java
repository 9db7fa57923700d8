package dev.snn.app.terminal;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The only way of text to a terminal. Titles, fields of files, names and messages of libraries may
 * hold control characters, with which a terminal is made to do or to show what nobody meant; they
 * come out as text that can be read ({@code \\u001b}). Lines and tabs stay.
 */
public final class CleanStream extends PrintStream {
  private final PrintStream raw;

  private CleanStream(PrintStream raw) {
    super(new Through(raw), true, StandardCharsets.UTF_8);
    this.raw = raw;
  }

  /** Cleans what goes into a stream. */
  public static CleanStream over(PrintStream stream) {
    return stream instanceof CleanStream clean ? clean : new CleanStream(stream);
  }

  /** The stream itself, for who moves the cursor of a terminal; text must be {@link #clean}. */
  static PrintStream raw(PrintStream stream) {
    return stream instanceof CleanStream clean ? clean.raw : stream;
  }

  /** A text without characters that steer a terminal, those that turn its direction included. */
  public static String clean(String text) {
    int bad = 0;
    while (bad < text.length() && isHarmless(text.charAt(bad))) {
      bad++;
    }
    if (bad == text.length()) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.substring(0, bad));
    for (int i = bad; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isHarmless(c)) {
        clean.append(c);
      } else if (!isLineEnd(text, i)) {
        clean.append("\\u%04x".formatted((int) c));
      }
    }
    return clean.toString();
  }

  private static boolean isLineEnd(String text, int i) {
    return text.startsWith("\r\n", i);
  }

  private static boolean isHarmless(char c) {
    if (c == '\n' || c == '\t') {
      return true;
    }
    boolean turns = c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
    return !Character.isISOControl(c) && !turns && c != 0x200e && c != 0x200f && c != 0x061c;
  }

  /** Every print and write of a print stream ends here, in whole characters. */
  private static final class Through extends OutputStream {
    private final PrintStream raw;

    Through(PrintStream raw) {
      this.raw = raw;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      if (isHarmless(bytes, from, length)) {
        raw.write(bytes, from, length);
        return;
      }
      String text = new String(bytes, from, length, StandardCharsets.UTF_8);
      byte[] clean = clean(text).getBytes(StandardCharsets.UTF_8);
      raw.write(clean, 0, clean.length);
    }

    /** What is ASCII, or the part of a longer character, without control characters. */
    private static boolean isHarmless(byte[] bytes, int from, int length) {
      for (int i = from; i < from + length; i++) {
        byte b = bytes[i];
        boolean steers = b >= 0 && b < ' ' && b != '\n' && b != '\t' || b == 0x7f;
        // First bytes of the characters from U+0080 to U+00BF, of U+061C and from U+2000.
        if (steers || b == (byte) 0xc2 || b == (byte) 0xd8 || b == (byte) 0xe2) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void flush() {
      raw.flush();
    }
  }
}
