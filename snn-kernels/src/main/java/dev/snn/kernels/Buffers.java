package dev.snn.kernels;

import org.bytedeco.javacpp.FloatPointer;

/** Arrays outside the heap, grown as needed. */
final class Buffers {
  private final FloatPointer[] slots = new FloatPointer[4];

  /** An array of at least this size; its content is undefined. */
  FloatPointer get(int slot, long size) {
    if (slots[slot] == null || slots[slot].capacity() < size) {
      if (slots[slot] != null) {
        slots[slot].close();
      }
      slots[slot] = new FloatPointer(size);
    }
    return slots[slot];
  }
}
