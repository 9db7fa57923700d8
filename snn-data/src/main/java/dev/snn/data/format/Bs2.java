package dev.snn.data.format;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Recording;

/**
 * Recordings of the ATIS event camera as N-MNIST stores them (Orchard et al. 2015,
 * doi:10.3389/fnins.2015.00437): 40-bit big-endian records of x (8 bits), y (8), polarity (1) and
 * time in us (23), in ascending order of time.
 */
public final class Bs2 {
  private static final int RECORD = 5;

  private Bs2() {}

  /**
   * Reads a recording.
   *
   * @param name for error texts
   * @param width columns of the sensor
   * @param height rows of the sensor
   * @param durationUs length to give the recording
   */
  public static Recording read(String name, byte[] b, int width, int height, int durationUs) {
    if (b.length % RECORD != 0) {
      throw new BadDataException(
          "%s is cut off: the record at byte %d has %d of %d bytes; get it again."
              .formatted(name, b.length - b.length % RECORD, b.length % RECORD, RECORD));
    }
    int events = b.length / RECORD;
    int[] time = new int[events];
    short[] x = new short[events];
    short[] y = new short[events];
    byte[] polarity = new byte[events];
    for (int e = 0, at = 0; e < events; e++, at += RECORD) {
      x[e] = (short) (b[at] & 255);
      y[e] = (short) (b[at + 1] & 255);
      polarity[e] = (byte) ((b[at + 2] & 0x80) >> 7);
      time[e] = (b[at + 2] & 0x7f) << 16 | (b[at + 3] & 255) << 8 | b[at + 4] & 255;
      if (x[e] >= width || y[e] >= height) {
        throw new BadDataException(
            "%s is damaged: pixel (%d, %d) at byte %d lies outside the %d x %d sensor; get it again."
                .formatted(name, x[e], y[e], at, width, height));
      }
      if (e > 0 && time[e] < time[e - 1]) {
        throw new BadDataException(
            "%s is damaged: time %d us at byte %d lies before the event preceding it; get it again."
                .formatted(name, time[e], at));
      }
    }
    return new Recording(time, x, y, polarity, durationUs);
  }
}
