package dev.snn.data.event;

import static dev.snn.data.event.EventInput.littleEndian;

/**
 * Prophesee's DAT: lines that begin with {@code %}, a byte for the type of the events, a byte for
 * their size, then little-endian events of a 32-bit time in us and a 32-bit word. Version 2: x
 * (bits 0-13), y (14-27), polarity (28). Version 1: x (bits 0-8), y (9-16), polarity (17). The time
 * goes on where it runs over.
 */
final class DatFormat implements EventFormat {
  private static final int GENERIC = 0;
  private static final int CHANGES = 12;
  private static final int SIZE = 8;

  @Override
  public String name() {
    return "Prophesee DAT";
  }

  @Override
  public String[] endings() {
    return new String[] {".dat"};
  }

  @Override
  public boolean accepts(String file, String head) {
    return head.startsWith("% ") && (head.contains("% Data file") || file.endsWith(".dat"));
  }

  @Override
  public void read(EventInput in, EventSink sink) {
    PercentHeader header = PercentHeader.take(in);
    int version = header.number("version");
    if (version != 1 && version != 2) {
      throw in.bad(
          "has no header line '%% Version 1' or '%% Version 2' before byte %d; get it again."
              .formatted(in.position()));
    }
    header.sensor(sink);
    long start = in.position();
    byte[] kind = new byte[2];
    if (!in.take(kind, "type of the events")) {
      throw in.bad("is cut off: it ends at byte %d, after its header.".formatted(start));
    }
    if (kind[0] != GENERIC && kind[0] != CHANGES || kind[1] != SIZE) {
      throw in.bad(
          "holds events of type %d and %d bytes (byte %d); only those of type 0 or 12 and 8 bytes can be read."
              .formatted(kind[0] & 255, kind[1] & 255, start));
    }
    Clock clock = new Clock(32);
    byte[] b = new byte[SIZE];
    for (long at = in.position(); in.take(b, "event"); at = in.position()) {
      long time = clock.time(littleEndian(b, 0) & 0xffffffffL);
      int word = littleEndian(b, 4);
      boolean more =
          version == 2
              ? sink.add(at, time, word & 0x3fff, word >> 14 & 0x3fff, word >> 28 & 1)
              : sink.add(at, time, word & 0x1ff, word >> 9 & 0xff, word >> 17 & 1);
      if (!more) {
        return;
      }
    }
  }
}
