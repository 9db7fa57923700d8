package dev.snn.data.format;

import dev.snn.api.data.BadDataException;
import dev.snn.data.file.Unpacked;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The lines of a text file, one at a time, ended by LF, CR or both. A byte order mark is skipped;
 * bytes that are no text of the encoding are an error with their place.
 */
final class TextLines {
  private static final int LONGEST = 32 << 20;
  private static final int BUFFER = 1 << 16;

  private final String name;
  private final Unpacked in;
  private final Charset charset;
  private final String advice;
  private final byte[] buffer = new byte[BUFFER];
  private int used;
  private int at;
  private byte[] line = new byte[256];
  private int length;
  private long position;
  private long start;
  private int number;

  /**
   * @param charset UTF-8 or Latin-1
   * @param advice what to do about bytes that are not of the encoding
   */
  TextLines(String name, Unpacked in, Charset charset, String advice) {
    this.name = name;
    this.in = in;
    this.charset = charset;
    this.advice = advice;
  }

  /** UTF-8. */
  TextLines(String name, Unpacked in) {
    this(name, in, StandardCharsets.UTF_8, "save the file as UTF-8");
  }

  /** The next line; null at the end. */
  String next() {
    length = 0;
    start = position;
    int b = read();
    if (b < 0) {
      return null;
    }
    number++;
    while (b >= 0 && b != '\n' && b != '\r') {
      if (b == 0) {
        throw new BadDataException(
            "%s is not a text file: byte %d is 0; is it the right file%s?"
                .formatted(name, position - 1, utf16() ? ", or is it saved as UTF-16" : ""));
      }
      if (length == line.length) {
        if (length == LONGEST) {
          throw new BadDataException(
              "%s, line %d is longer than %d MB; is it the right file?"
                  .formatted(name, number, LONGEST >> 20));
        }
        line = Arrays.copyOf(line, Math.min(LONGEST, length * 2));
      }
      line[length++] = (byte) b;
      b = read();
    }
    if (b == '\r' && peek() == '\n') {
      read();
    }
    String text = text();
    if (number == 1 && text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    return text;
  }

  /** Number of the line, from 1. */
  int number() {
    return number;
  }

  /** Byte at which the line begins, in the unpacked file. */
  long start() {
    return start;
  }

  /** "x.csv, line 3". */
  String place() {
    return name + ", line " + number;
  }

  private int read() {
    int b = peek();
    at++;
    position += b < 0 ? 0 : 1;
    return b;
  }

  private int peek() {
    while (at >= used) {
      used = in.read(buffer);
      at = 0;
      if (used < 0) {
        used = 0;
        return -1;
      }
    }
    return buffer[at] & 255;
  }

  private String text() {
    boolean ascii = true;
    for (int k = 0; k < length && ascii; k++) {
      ascii = line[k] >= 0;
    }
    if (ascii || charset.equals(StandardCharsets.ISO_8859_1)) {
      return new String(line, 0, length, StandardCharsets.ISO_8859_1);
    }
    ByteBuffer bytes = ByteBuffer.wrap(line, 0, length);
    try {
      return charset.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      int wrong = Math.min(bytes.position(), length - 1);
      throw new BadDataException(
          utf16()
              ? name + " is saved as UTF-16; save it as UTF-8."
              : "%s is not a text file in UTF-8: byte 0x%02x at position %d; %s."
                  .formatted(place(), line[wrong] & 255, start + wrong, advice));
    }
  }

  private boolean utf16() {
    int a = length > 0 ? line[0] & 255 : 0;
    int b = length > 1 ? line[1] & 255 : 0;
    return number == 1 && (a == 0xfe && b == 0xff || a == 0xff && b == 0xfe);
  }
}
