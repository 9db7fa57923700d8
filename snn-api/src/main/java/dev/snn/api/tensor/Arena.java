package dev.snn.api.tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a pass takes its large arrays from, so that a training loop reuses them step after step.
 * What a pass returned is valid until {@link #reset()}.
 */
public interface Arena {

  /** Allocates anew each time. */
  Arena HEAP =
      new Arena() {
        @Override
        public Tensor tensor(int steps, int batch, int size) {
          return Tensor.zeros(steps, batch, size);
        }

        @Override
        public void reset() {}
      };

  /** A tensor whose content is undefined: write every value before reading it. */
  Tensor tensor(int steps, int batch, int size);

  /** A tensor of zeros. */
  default Tensor zeros(int steps, int batch, int size) {
    return tensor(steps, batch, size).fill(0);
  }

  /** Room for at least this many whole numbers; its content is undefined. */
  default int[] ints(int length) {
    return new int[length];
  }

  /** Room for at least this many values; its content is undefined. */
  default float[] floats(int length) {
    return new float[length];
  }

  /** Room for at least this many small whole numbers; its content is undefined. */
  default char[] chars(int length) {
    return new char[length];
  }

  /** Takes everything back that was handed out. */
  void reset();

  /**
   * An arena that hands out the same arrays again after {@link #reset()}. Not safe for use by
   * several threads.
   */
  static Arena recycling() {
    return new Arena() {
      private record Shape(int steps, int batch, int size) {}

      private final Map<Shape, List<Tensor>> owned = new HashMap<>();
      private final Map<Shape, Integer> used = new HashMap<>();
      private final Recycled<int[]> ints = new Recycled<>(int[]::new, a -> a.length);
      private final Recycled<float[]> floats = new Recycled<>(float[]::new, a -> a.length);
      private final Recycled<char[]> chars = new Recycled<>(char[]::new, a -> a.length);

      @Override
      public Tensor tensor(int steps, int batch, int size) {
        Shape shape = new Shape(steps, batch, size);
        List<Tensor> list = owned.computeIfAbsent(shape, s -> new ArrayList<>());
        int index = used.merge(shape, 1, Integer::sum) - 1;
        if (index == list.size()) {
          list.add(Tensor.zeros(steps, batch, size));
        }
        return list.get(index);
      }

      @Override
      public int[] ints(int length) {
        return ints.take(length);
      }

      @Override
      public float[] floats(int length) {
        return floats.take(length);
      }

      @Override
      public char[] chars(int length) {
        return chars.take(length);
      }

      @Override
      public void reset() {
        used.clear();
        ints.reset();
        floats.reset();
        chars.reset();
      }
    };
  }
}
