package dev.snn.data.event;

import static dev.snn.data.DataFiles.join;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Small recordings of each format. */
final class Written {
  private Written() {}

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] little(int... words) {
    return ints(ByteOrder.LITTLE_ENDIAN, words);
  }

  static byte[] big(int... words) {
    return ints(ByteOrder.BIG_ENDIAN, words);
  }

  private static byte[] ints(ByteOrder order, int... words) {
    ByteBuffer out = ByteBuffer.allocate(4 * words.length).order(order);
    for (int word : words) {
      out.putInt(word);
    }
    return out.array();
  }

  /** AEDAT 2.0 with further header lines. */
  static byte[] aedat2(String header, int... words) {
    return join(ascii("#!AER-DAT2.0\r\n" + header), big(words));
  }

  static int dvs128(int x, int y, int polarity) {
    return y << 8 | x << 1 | polarity;
  }

  static int davis(int x, int y, int polarity) {
    return y << 22 | x << 12 | polarity << 11;
  }

  /** AEDAT 3.1 of a DVS128. */
  static byte[] aedat3(byte[]... packets) {
    String header =
        "#!AER-DAT3.1\r\n#Format: RAW\r\n#Source 1: DVS128\r\n#-Source 0: DVS128\r\n"
            + "#Start-Time: 2016-02-18 11:25:12 (TZ+0100)\r\n#!END-HEADER\r\n";
    return join(ascii(header), join(packets));
  }

  /** A packet: its head, and what it holds. */
  static byte[] packet(int type, int size, int overflow, int number, int... words) {
    ByteBuffer head = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN);
    head.putShort((short) type).putShort((short) 1).putInt(size).putInt(4).putInt(overflow);
    head.putInt(number).putInt(number).putInt(number);
    return join(head.array(), little(words));
  }

  static int polarity(int x, int y, int polarity, boolean valid) {
    return x << 17 | y << 2 | polarity << 1 | (valid ? 1 : 0);
  }

  /** DAT, version 2. */
  static byte[] dat(int... words) {
    String header = "% Data file containing CD events\n% Version 2\n% Width 640\n% Height 480\n";
    return join(ascii(header), new byte[] {12, 8}, little(words));
  }

  static int cd(int x, int y, int polarity) {
    return polarity << 28 | y << 14 | x;
  }

  /** EVT 2.0. */
  static byte[] evt2(int... words) {
    return join(
        ascii("% date 2023-01-01 10:00:00\n% evt 2.0\n% geometry 640x480\n% end\n"), little(words));
  }

  static int high(long timeUs) {
    return 8 << 28 | (int) (timeUs >> 6);
  }

  static int evt(int x, int y, int polarity, long timeUs) {
    return polarity << 28 | (int) (timeUs & 63) << 22 | x << 11 | y;
  }
}
