package dev.snn.data.event;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * AEDAT 2.0 of jAER: lines that begin with {@code #}, then big-endian pairs of a 32-bit address and
 * a 32-bit time in us, signed, which is taken to go on where it runs over. A header line is text
 * and ends as the first one does; what begins with {@code #} by chance is data.
 *
 * <ul>
 *   <li>DVS128 (also where no chip is named): polarity bit 0, x bits 1-7, y bits 8-14; bit 15 marks
 *       an external signal.
 *   <li>DAVIS: polarity bit 11, x bits 12-21, y bits 22-30; bit 31 marks samples of frames and
 *       motion, bit 10 an external signal.
 * </ul>
 *
 * What is marked is no event and is left out. Polarity is the bit as it stands in the file.
 */
final class Aedat2Format implements EventFormat {
  private static final String VERSION = "#!AER-DAT2.0";
  private static final Pattern CHIP = Pattern.compile("#\\s*AEChip:\\s*(\\S+)\\s*");

  @Override
  public String name() {
    return "AEDAT 2.0";
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
    Chip chip = Chip.DVS128;
    String origin = "DVS128, as no chip is named";
    String ending = in.lineEnding();
    for (String line; (line = in.textLine("#", ending)) != null; ) {
      Matcher matcher = CHIP.matcher(line);
      if (matcher.matches()) {
        chip = Chip.of(matcher.group(1));
        if (chip == null) {
          throw in.bad(
              "was recorded by the chip '%s', whose addresses cannot be read; those of DVS128 and DAVIS can."
                  .formatted(matcher.group(1)));
        }
        origin = chip.name();
      }
      if (line.startsWith("#End Of ASCII Header")) {
        break;
      }
    }
    sink.sensor(chip.width(), chip.height(), origin);
    Clock clock = new Clock(32);
    byte[] b = new byte[8];
    for (long at = in.position(); in.take(b, "event"); at = in.position()) {
      int address = EventInput.bigEndian(b, 0);
      long time = clock.time(EventInput.bigEndian(b, 4));
      boolean more =
          chip.davis() ? davis(sink, at, address, time) : dvs(in, sink, at, address, time);
      if (!more) {
        return;
      }
    }
  }

  private static boolean dvs(EventInput in, EventSink sink, long at, int address, long time) {
    if (address >>> 16 != 0) {
      throw in.bad(
          "is damaged: the address 0x%08x at byte %d is none of a DVS128; get it again."
              .formatted(address, at));
    }
    boolean external = (address & 0x8000) != 0;
    return external || sink.add(at, time, address >> 1 & 127, address >> 8 & 127, address & 1);
  }

  private static boolean davis(EventSink sink, long at, int address, long time) {
    boolean other = address < 0 || (address & 0x400) != 0;
    return other
        || sink.add(at, time, address >> 12 & 1023, address >> 22 & 511, address >> 11 & 1);
  }
}
