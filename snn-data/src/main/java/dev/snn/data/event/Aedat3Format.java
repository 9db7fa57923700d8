package dev.snn.data.event;

import static dev.snn.data.event.EventInput.littleEndian;

import dev.snn.api.data.BadDataException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * AEDAT 3.1 of cAER: header lines up to {@code #!END-HEADER}, then little-endian packets with a
 * head of 28 bytes: type (16 bits), source (16), size of an event, place of its time stamp,
 * overflows of the time stamp, capacity, number of events, number of valid ones (32 each).
 *
 * <p>Packets of type 1 hold events of 8 bytes: validity (bit 0), polarity (bit 1), y (bits 2-16), x
 * (bits 17-31), then the time in us (31 bits), to which an overflow adds 2^31. Other packets, and
 * events that are not valid, are left out.
 */
final class Aedat3Format implements EventFormat {
  private static final String VERSION = "#!AER-DAT3.1";
  private static final int POLARITY = 1;
  private static final Pattern FORMAT = Pattern.compile("#\\s*Format:\\s*(\\S+)\\s*");
  private static final Pattern SOURCE = Pattern.compile("#\\s*Source \\d+:\\s*(\\S+).*");

  @Override
  public String name() {
    return "AEDAT 3.1";
  }

  @Override
  public String[] endings() {
    return new String[] {".aedat"};
  }

  @Override
  public boolean accepts(String file, String head) {
    return head.startsWith(VERSION);
  }

  @Override
  public void read(EventInput in, EventSink sink) {
    header(in, sink);
    byte[] head = new byte[28];
    for (long at = in.position(); in.take(head, "packet head"); at = in.position()) {
      int type = littleEndian(head, 0) & 0xffff;
      int size = littleEndian(head, 4);
      int number = littleEndian(head, 20);
      long overflow = littleEndian(head, 12);
      boolean events = type == POLARITY;
      if (size < 0 || number < 0 || overflow < 0 || events && size != 8) {
        throw in.bad(
            "is damaged: the packet at byte %d is of %d events of %d bytes; get it again."
                .formatted(at, number, size));
      }
      if (!events) {
        if (!in.skip((long) number * size)) {
          throw cutOff(in, at, number, size);
        }
      } else if (!packet(in, sink, at, number, overflow << 31)) {
        return;
      }
    }
  }

  private static void header(EventInput in, EventSink sink) {
    String line;
    do {
      long at = in.position();
      line = in.line();
      if (!line.startsWith("#")) {
        throw in.bad(
            "is damaged: the header has no line '#!END-HEADER' before byte %d; get it again."
                .formatted(at));
      }
      Matcher format = FORMAT.matcher(line);
      if (format.matches() && !format.group(1).equals("RAW")) {
        throw in.bad(
            "holds packets in the form '%s', only RAW can be read; convert it."
                .formatted(format.group(1)));
      }
      Matcher source = SOURCE.matcher(line);
      Chip chip = source.matches() ? Chip.of(source.group(1)) : null;
      if (chip != null) {
        sink.sensor(chip.width(), chip.height(), chip.name());
      }
    } while (!line.startsWith("#!END-HEADER"));
  }

  private static boolean packet(EventInput in, EventSink sink, long at, int number, long base) {
    byte[] b = new byte[8];
    for (int k = 0; k < number; k++) {
      long place = in.position();
      if (!in.take(b, "event")) {
        throw cutOff(in, at, number, b.length);
      }
      int data = littleEndian(b, 0);
      int time = littleEndian(b, 4);
      if (time < 0) {
        throw in.bad(
            "is damaged: the time of the event at byte %d is negative; get it again."
                .formatted(place));
      }
      boolean valid = (data & 1) != 0;
      if (valid && !sink.add(place, base + time, data >>> 17, data >>> 2 & 0x7fff, data >> 1 & 1)) {
        return false;
      }
    }
    return true;
  }

  private static BadDataException cutOff(EventInput in, long at, int number, int size) {
    return in.bad(
        "is cut off: it ends at byte %d within the packet at byte %d, of %d events of %d bytes; get it again."
            .formatted(in.position(), at, number, size));
  }
}
