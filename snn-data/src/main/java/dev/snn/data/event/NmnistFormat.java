package dev.snn.data.event;

/**
 * Recordings of the ATIS event camera as N-MNIST and N-Caltech101 store them (Orchard et al. 2015,
 * doi:10.3389/fnins.2015.00437): 40-bit big-endian records of x (8 bits), y (8), polarity (1) and
 * time in us (23). A record at row 240, which the sensor does not have, is no event: the clock has
 * run over and all later times are 2^13 us larger. The size of the sensor is not in the file.
 */
final class NmnistFormat implements EventFormat {
  private static final int OVERFLOW_ROW = 240;
  private static final int OVERFLOW_US = 1 << 13;
  private static final int HALF_US = 1 << 22;

  @Override
  public String name() {
    return "N-MNIST";
  }

  @Override
  public String[] endings() {
    return new String[] {".bs2", ".bin"};
  }

  @Override
  public boolean accepts(String file, String head) {
    return file.endsWith(".bs2") || file.endsWith(".bin");
  }

  @Override
  public void read(EventInput in, EventSink sink) {
    sink.startsAtZero();
    byte[] b = new byte[5];
    long overflow = 0;
    long last = 0;
    for (long at = in.position(); in.take(b, "record"); at = in.position()) {
      int x = b[0] & 255;
      int y = b[1] & 255;
      if (y == OVERFLOW_ROW && sink.height() <= OVERFLOW_ROW) {
        overflow += OVERFLOW_US;
        continue;
      }
      int polarity = (b[2] & 0x80) >> 7;
      int time = (b[2] & 0x7f) << 16 | (b[3] & 255) << 8 | b[4] & 255;
      if (time + overflow < last - HALF_US) {
        throw in.bad(
            "has a clock of 23 bits that runs over at byte %d (%d us after %d us), which the format does not provide for; cut it before."
                .formatted(at, time + overflow, last));
      }
      last = time + overflow;
      if (!sink.add(at, time + overflow, x, y, polarity)) {
        return;
      }
    }
  }
}
