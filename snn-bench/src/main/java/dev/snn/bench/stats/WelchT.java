package dev.snn.bench.stats;

import java.util.List;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Two-sided t-test of Welch for two samples of unequal variance: with the squared errors {@code ea
 * = sa^2 / na} and {@code eb = sb^2 / nb} of the means, {@code t = (ma - mb) / sqrt(ea + eb)} has
 * {@code (ea + eb)^2 / (ea^2 / (na - 1) + eb^2 / (nb - 1))} degrees of freedom (Welch 1947,
 * Biometrika 34, 28-35). A sample of fewer than two values gives no interval and no p (NaN); two
 * samples without deviation give an interval of no width and p = 0, or p = 1 where they agree.
 *
 * @param difference mean of a minus mean of b
 * @param low lower end of the 95 % interval
 * @param high upper end of the 95 % interval
 * @param p two-sided
 */
public record WelchT(double difference, double low, double high, double p) {
  private static final double UPPER = 0.975;

  /** Of these samples. */
  public static WelchT of(List<Double> a, List<Double> b) {
    Moments ma = Moments.of(a);
    Moments mb = Moments.of(b);
    double difference = ma.mean() - mb.mean();
    if (ma.n() < 2 || mb.n() < 2) {
      return new WelchT(difference, Double.NaN, Double.NaN, Double.NaN);
    }
    double ea = ma.sd() * ma.sd() / ma.n();
    double eb = mb.sd() * mb.sd() / mb.n();
    double error = Math.sqrt(ea + eb);
    if (error == 0) {
      return new WelchT(difference, difference, difference, difference == 0 ? 1 : 0);
    }
    double freedom = (ea + eb) * (ea + eb) / (ea * ea / (ma.n() - 1) + eb * eb / (mb.n() - 1));
    TDistribution t = new TDistribution(freedom);
    double half = t.inverseCumulativeProbability(UPPER) * error;
    double p = 2 * t.cumulativeProbability(-Math.abs(difference / error));
    return new WelchT(difference, difference - half, difference + half, p);
  }
}
