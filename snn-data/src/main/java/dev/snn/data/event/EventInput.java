package dev.snn.data.event;

import dev.snn.api.data.BadDataException;
import dev.snn.data.file.Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes from front to back, with the position for error texts. */
final class EventInput {
  private static final int LONGEST_LINE = 1 << 16;
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private final String name;
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int end;
  private long before;

  /**
   * @param name for error texts
   */
  EventInput(String name, InputStream in) {
    this.name = name;
    this.in = in;
  }

  String name() {
    return name;
  }

  /** Number of bytes taken so far: where the next one lies. */
  long position() {
    return before + at;
  }

  /** Whether the next bytes are these; takes none. */
  boolean startsWith(String ascii) {
    if (!has(ascii.length())) {
      return false;
    }
    for (int k = 0; k < ascii.length(); k++) {
      if (buffer[at + k] != ascii.charAt(k)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the file has ended. */
  boolean ended() {
    return !has(1);
  }

  /** The first bytes as Latin-1 text, at most {@code n}; takes none. */
  String head(int n) {
    has(n);
    return new String(buffer, at, Math.min(n, end - at), StandardCharsets.ISO_8859_1);
  }

  /** How the first line ends, within what is ready: CR LF or LF. */
  String lineEnding() {
    int lf = newline();
    return lf > 0 && buffer[at + lf - 1] == '\r' ? "\r\n" : "\n";
  }

  /**
   * A header line without its end; null where the next bytes are none: it begins with {@code
   * start}, is UTF-8 text without control characters, and ends with {@code ending}.
   */
  String textLine(String start, String ending) {
    if (!startsWith(start)) {
      return null;
    }
    int lf = newline();
    int length = lf - (ending.length() - 1);
    if (length < start.length() || ending.length() == 2 && buffer[at + lf - 1] != '\r') {
      return null;
    }
    String text = Text.utf8(buffer, at, length);
    if (text == null || text.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 127)) {
      return null;
    }
    at += lf + 1;
    return text;
  }

  /** Distance of the next line feed; -1 where there is none within a buffer. */
  private int newline() {
    int lf = newlineReady();
    if (lf < 0) {
      has(buffer.length);
      lf = newlineReady();
    }
    return lf;
  }

  private int newlineReady() {
    for (int k = at; k < end; k++) {
      if (buffer[k] == '\n') {
        return k - at;
      }
    }
    return -1;
  }

  /** A line of text without its end, or what is left. */
  String lastLine() {
    int lf = newline();
    if (lf < 0 && end - at < buffer.length) {
      String rest = head(buffer.length);
      at = end;
      return rest;
    }
    return line();
  }

  /** A line of text without its end. */
  String line() {
    long start = position();
    StringBuilder line = new StringBuilder();
    while (has(1)) {
      int c = buffer[at++] & 255;
      if (c == '\n') {
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r'
            ? line.substring(0, length - 1)
            : line.toString();
      }
      if (line.length() == LONGEST_LINE) {
        throw new BadDataException(
            "%s is damaged: the header line at byte %d does not end; get it again."
                .formatted(name, start));
      }
      line.append((char) c);
    }
    throw new BadDataException(
        "%s is cut off: the header line at byte %d does not end; get it again."
            .formatted(name, start));
  }

  /**
   * Takes a record.
   *
   * @param what it is called in error texts
   * @return false where the file has ended before it
   */
  boolean take(byte[] record, String what) {
    if (!has(record.length)) {
      if (end == at) {
        return false;
      }
      throw new BadDataException(
          "%s is cut off: the %s at byte %d has %d of %d bytes; get it again."
              .formatted(name, what, position(), end - at, record.length));
    }
    System.arraycopy(buffer, at, record, 0, record.length);
    at += record.length;
    return true;
  }

  /**
   * The next {@code n} bytes, for which room is made as they come.
   *
   * @param what they are called in error texts
   */
  byte[] bytes(int n, String what) {
    long start = position();
    byte[] out = new byte[Math.min(n, buffer.length)];
    for (int done = 0; done < n; ) {
      if (!has(1)) {
        throw bad(
            "is cut off: the %s at byte %d has %d of %d bytes; get it again."
                .formatted(what, start, done, n));
      }
      int step = Math.min(n - done, end - at);
      if (done + step > out.length) {
        out = Arrays.copyOf(out, (int) Math.min(n, Math.max(2L * out.length, done + step)));
      }
      System.arraycopy(buffer, at, out, done, step);
      at += step;
      done += step;
    }
    return n == 0 ? new byte[0] : out;
  }

  /** All bytes that are left. */
  byte[] rest() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    while (has(1)) {
      if (out.size() > LARGEST - (end - at)) {
        throw bad("is larger than 2 GB, too large to be read as a whole; cut it.");
      }
      out.write(buffer, at, end - at);
      at = end;
    }
    return out.toByteArray();
  }

  /** Leaves out {@code n} bytes; false where there are fewer. */
  boolean skip(long n) {
    for (long left = n; left > 0; ) {
      if (!has(1)) {
        return false;
      }
      int step = (int) Math.min(left, end - at);
      at += step;
      left -= step;
    }
    return true;
  }

  /** A file that does not begin, or go on, as its format asks. */
  BadDataException bad(String what) {
    return new BadDataException(name + " " + what);
  }

  /** Makes {@code n} bytes ready, at most a buffer full; false where there are fewer. */
  private boolean has(int n) {
    if (end - at >= n) {
      return true;
    }
    System.arraycopy(buffer, at, buffer, 0, end - at);
    before += at;
    end -= at;
    at = 0;
    try {
      for (int read; end < n && (read = in.read(buffer, end, buffer.length - end)) >= 0; ) {
        end += read;
      }
    } catch (IOException e) {
      throw new BadDataException(
          "%s cannot be read after byte %d (%s); get it again."
              .formatted(
                  name,
                  position() + end - at,
                  e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
    }
    return end >= n;
  }

  static int littleEndian(byte[] b, int i) {
    return b[i] & 255 | (b[i + 1] & 255) << 8 | (b[i + 2] & 255) << 16 | b[i + 3] << 24;
  }

  static int bigEndian(byte[] b, int i) {
    return b[i] << 24 | (b[i + 1] & 255) << 16 | (b[i + 2] & 255) << 8 | b[i + 3] & 255;
  }
}
