package dev.snn.nir.graph;

import java.util.Arrays;

/**
 * A parameter as the file has it: its type, its shape and its values row by row (the last axis
 * fastest). A scalar has no axes. Nobody changes the values.
 */
public final class NirArray {
  /** Types of values. Whole numbers of any width are 64 bits long. */
  public enum Type {
    FLOAT32,
    FLOAT64,
    INT64,
    TEXT
  }

  private final Type type;
  private final int[] shape;
  private final Object values;

  private NirArray(Type type, int[] shape, Object values) {
    this.type = type;
    this.shape = shape.clone();
    this.values = values;
    int length = java.lang.reflect.Array.getLength(values);
    if (length != size(shape)) {
      throw new IllegalArgumentException(
          "an array %s has %d values, got %d".formatted(text(shape), size(shape), length));
    }
  }

  /** Single precision. */
  public static NirArray of(int[] shape, float... values) {
    return new NirArray(Type.FLOAT32, shape, values);
  }

  /** Double precision. */
  public static NirArray of(int[] shape, double... values) {
    return new NirArray(Type.FLOAT64, shape, values);
  }

  /** Whole numbers. */
  public static NirArray of(int[] shape, long... values) {
    return new NirArray(Type.INT64, shape, values);
  }

  /** Words. */
  public static NirArray of(int[] shape, String... values) {
    return new NirArray(Type.TEXT, shape, values);
  }

  /** A scalar word. */
  public static NirArray word(String value) {
    return of(new int[0], value);
  }

  /** The type of its values. */
  public Type type() {
    return type;
  }

  /** Length of each axis; empty for a scalar. */
  public int[] shape() {
    return shape.clone();
  }

  /** Number of values. */
  public int size() {
    return size(shape);
  }

  /** True of numbers. */
  public boolean isNumber() {
    return type != Type.TEXT;
  }

  /** Value k as a number. */
  public double number(int k) {
    return switch (type) {
      case FLOAT32 -> ((float[]) values)[k];
      case FLOAT64 -> ((double[]) values)[k];
      case INT64 -> ((long[]) values)[k];
      case TEXT -> throw new IllegalStateException("a word is no number");
    };
  }

  /** All values as numbers. */
  public double[] numbers() {
    double[] numbers = new double[size()];
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = number(k);
    }
    return numbers;
  }

  /** All values as whole numbers; those of {@link Type#INT64}. */
  public long[] wholes() {
    return ((long[]) values).clone();
  }

  /** Value k of words. */
  public String word(int k) {
    return ((String[]) values)[k];
  }

  /** Number of values of a shape. */
  public static int size(int[] shape) {
    int size = 1;
    for (int axis : shape) {
      size = Math.multiplyExact(size, axis);
    }
    return size;
  }

  /** "2 x 34 x 34", "scalar". */
  public static String text(int[] shape) {
    if (shape.length == 0) {
      return "scalar";
    }
    StringBuilder text = new StringBuilder().append(shape[0]);
    for (int k = 1; k < shape.length; k++) {
      text.append(" x ").append(shape[k]);
    }
    return text.toString();
  }

  /** Same type, shape and values, bit for bit. */
  @Override
  public boolean equals(Object other) {
    return other instanceof NirArray that
        && type == that.type
        && Arrays.equals(shape, that.shape)
        && Arrays.deepEquals(new Object[] {values}, new Object[] {that.values});
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(new Object[] {type, shape, values});
  }

  @Override
  public String toString() {
    return type + "[" + text(shape) + "]";
  }
}
