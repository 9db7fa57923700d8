package dev.snn.api.learning;

import dev.snn.api.data.BadDataException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a part carries from step to step, or found in the training data, by name: rows of values and
 * single numbers. A checkpoint keeps every bit of it. Names are unique; those of parts within parts
 * are joined by a slash.
 */
public final class SavedState {
  /** Floats that hold a double. */
  private static final int PIECES = 4;

  private final Map<String, float[][]> arrays = new LinkedHashMap<>();
  private final Map<String, Double> numbers = new LinkedHashMap<>();

  /** Adds rows of equal lengths; they are not copied. */
  public SavedState put(String name, float[][] rows) {
    arrays.put(name, rows);
    return this;
  }

  /** Adds a number; whole numbers up to 2^53 are exact. */
  public SavedState put(String name, double number) {
    numbers.put(name, number);
    return this;
  }

  /**
   * Adds numbers in double precision, exactly: each as four floats that hold 16 of its 64 bits.
   *
   * @see #doubles
   */
  public SavedState putDoubles(String name, double[] values) {
    float[][] rows = new float[values.length][PIECES];
    for (int k = 0; k < values.length; k++) {
      long bits = Double.doubleToRawLongBits(values[k]);
      for (int piece = 0; piece < PIECES; piece++) {
        rows[k][piece] = bits >>> 16 * piece & 0xffff;
      }
    }
    return put(name, rows);
  }

  /** Adds all of a part's state as {@code part/name}. */
  public SavedState put(String part, SavedState state) {
    state.arrays.forEach((name, rows) -> arrays.put(part + "/" + name, rows));
    state.numbers.forEach((name, number) -> numbers.put(part + "/" + name, number));
    return this;
  }

  /** The state that was added for a part. */
  public SavedState part(String part) {
    SavedState state = new SavedState();
    String start = part + "/";
    arrays.forEach((name, rows) -> under(start, name, key -> state.put(key, rows)));
    numbers.forEach((name, number) -> under(start, name, key -> state.put(key, number)));
    return state;
  }

  private static void under(String start, String name, Consumer<String> use) {
    if (name.startsWith(start)) {
      use.accept(name.substring(start.length()));
    }
  }

  /** The same values in arrays of their own. */
  public SavedState copy() {
    SavedState copy = new SavedState();
    arrays.forEach((name, rows) -> copy.put(name, copy(rows)));
    copy.numbers.putAll(numbers);
    return copy;
  }

  private static float[][] copy(float[][] rows) {
    float[][] copy = new float[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      copy[r] = rows[r].clone();
    }
    return copy;
  }

  /** True where there is a number of this name. */
  public boolean has(String name) {
    return numbers.containsKey(name);
  }

  /** A number. */
  public double number(String name) {
    Double number = numbers.get(name);
    if (number == null) {
      throw new BadDataException("the saved state has no number '%s'.".formatted(name));
    }
    return number;
  }

  /** The numbers that {@link #putDoubles} was given, however many. */
  public double[] doubles(String name) {
    float[][] rows = rows(name);
    double[] values = new double[rows.length];
    for (int k = 0; k < values.length; k++) {
      if (rows[k].length != PIECES) {
        throw new BadDataException(
            "the saved state has '%s' as %s, not %d x %d."
                .formatted(name, shape(rows), rows.length, PIECES));
      }
      long bits = 0;
      for (int piece = 0; piece < PIECES; piece++) {
        bits |= (long) rows[k][piece] << 16 * piece;
      }
      values[k] = Double.longBitsToDouble(bits);
    }
    return values;
  }

  /** The same where there must be so many. */
  public double[] doubles(String name, int count) {
    double[] values = doubles(name);
    if (values.length != count) {
      throw new BadDataException(
          "the saved state has %d numbers '%s', not %d.".formatted(values.length, name, count));
    }
    return values;
  }

  /** The rows of this name, however many; not a copy. */
  public float[][] rows(String name) {
    float[][] saved = arrays.get(name);
    if (saved == null) {
      throw new BadDataException("the saved state has no array '%s'.".formatted(name));
    }
    return saved;
  }

  /** Copies the rows of this name into {@code rows}, which have the same shape. */
  public void copyTo(String name, float[][] rows) {
    float[][] saved = rows(name);
    boolean same = saved.length == rows.length;
    for (int r = 0; same && r < rows.length; r++) {
      same = saved[r].length == rows[r].length;
    }
    if (!same) {
      throw new BadDataException(
          "the saved state has '%s' as %s, not %s.".formatted(name, shape(saved), shape(rows)));
    }
    for (int r = 0; r < rows.length; r++) {
      System.arraycopy(saved[r], 0, rows[r], 0, rows[r].length);
    }
  }

  /** "784 x 100". */
  private static String shape(float[][] rows) {
    return rows.length + " x " + (rows.length == 0 ? 0 : rows[0].length);
  }

  /** All rows of values. */
  public Map<String, float[][]> arrays() {
    return Collections.unmodifiableMap(arrays);
  }

  /** All numbers. */
  public Map<String, Double> numbers() {
    return Collections.unmodifiableMap(numbers);
  }

  /** True where there is nothing. */
  public boolean isEmpty() {
    return arrays.isEmpty() && numbers.isEmpty();
  }
}
