package dev.snn.data.event;

import java.util.regex.Pattern;

/**
 * Prophesee's RAW in the encoding EVT 3.0: little-endian words of 16 bits that change a state. The
 * highest 4 bits tell what a word is: 0, the row (bits 0-10); 2, an event in a column (0-10) of a
 * polarity (11); 3, the first column and the polarity of what follows; 4 and 5, events in those of
 * the next 12 or 8 columns whose bits are set, which then are behind; 6, the lower and 8, the
 * higher 12 bits of the time; 7, 10, 14 and 15, signals and extensions, which are left out.
 *
 * <p>A higher part that differs from the one before begins at a lower part of 0, until a word gives
 * it: an older lower part would put events up to 4 ms into the future. The time goes on where its
 * 24 bits (16.8 s) run over. Source: docs.prophesee.ai, "EVT 3.0 Format".
 */
final class Evt3Format implements EventFormat {
  private static final int COLUMNS = 2048;
  private static final Pattern ENCODING =
      Pattern.compile("^% (evt 3\\.0|format EVT3(;.*)?)\\s*$", Pattern.MULTILINE);

  @Override
  public String name() {
    return "Prophesee EVT 3.0";
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
    new Decoder(in, sink).run(name());
  }

  /** The state that words change. */
  private static final class Decoder {
    private final EventInput in;
    private final EventSink sink;
    private final Clock clock = new Clock(24);
    private int high = -1;
    private long time;
    private int row = -1;
    private int column;
    private int polarity;

    private Decoder(EventInput in, EventSink sink) {
      this.in = in;
      this.sink = sink;
    }

    private void run(String format) {
      long first = in.position();
      byte[] b = new byte[2];
      boolean more = true;
      for (long at = first; more && in.take(b, "word"); at = in.position()) {
        int word = b[0] & 255 | (b[1] & 255) << 8;
        int low12 = word & 0xfff;
        switch (word >>> 12) {
          case 0 -> row = word & 0x7ff;
          case 2 -> more = add(at, word & 0x7ff, word >> 11 & 1);
          case 3 -> {
            column = word & 0x7ff;
            polarity = word >> 11 & 1;
          }
          case 4 -> more = vector(at, low12, 12);
          case 5 -> more = vector(at, word & 0xff, 8);
          case 6 -> time(high, low12);
          case 8 -> high(low12);
          case 7, 10, 14, 15 -> {}
          default ->
              throw in.bad(
                  "is damaged: the word 0x%04x at byte %d is of the unknown type %d; get it again."
                      .formatted(word, at, word >>> 12));
        }
      }
      PercentHeader.needTime(in, first, high >= 0, format);
    }

    private void high(int value) {
      if (value != high) {
        high = value;
        time(high, 0);
      }
    }

    private void time(int upper, int lower) {
      if (upper >= 0) {
        time = clock.time((long) upper << 12 | lower);
      }
    }

    /** Events without a time or a row are those of before the recording. */
    private boolean add(long at, int x, int sign) {
      return high < 0 || row < 0 || sink.add(at, time, x, row, sign);
    }

    private boolean vector(long at, int set, int width) {
      boolean more = true;
      for (int k = 0; k < width && more; k++) {
        if ((set >> k & 1) != 0) {
          if (column + k >= COLUMNS) {
            throw in.bad(
                "is damaged: the word at byte %d has an event in column %d of at most %d; get it again."
                    .formatted(at, column + k, COLUMNS));
          }
          more = add(at, column + k, polarity);
        }
      }
      column = Math.min(COLUMNS, column + width);
      return more;
    }
  }
}
