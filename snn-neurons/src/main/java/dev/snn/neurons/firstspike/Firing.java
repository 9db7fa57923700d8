package dev.snn.neurons.firstspike;

import dev.snn.api.tensor.SpikesBuilder;
import java.util.Arrays;

/** The units that spike at a step: taken in any order, given on in ascending order. */
final class Firing {
  private final long[] bits;
  private int[] units = new int[256];
  private boolean any;

  /** None yet, of so many. */
  Firing(int size) {
    this.bits = new long[(size + Long.SIZE - 1) / Long.SIZE];
  }

  void add(int unit) {
    bits[unit / Long.SIZE] |= 1L << unit % Long.SIZE;
    any = true;
  }

  /** Gives them on as spikes of a step, and forgets them. */
  void moveTo(SpikesBuilder.Lane lane, int step) {
    int count = 0;
    for (int k = 0; k < bits.length && any; k++) {
      for (long left = bits[k]; left != 0; left &= left - 1) {
        if (count == units.length) {
          units = Arrays.copyOf(units, 2 * count);
        }
        units[count++] = k * Long.SIZE + Long.numberOfTrailingZeros(left);
      }
      bits[k] = 0;
    }
    lane.addAll(step, units, 0, count);
    any = false;
  }
}
