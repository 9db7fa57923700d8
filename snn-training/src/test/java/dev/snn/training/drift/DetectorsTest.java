package dev.snn.training.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.random.Seed;
import dev.snn.api.random.Stream;
import dev.snn.api.stream.DriftDetector;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class DetectorsTest {
  /** Number of the first error, from 1, at which a drift is seen; -1 for none. */
  private static int first(DriftDetector detector, int errors, IntToDoubleFunction error) {
    for (int k = 1; k <= errors; k++) {
      if (detector.update(error.applyAsDouble(k)) == DriftDetector.Level.DRIFT) {
        return k;
      }
    }
    return -1;
  }

  private static AdaptiveWindow adwin(double delta, int clock, Adwin.Direction direction) {
    return new AdaptiveWindow(new Adwin.Config(delta, clock, 5, 5, 10, direction));
  }

  /** The histogram keeps sum and variance of exactly the last errors of its window. */
  @Test
  void theWindowOfAdwinHasTheMomentsOfTheLastErrors() {
    AdaptiveWindow adwin = adwin(0.002, 1, Adwin.Direction.BOTH);
    Stream random = new Seed(5).stream("errors");
    double[] errors = new double[6000];
    int cuts = 0;
    double before = 0;
    for (int k = 0; k < errors.length; k++) {
      double rate = k / 1000 % 2 == 0 ? 0.1 : 0.5;
      errors[k] = random.nextDouble() < rate ? 1 : 0;
      adwin.update(errors[k]);
      double[] state = adwin.numbers();
      int width = (int) adwin.width();
      cuts += width <= before ? 1 : 0;
      before = width;
      double[] window = Arrays.copyOfRange(errors, k + 1 - width, k + 1);
      double sum = Arrays.stream(window).sum();
      double mean = sum / width;
      double square = Arrays.stream(window).map(x -> (x - mean) * (x - mean)).sum();
      assertThat(state[1]).isEqualTo(sum);
      assertThat(adwin.mean()).isEqualTo(mean);
      assertThat(state[2]).isEqualTo(square, within(1e-6));
    }
    assertThat(cuts).isBetween(5, 200);
    assertThat(adwin.bytes()).isLessThan(1500);
  }

  /**
   * Zeros, then ones: no later than the cut between them is significant, which is the end of a
   * bucket for these numbers, and no earlier than any cut is.
   */
  @Test
  void adwinCutsWhereItsBoundSaysSo() {
    for (int zeros : new int[] {32, 64, 256}) {
      int earliest = zeros + 1;
      while (!isCut(zeros, earliest, 5, earliest - 5)) {
        earliest++;
      }
      int latest = earliest;
      while (!isCut(zeros, latest, zeros, zeros)) {
        latest++;
      }
      int seen = first(adwin(0.002, 1, Adwin.Direction.UP), 500, k -> k <= zeros ? 0 : 1);
      assertThat(seen).isBetween(earliest, latest);
    }
  }

  /** Whether some cut of a window of zeros, then ones, is significant; all numbers exact. */
  private static boolean isCut(int zeros, int width, int from, int to) {
    double ones = width - zeros;
    double variance = zeros * ones / width / width;
    double log = Math.log(2 * Math.log(width) / 0.002);
    for (int older = from; older <= Math.min(to, width - 5); older++) {
      double before = Math.max(0, older - zeros) / (double) older;
      double after = Math.min(ones, width - older) / (width - older);
      double m = 1 / (older - 4.0) + 1 / (width - older - 4.0);
      if (after - before > Math.sqrt(2 * m * variance * log) + 2.0 / 3 * m * log) {
        return true;
      }
    }
    return false;
  }

  @Test
  void errorsThatFallAreADriftOnlyWhereBothDirectionsAre() {
    IntToDoubleFunction falling = k -> k <= 500 ? k % 2 : 0;
    assertThat(first(adwin(0.002, 1, Adwin.Direction.UP), 2000, falling)).isEqualTo(-1);
    assertThat(first(adwin(0.002, 1, Adwin.Direction.BOTH), 2000, falling)).isBetween(501, 600);
  }

  /** Of 400 streams without a change few are cut: delta bounds the share of each look. */
  @Test
  void adwinSeldomSeesWhatIsNotThere() {
    int seen = 0;
    for (int s = 0; s < 400; s++) {
      Stream random = new Seed(s).stream("errors");
      DriftDetector adwin = adwin(0.002, 32, Adwin.Direction.BOTH);
      seen += first(adwin, 1000, k -> random.nextDouble() < 0.2 ? 1 : 0) > 0 ? 1 : 0;
    }
    assertThat(seen).isLessThan(20);
  }

  /** 100 right predictions with every tenth wrong, then only wrong ones; p and s by hand. */
  @Test
  void ddmByHand() {
    DriftDetector ddm = new Ddm().create(new Ddm().defaults(), null);
    double lowestP = 0;
    double lowestS = Double.POSITIVE_INFINITY;
    double wrong = 0;
    int expected = -1;
    for (int k = 1; expected < 0; k++) {
      wrong += error(k);
      double p = wrong / k;
      double s = Math.sqrt(p * (1 - p) / k);
      if (k >= 30 && p + s <= lowestP + lowestS) {
        lowestP = p;
        lowestS = s;
      }
      expected = k >= 30 && p + s > lowestP + 3 * lowestS ? k : -1;
    }
    assertThat(expected).isBetween(101, 130);
    assertThat(first(ddm, 200, DetectorsTest::error)).isEqualTo(expected);
  }

  private static double error(int k) {
    return k > 100 || k % 10 == 0 ? 1 : 0;
  }

  /** No errors, then only errors: m rises by 1 - (k - 100)/k - delta with error k. */
  @Test
  void pageHinkleyByHand() {
    PageHinkley.Config config = new PageHinkley.Config(30, 0.005, 20);
    double sum = 0;
    int expected = 100;
    while (sum <= 20) {
      expected++;
      sum += 1 - (expected - 100.0) / expected - 0.005;
    }
    assertThat(first(new PageHinkley().create(config, null), 500, k -> k > 100 ? 1 : 0))
        .isEqualTo(expected);
  }
}
