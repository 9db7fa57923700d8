package dev.snn.training.rewiring;

import dev.snn.api.layer.Connections;
import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.SavedState;
import dev.snn.api.random.Stream;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which values of a weight exist. Rows may be changed by several threads, each its own; {@link
 * #publish} is called by one.
 */
public final class Mask {
  /** Where fewer than one place in so many is free, places are not drawn until one is. */
  private static final int FEW = 16;

  private final Parameter weight;

  /** 1 where a weight exists. */
  private final float[][] marks;

  private final int[][] live;
  private final int[] counts;
  private final boolean[] stale;

  /** All exist. */
  public Mask(Parameter weight) {
    this.weight = weight;
    this.marks = WeightRows.like(weight);
    this.live = new int[marks.length][];
    this.counts = new int[marks.length];
    this.stale = new boolean[marks.length];
    Arrays.fill(stale, true);
    for (float[] row : marks) {
      Arrays.fill(row, 1);
    }
    publish();
  }

  /** The weight. */
  public Parameter weight() {
    return weight;
  }

  /** Values of the weight, absent ones included. */
  public long size() {
    return weight.count();
  }

  /** Weights that exist. */
  public long count() {
    return Arrays.stream(counts).asLongStream().sum();
  }

  /** The columns that existed when it was last published; not to be changed. */
  public int[] live(int row) {
    return live[row];
  }

  boolean has(int row, int column) {
    return marks[row][column] > 0;
  }

  /** Takes a weight away. */
  public void drop(int row, int column) {
    marks[row][column] = 0;
    counts[row]--;
    weight.value()[row][column] = 0;
    stale[row] = true;
  }

  /** Lets a weight exist that does not. */
  void grow(int row, int column, float value) {
    marks[row][column] = 1;
    counts[row]++;
    weight.value()[row][column] = value;
    stale[row] = true;
  }

  /** The value that a weight starts with when it grows. */
  interface Start {
    float value(int row, int column);
  }

  /** Lets so many grow that do not exist, all equally likely. */
  void growRandomly(long number, Stream random, Start start) {
    if (size() - count() < size() / FEW) {
      growOfFew(number, random, start);
      return;
    }
    int columns = weight.value()[0].length;
    for (long grown = 0; grown < number; ) {
      int row = random.nextInt(marks.length);
      int column = random.nextInt(columns);
      if (!has(row, column)) {
        grow(row, column, start.value(row, column));
        grown++;
      }
    }
  }

  /** The same where most places that could be drawn are taken: of a list of the others. */
  private void growOfFew(long number, Stream random, Start start) {
    int columns = weight.value()[0].length;
    int[] absent =
        IntStream.range(0, Math.toIntExact(size()))
            .filter(place -> !has(place / columns, place % columns))
            .toArray();
    int[] order = random.permutation(absent.length);
    for (int k = 0; k < number; k++) {
      int row = absent[order[k]] / columns;
      int column = absent[order[k]] % columns;
      grow(row, column, start.value(row, column));
    }
  }

  /** Leaves so many of all, each choice equally likely. */
  public void chooseRandomly(long number, Stream random) {
    int columns = weight.value()[0].length;
    int[] order = random.permutation(Math.toIntExact(size()));
    for (int k = Math.toIntExact(number); k < order.length; k++) {
      drop(order[k] / columns, order[k] % columns);
    }
    publish();
  }

  /** Multiplies all values. */
  void scale(double factor) {
    for (float[] row : weight.value()) {
      for (int j = 0; j < row.length; j++) {
        row[j] *= (float) factor;
      }
    }
  }

  /** Sets the values of a row to 0 that do not exist. */
  void clearAbsent(int row) {
    Connections.clearAbsent(weight.value()[row], live[row]);
  }

  /** Tells the layer which weights exist. */
  public void publish() {
    boolean changed = false;
    for (int r = 0; r < live.length; r++) {
      if (stale[r]) {
        int[] before = live[r];
        live[r] = WeightRows.positive(marks[r], before);
        counts[r] = live[r].length;
        changed |= live[r] != before;
        stale[r] = false;
      }
    }
    if (changed) {
      publish(weight, live);
    }
  }

  /**
   * Sets the connections of a weight.
   *
   * @param live columns of each row; copied, but not the rows
   */
  static void publish(Parameter weight, int[][] live) {
    long count = 0;
    for (int[] row : live) {
      count += row.length;
    }
    weight.connections().set(count == weight.count() ? null : Arrays.copyOf(live, live.length));
  }

  /** Adds what exists to a state. */
  public void save(SavedState state) {
    state.put("mask/" + weight.name(), marks);
  }

  /** Lets exist what did when it was saved. */
  public void restore(SavedState state) {
    state.copyTo("mask/" + weight.name(), marks);
    Arrays.fill(stale, true);
    publish();
    weight.connections().clearAbsent(weight.value());
  }
}
