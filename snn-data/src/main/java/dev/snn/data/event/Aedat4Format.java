package dev.snn.data.event;

import dev.snn.api.data.BadDataException;
import dev.snn.data.format.Lz4;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * AEDAT 4.0 of DV: a version line, a FlatBuffer {@code IOHE} with the compression, the place of a
 * table of packets at the end, and an XML text about the streams; then packets of a stream's number
 * and a size (32 bits each, little-endian) and as many bytes, each compressed on its own as an LZ4
 * frame where the head says so. A packet {@code EVTS} is a vector of events of 16 bytes: time in us
 * (64 bits), x (16), y (16), polarity (8). Other packets are left out. Source: inivation.gitlab.io,
 * "AEDAT file formats".
 */
final class Aedat4Format implements EventFormat {
  private static final String VERSION = "#!AER-DAT4.0\r\n";
  private static final String EVENTS = "EVTS";
  private static final int EVENT_BYTES = 16;
  private static final int LARGEST_PACKET = 1 << 26;
  private static final Pattern STREAM =
      Pattern.compile("<node name=\"(\\d{1,9})\" path=\"[^\"]*outInfo/\\d+/\">");
  private static final Pattern SIZE_X = Pattern.compile("key=\"sizeX\"[^>]*>(\\d{1,5})<");
  private static final Pattern SIZE_Y = Pattern.compile("key=\"sizeY\"[^>]*>(\\d{1,5})<");

  @Override
  public String name() {
    return "AEDAT 4.0";
  }

  @Override
  public String[] endings() {
    return new String[] {".aedat4", ".aedat"};
  }

  @Override
  public boolean accepts(String file, String head) {
    return head.startsWith("#!AER-DAT4.0");
  }

  /** What the head says. */
  private record Head(int compression, long packetsEnd, Map<Integer, String> streams) {}

  @Override
  public void read(EventInput in, EventSink sink) {
    byte[] version = new byte[VERSION.length()];
    in.take(version, "version line");
    Head head = head(in);
    byte[] b = new byte[8];
    int stream = -1;
    for (long at = in.position();
        (head.packetsEnd() < 0 || at < head.packetsEnd()) && in.take(b, "packet head");
        at = in.position()) {
      int id = EventInput.littleEndian(b, 0);
      int size = EventInput.littleEndian(b, 4);
      if (size < 0 || size > LARGEST_PACKET) {
        throw in.bad(
            "is damaged: the packet at byte %d is of %d bytes; get it again.".formatted(at, size));
      }
      byte[] packet = unpacked(in, at, in.bytes(size, "packet"), head.compression());
      if (FlatTable.identifier(packet).equals(EVENTS)) {
        if (stream >= 0 && stream != id) {
          throw in.bad(
              "holds events of two cameras, streams %d and %d (byte %d); export one of them."
                  .formatted(stream, id, at));
        }
        if (stream < 0) {
          stream = id;
          sensor(sink, head.streams().getOrDefault(id, ""));
        }
        if (!events(in, sink, at, packet)) {
          return;
        }
      }
    }
  }

  private static Head head(EventInput in) {
    long at = in.position();
    byte[] length = new byte[4];
    if (!in.take(length, "length of the head")) {
      throw in.bad("is cut off: it ends at byte %d, before its head.".formatted(at));
    }
    int size = EventInput.littleEndian(length, 0);
    if (size < 8 || size > LARGEST_PACKET) {
      throw in.bad(
          "is damaged: its head at byte %d is of %d bytes; get it again.".formatted(at, size));
    }
    byte[] rest = in.bytes(size, "head");
    byte[] bytes = ByteBuffer.allocate(4 + size).put(length).put(rest).array();
    if (!FlatTable.identifier(bytes).equals("IOHE")) {
      throw in.bad("is damaged: no head 'IOHE' stands at byte %d; get it again.".formatted(at));
    }
    try {
      FlatTable table = FlatTable.of(bytes);
      int compression = table.integer(0, 0);
      if (compression < 0 || compression > 2) {
        throw in.bad(
            "is compressed with %s, only LZ4 can be read; convert it (its head is at byte %d)."
                .formatted(
                    compression == 3 || compression == 4 ? "Zstd" : "method " + compression, at));
      }
      return new Head(compression, table.number(1, -1), streams(table.text(2)));
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      throw damaged(in, "head", at);
    }
  }

  /** What is said of each stream, by its number. */
  private static Map<Integer, String> streams(String xml) {
    Map<Integer, String> streams = new HashMap<>();
    Matcher matcher = STREAM.matcher(xml);
    int id = -1;
    int from = 0;
    while (matcher.find()) {
      streams.put(id, xml.substring(from, matcher.start()));
      id = Integer.parseInt(matcher.group(1));
      from = matcher.end();
    }
    streams.put(id, xml.substring(from));
    return streams;
  }

  private static void sensor(EventSink sink, String xml) {
    Matcher x = SIZE_X.matcher(xml);
    Matcher y = SIZE_Y.matcher(xml);
    if (x.find() && y.find()) {
      sink.sensor(Integer.parseInt(x.group(1)), Integer.parseInt(y.group(1)), "as its header says");
    }
  }

  private static byte[] unpacked(EventInput in, long at, byte[] packet, int compression) {
    try {
      return compression == 0 ? packet : Lz4.frame(packet, LARGEST_PACKET);
    } catch (IOException e) {
      throw in.bad(
          "is damaged: the packet at byte %d cannot be unpacked (%s); get it again."
              .formatted(at, e.getMessage()));
    }
  }

  private static boolean events(EventInput in, EventSink sink, long at, byte[] packet) {
    try {
      FlatTable table = FlatTable.of(packet);
      int vector = table.vector(0);
      ByteBuffer b = table.bytes();
      int n = vector == 0 ? 0 : b.getInt(vector);
      if (n < 0 || n > (b.capacity() - vector - 4) / EVENT_BYTES) {
        throw damaged(in, "packet", at);
      }
      for (int k = 0; k < n; k++) {
        int e = vector + 4 + k * EVENT_BYTES;
        int sign = b.get(e + 12);
        if (sign != 0 && sign != 1) {
          throw damaged(in, "packet", at);
        }
        if (!sink.add(at, b.getLong(e), b.getShort(e + 8), b.getShort(e + 10), sign)) {
          return false;
        }
      }
      return true;
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      throw damaged(in, "packet", at);
    }
  }

  private static BadDataException damaged(EventInput in, String what, long at) {
    return in.bad(
        "is damaged: the %s at byte %d is not laid out as it should be; get it again."
            .formatted(what, at));
  }
}
