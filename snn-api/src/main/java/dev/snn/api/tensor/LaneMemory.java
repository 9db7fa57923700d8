package dev.snn.api.tensor;

import java.lang.ref.SoftReference;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Arrays of lanes that were laid out, for the lanes to come: they are large and live shorter than a
 * pass, and many threads fill them. Lengths are powers of two. The virtual machine may take all of
 * them back when memory is short.
 */
final class LaneMemory {
  private static SoftReference<LaneMemory> shared = new SoftReference<>(new LaneMemory());

  /** Shorter ones cost less than to look for them. */
  private static final int SHORTEST = 10;

  private static final int LONGEST = 30;

  private final Queue<int[]>[] ints = queues();
  private final Queue<float[]>[] floats = queues();

  @SuppressWarnings("unchecked")
  private static <A> Queue<A>[] queues() {
    return Stream.generate(ConcurrentLinkedQueue::new).limit(LONGEST + 1).toArray(Queue[]::new);
  }

  /** The one that all lanes share. */
  static synchronized LaneMemory shared() {
    LaneMemory memory = shared.get();
    if (memory == null) {
      memory = new LaneMemory();
      shared = new SoftReference<>(memory);
    }
    return memory;
  }

  /** An array of at least this length; its content is undefined. */
  int[] ints(int length) {
    return take(ints, length, int[]::new);
  }

  /** An array of at least this length; its content is undefined. */
  float[] floats(int length) {
    return take(floats, length, float[]::new);
  }

  /** Takes an array back that nobody reads any more. */
  void giveBack(int[] array) {
    giveBack(ints, array, array.length);
  }

  /** Takes an array back that nobody reads any more. */
  void giveBack(float[] array) {
    giveBack(floats, array, array.length);
  }

  private static <A> A take(Queue<A>[] queues, int length, IntFunction<A> maker) {
    int power = power(length);
    if (power < SHORTEST || power > LONGEST) {
      return maker.apply(length);
    }
    A array = queues[power].poll();
    return array == null ? maker.apply(1 << power) : array;
  }

  private static <A> void giveBack(Queue<A>[] queues, A array, int length) {
    int power = power(length);
    if (power >= SHORTEST && power <= LONGEST && length == 1 << power) {
      queues[power].add(array);
    }
  }

  /** The smallest power of two that is not less. */
  private static int power(int length) {
    return 32 - Integer.numberOfLeadingZeros(Math.max(1, length) - 1);
  }
}
