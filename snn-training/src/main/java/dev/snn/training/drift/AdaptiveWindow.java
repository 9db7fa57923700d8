package dev.snn.training.drift;

import dev.snn.api.data.BadDataException;
import dev.snn.api.learning.SavedState;
import dev.snn.api.stream.DriftDetector;
import java.util.Arrays;

/** {@link Adwin}. */
final class AdaptiveWindow implements DriftDetector {
  /** Sizes 1 .. 2^62, more than can ever be counted. */
  private static final int SIZES = 63;

  private final Adwin.Config config;

  /** Sums and sums of squared deviations {@code [size][bucket]}, the oldest of a size first. */
  private final double[][] sums;

  private final double[][] squares;

  /** Buckets of each size. */
  private final int[] counts = new int[SIZES];

  /** Sizes with buckets, from 1 on. */
  private int used = 1;

  private double width;
  private double sum;
  private double square;
  private double clock;

  AdaptiveWindow(Adwin.Config config) {
    this.config = config;
    sums = new double[SIZES][config.buckets() + 1];
    squares = new double[SIZES][config.buckets() + 1];
  }

  private static double size(int row) {
    return 1L << row;
  }

  @Override
  public Level update(double error) {
    insert(error);
    clock++;
    if (clock % config.clock() != 0 || width < config.least()) {
      return Level.STABLE;
    }
    boolean drift = false;
    for (int change = change(); change != 0; change = change()) {
      drift |= change > 0 || config.direction() == Adwin.Direction.BOTH;
      dropOldest();
    }
    return drift ? Level.DRIFT : Level.STABLE;
  }

  private void insert(double error) {
    if (width > 0) {
      double d = error - sum / width;
      square += d * d * width / (width + 1);
    }
    width++;
    sum += error;
    push(0, error, 0);
    for (int row = 0; counts[row] > config.buckets(); row++) {
      double n = size(row);
      double d = (sums[row][0] - sums[row][1]) / n;
      push(row + 1, sums[row][0] + sums[row][1], squares[row][0] + squares[row][1] + d * d * n / 2);
      shift(row, 2);
    }
  }

  private void push(int row, double bucketSum, double bucketSquare) {
    sums[row][counts[row]] = bucketSum;
    squares[row][counts[row]] = bucketSquare;
    counts[row]++;
    used = Math.max(used, row + 1);
  }

  /** Takes the oldest buckets of a size away. */
  private void shift(int row, int by) {
    counts[row] -= by;
    System.arraycopy(sums[row], by, sums[row], 0, counts[row]);
    System.arraycopy(squares[row], by, squares[row], 0, counts[row]);
  }

  /** 1 where the newer part of some cut is larger, -1 where it is smaller, 0 where none differs. */
  private int change() {
    double log = Math.log(2 * Math.log(width) / config.delta());
    double variance = square / width;
    double n0 = 0;
    double sum0 = 0;
    for (int row = used - 1; row >= 0; row--) {
      for (int k = 0; k < counts[row]; k++) {
        n0 += size(row);
        sum0 += sums[row][k];
        double n1 = width - n0;
        if (n1 < config.part()) {
          return 0;
        }
        if (n0 >= config.part()) {
          double m = 1 / (n0 - config.part() + 1) + 1 / (n1 - config.part() + 1);
          double bound = Math.sqrt(2 * m * variance * log) + 2.0 / 3 * m * log;
          double difference = (sum - sum0) / n1 - sum0 / n0;
          if (Math.abs(difference) > bound) {
            return difference > 0 ? 1 : -1;
          }
        }
      }
    }
    return 0;
  }

  private void dropOldest() {
    int row = used - 1;
    double n = size(row);
    double bucketSum = sums[row][0];
    double bucketSquare = squares[row][0];
    width -= n;
    sum -= bucketSum;
    double d = bucketSum / n - sum / width;
    square = Math.max(0, square - bucketSquare - d * d * n * width / (n + width));
    shift(row, 1);
    while (used > 1 && counts[used - 1] == 0) {
      used--;
    }
  }

  @Override
  public void reset() {
    Arrays.fill(counts, 0);
    used = 1;
    width = 0;
    sum = 0;
    square = 0;
    clock = 0;
  }

  @Override
  public long bytes() {
    return (long) used * (2L * Double.BYTES * (config.buckets() + 1) + Integer.BYTES);
  }

  @Override
  public SavedState state() {
    SavedState state =
        new SavedState()
            .put("used", used)
            .put("width", width)
            .put("sum", sum)
            .put("square", square)
            .put("clock", clock);
    for (int row = 0; row < used; row++) {
      state
          .putDoubles("sums" + row, Arrays.copyOf(sums[row], counts[row]))
          .putDoubles("squares" + row, Arrays.copyOf(squares[row], counts[row]));
    }
    return state;
  }

  @Override
  public void restore(SavedState state) {
    reset();
    used = (int) state.number("used");
    if (used < 1 || used > SIZES) {
      throw new BadDataException("the saved state has buckets of %d sizes.".formatted(used));
    }
    width = state.number("width");
    sum = state.number("sum");
    square = state.number("square");
    clock = state.number("clock");
    for (int row = 0; row < used; row++) {
      double[] saved = state.doubles("sums" + row);
      if (saved.length > config.buckets()) {
        throw new BadDataException(
            "the saved state has %d buckets of a size.".formatted(saved.length));
      }
      counts[row] = saved.length;
      System.arraycopy(saved, 0, sums[row], 0, saved.length);
      double[] deviations = state.doubles("squares" + row, saved.length);
      System.arraycopy(deviations, 0, squares[row], 0, saved.length);
    }
  }
}
