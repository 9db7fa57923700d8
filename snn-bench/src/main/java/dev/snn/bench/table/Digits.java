package dev.snn.bench.table;

import dev.snn.bench.stats.Moments;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;

/**
 * How the numbers of a column are rounded for people, all to the same decimals. A score is as exact
 * as its spread: the median deviation of the column gets two digits. Numbers without a spread get
 * four digits of the largest, and two of the smallest.
 */
final class Digits {
  private static final int OF_SPREAD = 2;
  private static final int OF_LARGEST = 4;
  private static final int MOST = 6;
  private static final int OF_PERCENT = 2;
  private static final int FEW = 5;
  private static final int PERCENT = 100;
  private static final double TINY = 1e-3;
  private static final double HUGE = 1e7;

  private final int decimals;
  private final boolean percent;
  private final boolean powers;

  private Digits(int decimals, boolean percent, boolean powers) {
    this.decimals = decimals;
    this.percent = percent;
    this.powers = powers;
  }

  /** Of shares, shown in percent. */
  static Digits percent() {
    return new Digits(OF_PERCENT, true, false);
  }

  /** Of scores over seeds. */
  static Digits of(List<Moments> scores) {
    double[] sizes = sizes(scores.stream().mapToDouble(Moments::mean));
    double[] spreads = sizes(scores.stream().mapToDouble(Moments::sd));
    if (sizes.length == 0) {
      return new Digits(0, false, false);
    }
    double largest = sizes[sizes.length - 1];
    if (largest < TINY || largest >= HUGE) {
      return new Digits(OF_SPREAD, false, true);
    }
    return new Digits(
        spreads.length > 0
            ? decimals(spreads[spreads.length / 2], OF_SPREAD)
            : plain(scores, sizes),
        false,
        false);
  }

  private static int plain(List<Moments> scores, double[] sizes) {
    boolean whole =
        scores.stream()
            .mapToDouble(Moments::mean)
            .filter(Double::isFinite)
            .allMatch(x -> x == Math.rint(x));
    return whole
        ? 0
        : Math.max(decimals(sizes[sizes.length - 1], OF_LARGEST), decimals(sizes[0], OF_SPREAD));
  }

  /** Absolute values in ascending order, without zeros. */
  private static double[] sizes(DoubleStream values) {
    return values.filter(x -> Double.isFinite(x) && x != 0).map(Math::abs).sorted().toArray();
  }

  /** Decimals that show so many digits of a value. */
  static int decimals(double value, int digits) {
    String rounded = String.format(Locale.ROOT, "%." + (digits - 1) + "e", value);
    int exponent = Integer.parseInt(rounded.substring(rounded.indexOf('e') + 1));
    return Math.max(0, Math.min(MOST, digits - 1 - exponent));
  }

  /** The decimals; empty for powers of ten. */
  OptionalInt fixed() {
    return powers ? OptionalInt.empty() : OptionalInt.of(decimals);
  }

  /** A number of the column; empty for NaN. */
  String text(double value) {
    if (!Double.isFinite(value)) {
      return "";
    }
    return powers && value != 0
        ? String.format(Locale.ROOT, "%." + decimals + "e", value)
        : Numbers.rounded(percent ? PERCENT * value : value, powers ? 0 : decimals);
  }

  /** True where the column's decimals leave nothing of a score that is well known. */
  private boolean isLost(Moments score) {
    double last = Math.pow(10, -decimals);
    return !percent
        && !powers
        && score.mean() != 0
        && Math.abs(score.mean()) < FEW * last
        && score.sd() < last;
  }

  /** A mean with its deviation, where it has one; empty for NaN. */
  String text(Moments score) {
    if (isLost(score)) {
      Digits own = new Digits(1, false, true);
      return own.text(score.mean()) + " \u00b1 " + own.text(score.sd());
    }
    String mean = text(score.mean());
    return mean.isEmpty() || !Double.isFinite(score.sd())
        ? mean
        : mean + " \u00b1 " + text(score.sd());
  }
}
