package dev.snn.data.event;

import static dev.snn.data.event.EventInput.littleEndian;

import java.util.regex.Pattern;

/**
 * Prophesee's RAW in the encoding EVT 2.0: lines that begin with {@code %}, up to {@code % end}
 * where there is one, then little-endian words of 32 bits. The highest 4 bits tell what a word is:
 * 0 or 1, an event of that polarity with the low 6 bits of the time (bits 22-27), x (11-21) and y
 * (0-10); 8, the time's higher 28 bits; 10, 14 and 15, signals and extensions, which are left out,
 * as are events before the first time. The time goes on where its 34 bits run over. A file without
 * any time is of another encoding.
 */
final class Evt2Format implements EventFormat {
  private static final int TIME = 8;
  private static final Pattern ENCODING =
      Pattern.compile("^% (evt 2\\.0|format EVT2(;.*)?)\\s*$", Pattern.MULTILINE);

  @Override
  public String name() {
    return "Prophesee EVT 2.0";
  }

  @Override
  public String[] endings() {
    return new String[] {".raw"};
  }

  @Override
  public boolean accepts(String file, String head) {
    return head.startsWith("% ") && ENCODING.matcher(head).find();
  }

  @Override
  public void read(EventInput in, EventSink sink) {
    PercentHeader.take(in).sensor(sink);
    Clock clock = new Clock(34);
    byte[] b = new byte[4];
    long base = -1;
    long first = in.position();
    for (long at = in.position(); in.take(b, "word"); at = in.position()) {
      int word = littleEndian(b, 0);
      int type = word >>> 28;
      switch (type) {
        case 0, 1 -> {
          if (base >= 0) {
            long time = clock.time(base | word >> 22 & 63);
            if (!sink.add(at, time, word >> 11 & 2047, word & 2047, type)) {
              return;
            }
          }
        }
        case TIME -> base = (word & 0xfffffffL) << 6;
        case 10, 14, 15 -> {}
        default ->
            throw in.bad(
                "is damaged: the word 0x%08x at byte %d is of the unknown type %d; get it again."
                    .formatted(word, at, type));
      }
    }
    PercentHeader.needTime(in, first, base >= 0, name());
  }
}
