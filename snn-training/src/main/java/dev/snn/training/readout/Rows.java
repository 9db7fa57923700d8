package dev.snn.training.readout;

import java.util.Arrays;

/**
 * Rows with classes.
 *
 * @param x features {@code [n][N]}
 * @param labels class of each row
 */
public record Rows(float[][] x, int[] labels) {

  /** The rows of both. */
  public Rows plus(Rows other) {
    float[][] allX = Arrays.copyOf(x, x.length + other.x.length);
    System.arraycopy(other.x, 0, allX, x.length, other.x.length);
    int[] allLabels = Arrays.copyOf(labels, allX.length);
    System.arraycopy(other.labels, 0, allLabels, x.length, other.x.length);
    return new Rows(allX, allLabels);
  }
}
