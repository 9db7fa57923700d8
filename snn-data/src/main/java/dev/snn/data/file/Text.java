package dev.snn.data.file;

import dev.snn.api.data.BadDataException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text in bytes. */
public final class Text {
  private Text() {}

  /** The text of these bytes; null where they are not UTF-8. */
  public static String utf8(byte[] bytes, int from, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, from, length))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /**
   * The lines of a text file, without a byte order mark.
   *
   * @param name for error texts
   */
  public static String[] lines(String name, byte[] bytes) {
    boolean marked =
        bytes.length > 2
            && bytes[0] == (byte) 0xef
            && bytes[1] == (byte) 0xbb
            && bytes[2] == (byte) 0xbf;
    boolean wide =
        bytes.length > 1
            && (bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe
                || bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff);
    if (wide) {
      throw new BadDataException(name + " is text in UTF-16; save it as UTF-8.");
    }
    int from = marked ? 3 : 0;
    String text = utf8(bytes, from, bytes.length - from);
    if (text == null) {
      throw new BadDataException(name + " is not text in UTF-8; save it as such.");
    }
    int zero = text.indexOf(0);
    if (zero >= 0) {
      throw new BadDataException(
          name
              + ", line "
              + text.substring(0, zero).split("\r?\n|\r", -1).length
              + ": a byte 0, which is no text; get it again.");
    }
    return text.split("\r?\n|\r");
  }
}
