package dev.snn.kernels;

import dev.snn.api.tensor.Spikes;
import java.util.Arrays;

/**
 * {@link MaxPool2d} of spikes, event by event. All values are positive, so that a pixel without an
 * event never wins against one with; of squares without events the first pixel wins. The result is
 * that of the dense rows, bit for bit.
 */
public final class EventPool {
  private final int outputs;

  /** The square of each pixel; -1 where it is in none. */
  private final int[] square;

  /** Where in its square each pixel stands, {@code dy size + dx}. */
  private final char[] place;

  /** Tables for a pool. */
  public EventPool(MaxPool2d pool) {
    Plane in = pool.in();
    Plane out = pool.out();
    int size = pool.size();
    outputs = out.size();
    square = new int[in.size()];
    place = new char[in.size()];
    for (int i = 0; i < square.length; i++) {
      int x = i % in.width();
      int y = i / in.width() % in.height();
      int c = i / in.pixels();
      boolean inside = x / size < out.width() && y / size < out.height();
      square[i] = inside ? (c * out.height() + y / size) * out.width() + x / size : -1;
      place[i] = (char) (y % size * size + x % size);
    }
  }

  /** True for spikes, false for events with values of which some are not positive. */
  public static boolean fits(Spikes spikes) {
    float[] counts = spikes.raw().counts();
    for (int e = 0; counts != null && e < spikes.events(); e++) {
      if (!(counts[e] > 0)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Pools row {@code r = t * batch + b}.
   *
   * @param out its first {@code out().size()} values are overwritten
   * @param winners overwritten from {@code start} on by the place of each value in its square
   */
  public void pool(Spikes spikes, int r, float[] out, char[] winners, int start) {
    Arrays.fill(out, 0, outputs, 0);
    Arrays.fill(winners, start, start + outputs, (char) 0);
    int[] units = spikes.raw().units();
    float[] counts = spikes.raw().counts();
    int[] offsets = spikes.raw().offsets();
    for (int e = offsets[r]; e < offsets[r + 1]; e++) {
      int o = square[units[e]];
      float value = counts == null ? 1 : counts[e];
      if (o >= 0 && value > out[o]) {
        out[o] = value;
        winners[start + o] = place[units[e]];
      }
    }
  }
}
