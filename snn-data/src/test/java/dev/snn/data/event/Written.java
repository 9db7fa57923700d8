package dev.snn.data.event;

import static dev.snn.data.DataFiles.join;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Small recordings of each format. */
public final class Written {
  private Written() {}

  public static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  public static byte[] little(int... words) {
    return ints(ByteOrder.LITTLE_ENDIAN, words);
  }

  public static byte[] big(int... words) {
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
  public static byte[] aedat2(String header, int... words) {
    return join(ascii("#!AER-DAT2.0\r\n" + header), big(words));
  }

  public static int dvs128(int x, int y, int polarity) {
    return y << 8 | x << 1 | polarity;
  }

  public static int davis(int x, int y, int polarity) {
    return y << 22 | x << 12 | polarity << 11;
  }

  /** AEDAT 3.1 of a DVS128. */
  public static byte[] aedat3(byte[]... packets) {
    String header =
        "#!AER-DAT3.1\r\n#Format: RAW\r\n#Source 1: DVS128\r\n#-Source 0: DVS128\r\n"
            + "#Start-Time: 2016-02-18 11:25:12 (TZ+0100)\r\n#!END-HEADER\r\n";
    return join(ascii(header), join(packets));
  }

  /** A packet: its head, and what it holds. */
  public static byte[] packet(int type, int size, int overflow, int number, int... words) {
    ByteBuffer head = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN);
    head.putShort((short) type).putShort((short) 1).putInt(size).putInt(4).putInt(overflow);
    head.putInt(number).putInt(number).putInt(number);
    return join(head.array(), little(words));
  }

  public static int polarity(int x, int y, int polarity, boolean valid) {
    return x << 17 | y << 2 | polarity << 1 | (valid ? 1 : 0);
  }

  /** DAT, version 2. */
  public static byte[] dat(int... words) {
    String header = "% Data file containing CD events\n% Version 2\n% Width 640\n% Height 480\n";
    return join(ascii(header), new byte[] {12, 8}, little(words));
  }

  public static int cd(int x, int y, int polarity) {
    return polarity << 28 | y << 14 | x;
  }

  /** EVT 2.0. */
  public static byte[] evt2(int... words) {
    return join(
        ascii("% date 2023-01-01 10:00:00\n% evt 2.0\n% geometry 640x480\n% end\n"), little(words));
  }

  public static int high(long timeUs) {
    return 8 << 28 | (int) (timeUs >> 6);
  }

  public static int evt(int x, int y, int polarity, long timeUs) {
    return polarity << 28 | (int) (timeUs & 63) << 22 | x << 11 | y;
  }

  /** EVT 3.0. */
  public static byte[] evt3(int... words) {
    return join(
        ascii("% date 2023-01-01 10:00:00\n% evt 3.0\n% format EVT3;height=480;width=640\n% end\n"),
        shorts(words));
  }

  /** Little-endian words of 16 bits. */
  public static byte[] shorts(int... words) {
    ByteBuffer out = ByteBuffer.allocate(2 * words.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int word : words) {
      out.putShort((short) word);
    }
    return out.array();
  }

  /** EVT 2.1 in the byte order that the header names, or none where that is empty. */
  public static byte[] evt21(String order, boolean legacy, long... words) {
    String ending = order.isEmpty() ? "" : ";endianness=" + order;
    ByteBuffer out = ByteBuffer.allocate(8 * words.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long word : words) {
      out.putLong(legacy ? Long.rotateLeft(word, 32) : word);
    }
    return join(
        ascii("% evt 2.1\n% format EVT21;height=480;width=640" + ending + "\n% end\n"),
        out.array());
  }

  public static long high21(long timeUs) {
    return 8L << 60 | timeUs >> 6 << 32;
  }

  public static long evt21(int x, int y, int polarity, long timeUs, int valid) {
    return (long) polarity << 60
        | (timeUs & 63) << 54
        | (long) x << 43
        | (long) y << 32
        | valid & 0xffffffffL;
  }

  /** AEDAT 4.0 of a DAVIS346 in stream 0: its head, packets, and a table at the end. */
  public static byte[] aedat4(int compression, byte[]... packets) {
    String xml =
        "<dv version=\"2.0\"><node name=\"outInfo\" path=\"/mainloop/Recorder/outInfo/\">"
            + "<node name=\"0\" path=\"/mainloop/Recorder/outInfo/0/\">"
            + "<attr key=\"typeIdentifier\" type=\"string\">EVTS</attr>"
            + "<node name=\"info\" path=\"/mainloop/Recorder/outInfo/0/info/\">"
            + "<attr key=\"sizeX\" type=\"int\">346</attr><attr key=\"sizeY\" type=\"int\">260</attr>"
            + "</node></node></node></dv>";
    byte[] text = ascii(xml);
    byte[] all = join(packets);
    // Offset of the root, identifier, list of offsets (size 10, table 20), table, text.
    ByteBuffer head = ByteBuffer.allocate(48 + text.length + 1).order(ByteOrder.LITTLE_ENDIAN);
    long end = 14L + 4 + head.capacity() + all.length;
    head.putInt(20).put(ascii("IOHE"));
    head.putShort((short) 10).putShort((short) 24).putShort((short) 4).putShort((short) 12);
    head.putShort((short) 8).putShort((short) 0);
    head.putInt(12).putInt(compression).putInt(16).putLong(end);
    head.position(44);
    head.putInt(text.length).put(text);
    ByteBuffer size = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    return join(
        ascii("#!AER-DAT4.0\r\n"),
        size.putInt(head.capacity()).array(),
        head.array(),
        all,
        ascii("FTAB stands here"));
  }

  /** A packet of a stream. */
  public static byte[] packet4(int stream, byte[] data) {
    return join(little(stream, data.length), data);
  }

  /** Events of t, x, y, polarity each, as a FlatBuffer with its length before it. */
  public static byte[] events4(long... events) {
    int n = events.length / 4;
    ByteBuffer b = ByteBuffer.allocate(32 + 16 * n).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt(28 + 16 * n).putInt(16).put(ascii("EVTS"));
    // The list of offsets at 12, the table at 20, the vector at 28 and its events at 32.
    b.putShort((short) 6).putShort((short) 8).putShort((short) 4).putShort((short) 0);
    b.putInt(8).putInt(4).putInt(n);
    for (int k = 0; k < n; k++) {
      b.putLong(events[4 * k]).putShort((short) events[4 * k + 1]);
      b.putShort((short) events[4 * k + 2]).put((byte) events[4 * k + 3]);
      b.put(new byte[3]);
    }
    return b.array();
  }

  /** A NumPy array of events with the fields t (8 bytes), x, y (2) and p (1). */
  public static byte[] structured(long... events) {
    int n = events.length / 4;
    ByteBuffer b = ByteBuffer.allocate(13 * n).order(ByteOrder.LITTLE_ENDIAN);
    for (int k = 0; k < n; k++) {
      b.putShort((short) events[4 * k + 1]).putShort((short) events[4 * k + 2]);
      b.putLong(events[4 * k]).put((byte) events[4 * k + 3]);
    }
    String descr = "[('x', '<i2'), ('y', '<u2'), ('t', '<i8'), ('p', '|b1')]";
    byte[] quoted = dev.snn.data.DataFiles.npy("@", false, "(" + n + ",)", b.array());
    String text = new String(quoted, StandardCharsets.ISO_8859_1).replace("'@'", descr);
    byte[] out = text.getBytes(StandardCharsets.ISO_8859_1);
    int length = out.length - b.capacity() - 10;
    out[8] = (byte) length;
    out[9] = (byte) (length >> 8);
    return out;
  }
}
