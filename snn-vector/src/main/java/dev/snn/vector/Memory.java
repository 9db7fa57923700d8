package dev.snn.vector;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Aligned memory outside the heap, used again and again: asking the system for some takes longer
 * than the product it is for. What is never given back goes with the garbage.
 */
final class Memory {
  /** Bytes of a line of the cache. */
  private static final int LINE = 64;

  private static final int KEPT = 64;

  private static final List<MemorySegment> FREE = new ArrayList<>();

  private Memory() {}

  /** At least so many bytes; their content is undefined. */
  static MemorySegment take(long bytes) {
    synchronized (FREE) {
      int best = -1;
      for (int k = 0; k < FREE.size(); k++) {
        long size = FREE.get(k).byteSize();
        if (size >= bytes && (best < 0 || size < FREE.get(best).byteSize())) {
          best = k;
        }
      }
      if (best >= 0 && FREE.get(best).byteSize() <= 4 * bytes) {
        return FREE.remove(best);
      }
    }
    return Arena.ofAuto().allocate(Math.max(bytes, LINE), LINE);
  }

  /** Takes it back; nobody may use it any more. */
  static void give(MemorySegment segment) {
    synchronized (FREE) {
      if (FREE.size() == KEPT) {
        FREE.remove(0);
      }
      FREE.add(segment);
    }
  }
}
