package dev.snn.nir.file;

import dev.snn.nir.graph.NirArray;
import java.lang.reflect.Array;

/** Turns what jHDF reads, a boxed value or arrays in arrays, into {@link NirArray}s. */
final class Values {
  private final int size;
  private Object flat;
  private int at;

  private Values(int size) {
    this.size = size;
  }

  /** The values of a shape; null where they are of a type that is not known. */
  static NirArray of(int[] shape, Object read) {
    Values values = new Values(NirArray.size(shape));
    if (!values.add(read) || values.at != values.size) {
      return null;
    }
    if (values.flat instanceof float[] v) {
      return NirArray.of(shape, v);
    } else if (values.flat instanceof double[] v) {
      return NirArray.of(shape, v);
    } else if (values.flat instanceof long[] v) {
      return NirArray.of(shape, v);
    }
    return NirArray.of(shape, (String[]) values.flat);
  }

  private boolean add(Object read) {
    if (read != null && read.getClass().isArray()) {
      int length = Array.getLength(read);
      for (int k = 0; k < length; k++) {
        if (!add(Array.get(read, k))) {
          return false;
        }
      }
      return true;
    }
    if (read instanceof Float x) {
      return put(float.class, x);
    } else if (read instanceof Double x) {
      return put(double.class, x);
    } else if (read instanceof Long || read instanceof Integer || read instanceof Short) {
      return put(long.class, ((Number) read).longValue());
    } else if (read instanceof Byte x) {
      return put(long.class, x.longValue());
    } else if (read instanceof String x) {
      return put(String.class, x);
    }
    return false;
  }

  /** Adds a value to the array, whose type is that of the first value. */
  private boolean put(Class<?> type, Object value) {
    flat = flat == null ? Array.newInstance(type, size) : flat;
    if (flat.getClass().getComponentType() != type || at >= size) {
      return false;
    }
    Array.set(flat, at++, value);
    return true;
  }
}
