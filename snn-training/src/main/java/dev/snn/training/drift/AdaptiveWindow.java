package dev.snn.training.drift;

import dev.snn.api.data.BadDataException;
import dev.snn.api.learning.SavedState;
import dev.snn.api.stream.DriftDetector;
import java.util.Arrays;

/** The window of {@link Adwin}; its memory grows with the logarithm of its width. */
public final class AdaptiveWindow implements DriftDetector {
  /** Sizes 1 .. 2^62, more than can ever be counted. */
  private static final int SIZES = 63;

  private final Adwin.Config config;

  /** Single numbers of the state. */
  private static final int NUMBERS = 5;

  /**
   * Sums and sums of squared deviations {@code [size][bucket]}, the oldest of a size first; null of
   * sizes that were not used yet.
   */
  private final double[][] sums = new double[SIZES][];

  private final double[][] squares = new double[SIZES][];

  /** Buckets of each size. */
  private final int[] counts = new int[SIZES];

  /** Sizes with buckets, from 1 on. */
  private int used = 1;

  private double width;
  private double sum;
  private double square;
  private double clock;

  /** An empty window. */
  public AdaptiveWindow(Adwin.Config config) {
    this.config = config;
    use(0);
  }

  private void use(int row) {
    if (sums[row] == null) {
      sums[row] = new double[config.buckets() + 1];
      squares[row] = new double[config.buckets() + 1];
    }
  }

  /** Errors in the window. */
  public double width() {
    return width;
  }

  /** Their mean; 0 of none. */
  public double mean() {
    return width > 0 ? sum / width : 0;
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
    use(row);
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

  /**
   * All numbers that it carries: width, sum, sum of squared deviations, errors so far and sizes; of
   * each size its number of buckets, their sums and their sums of squared deviations.
   */
  public double[] numbers() {
    int size = NUMBERS + used;
    for (int row = 0; row < used; row++) {
      size += 2 * counts[row];
    }
    double[] numbers = new double[size];
    numbers[0] = width;
    numbers[1] = sum;
    numbers[2] = square;
    numbers[3] = clock;
    numbers[4] = used;
    int at = NUMBERS;
    for (int row = 0; row < used; row++) {
      int n = counts[row];
      numbers[at] = n;
      System.arraycopy(sums[row], 0, numbers, at + 1, n);
      System.arraycopy(squares[row], 0, numbers, at + 1 + n, n);
      at += 1 + 2 * n;
    }
    return numbers;
  }

  /** Goes on from {@link #numbers}. */
  public void set(double[] numbers) {
    reset();
    try {
      width = numbers[0];
      sum = numbers[1];
      square = numbers[2];
      clock = numbers[3];
      used = Math.max(1, (int) numbers[4]);
      int at = NUMBERS;
      for (int row = 0; row < used; row++) {
        int n = (int) numbers[at];
        use(row);
        System.arraycopy(numbers, at + 1, sums[row], 0, n);
        System.arraycopy(numbers, at + 1 + n, squares[row], 0, n);
        counts[row] = n;
        at += 1 + 2 * n;
      }
    } catch (IndexOutOfBoundsException e) {
      throw new BadDataException("the saved state holds a window of another kind.");
    }
  }

  @Override
  public SavedState state() {
    return new SavedState().putDoubles("window", numbers());
  }

  @Override
  public void restore(SavedState state) {
    set(state.doubles("window"));
  }
}
