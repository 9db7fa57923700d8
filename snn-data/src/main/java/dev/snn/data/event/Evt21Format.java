package dev.snn.data.event;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prophesee's RAW in the encoding EVT 2.1: words of 64 bits. The highest 4 bits tell what a word
 * is: 0 or 1, events of that polarity with the low 6 bits of the time (bits 54-59), a first column
 * (43-53), a row (32-42) and a bit for each of 32 columns (0-31); 8, the time's higher 28 bits
 * (32-59); 10, 14 and 15, signals and extensions, which are left out, as are events before the
 * first time. The time goes on where its 34 bits run over.
 *
 * <p>Words are little-endian as a whole, or each half of them is, the higher one first ("legacy",
 * as an IMX636 sends them). Where the header does not say {@code endianness=little} or {@code
 * legacy}, the words of the time tell: their lower half is 0. Source: docs.prophesee.ai, "EVT 2.1
 * Format".
 */
final class Evt21Format implements EventFormat {
  private static final int COLUMNS = 2048;
  private static final int TIME = 8;
  private static final int PEEK = 1 << 15;
  private static final Pattern ENCODING =
      Pattern.compile("^% (evt 2\\.1|format EVT21(;.*)?)\\s*$", Pattern.MULTILINE);
  private static final Pattern ORDER = Pattern.compile(".*endianness[ =](\\w+).*");

  @Override
  public String name() {
    return "Prophesee EVT 2.1";
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
    PercentHeader header = PercentHeader.take(in);
    header.sensor(sink);
    boolean legacy = isLegacy(in, header);
    Clock clock = new Clock(34);
    long first = in.position();
    long base = -1;
    byte[] b = new byte[8];
    for (long at = first; in.take(b, "word"); at = in.position()) {
      int upper = EventInput.littleEndian(b, legacy ? 0 : 4);
      int lower = EventInput.littleEndian(b, legacy ? 4 : 0);
      int type = upper >>> 28;
      switch (type) {
        case 0, 1 -> {
          if (base >= 0
              && !events(in, sink, at, clock.time(base | upper >> 22 & 63), upper, lower)) {
            return;
          }
        }
        case TIME -> base = (upper & 0xfffffffL) << 6;
        case 10, 14, 15 -> {}
        default ->
            throw in.bad(
                "is damaged: the word 0x%08x%08x at byte %d is of the unknown type %d; get it again."
                    .formatted(upper, lower, at, type));
      }
    }
    PercentHeader.needTime(in, first, base >= 0, name());
  }

  private static boolean events(
      EventInput in, EventSink sink, long at, long time, int upper, int valid) {
    int column = upper >> 11 & 2047;
    int row = upper & 2047;
    for (int left = valid; left != 0; left &= left - 1) {
      int x = column + Integer.numberOfTrailingZeros(left);
      if (x >= COLUMNS) {
        throw in.bad(
            "is damaged: the word at byte %d has an event in column %d of at most %d; get it again."
                .formatted(at, x, COLUMNS));
      }
      if (!sink.add(at, time, x, row, upper >>> 28)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLegacy(EventInput in, PercentHeader header) {
    for (String line : header.lines()) {
      Matcher matcher = ORDER.matcher(line);
      if (matcher.matches()) {
        return matcher.group(1).equals("legacy");
      }
    }
    byte[] head = in.head(PEEK).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    int whole = 0;
    int halves = 0;
    for (int at = 0; at + 8 <= head.length; at += 8) {
      int first = EventInput.littleEndian(head, at);
      int second = EventInput.littleEndian(head, at + 4);
      whole += first == 0 && second >>> 28 == TIME ? 1 : 0;
      halves += second == 0 && first >>> 28 == TIME ? 1 : 0;
    }
    return halves > whole;
  }
}
