package dev.snn.training.learner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.random.Seed;
import dev.snn.api.random.Stream;
import dev.snn.api.stream.StreamLearner;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class HoeffdingAdaptiveTreeTest {
  private static final int CHANGE = 8000;
  private static final int WINDOW = 300;

  private static AdaptiveTree adaptive(int leaves) {
    HoeffdingAdaptiveTree.Config c = new HoeffdingAdaptiveTree().defaults();
    return new AdaptiveTree(
        new HoeffdingAdaptiveTree.Config(
            c.grace(),
            c.delta(),
            c.tie(),
            c.bins(),
            leaves,
            c.prediction(),
            c.watch(),
            c.least(),
            c.swap()),
        3,
        2);
  }

  private static GrowingTree plain() {
    return new GrowingTree(new HoeffdingTree().defaults(), 3, 2);
  }

  /** Three values in [0, 1]; the class says whether the first two are above 1 together. */
  private static final class Sums {
    private final Stream random;
    private final float[] x = new float[3];
    private final double noise;
    private int label;

    Sums(int seed, double noise) {
      random = new Seed(seed).stream("sums");
      this.noise = noise;
    }

    void draw(boolean turned) {
      for (int n = 0; n < x.length; n++) {
        x[n] = random.nextFloat();
      }
      label = x[0] + x[1] > 1 ? 1 : 0;
      label = turned == random.nextDouble() < noise ? label : 1 - label;
    }
  }

  @Test
  void withoutAChangeItIsThePlainTree() {
    AdaptiveTree adaptive = adaptive(1000);
    GrowingTree plain = plain();
    Sums stream = new Sums(1, 0.1);
    int right = 0;
    for (int k = 0; k < 20000; k++) {
      stream.draw(true);
      int predicted = adaptive.predict(stream.x);
      assertThat(predicted).isEqualTo(plain.predict(stream.x));
      right += predicted == stream.label ? 1 : 0;
      adaptive.learn(stream.x, stream.label);
      plain.learn(stream.x, stream.label);
    }
    assertThat(right).isGreaterThan(16000);
    assertThat(plain.state().number("leaves")).isGreaterThan(3);
    assertThat(adaptive.state().number("leaves")).isEqualTo(plain.state().number("leaves"));
  }

  /** Samples after an abrupt change until so many of a window are right again; all if never. */
  private static int recovery(StreamLearner learner, int seed) {
    Sums stream = new Sums(seed, 0.05);
    Deque<Boolean> window = new ArrayDeque<>();
    double before = 0;
    for (int k = 0; k < 3 * CHANGE; k++) {
      stream.draw(k >= CHANGE);
      window.add(learner.predict(stream.x) == stream.label);
      if (window.size() > WINDOW) {
        window.remove();
      }
      double share = window.stream().filter(right -> right).count() / (double) WINDOW;
      before = k == CHANGE - 1 ? share : before;
      if (k >= CHANGE + WINDOW && share >= before - 0.03) {
        return k - CHANGE;
      }
      learner.learn(stream.x, stream.label);
    }
    return 2 * CHANGE;
  }

  @Test
  void afterAnAbruptChangeItRecoversSoonerThanThePlainTree() {
    for (int seed = 1; seed <= 5; seed++) {
      int adaptive = recovery(adaptive(1000), seed);
      assertThat(adaptive).isLessThan(3000);
      assertThat(adaptive).isLessThan(recovery(plain(), seed) / 2);
    }
  }

  @Test
  void leavesStayBoundedThroughChanges() {
    AdaptiveTree tree = adaptive(6);
    Sums stream = new Sums(2, 0);
    double most = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < 30000; k++) {
      stream.draw(k / 5000 % 2 == 0);
      tree.learn(stream.x, stream.label);
      if (k % 100 == 0) {
        double leaves = tree.state().number("leaves");
        most = Math.max(most, leaves);
        least = k > 5000 ? Math.min(least, leaves) : least;
      }
    }
    assertThat(most).isBetween(6.0, 18.0);
    // Full trees were replaced by smaller ones.
    assertThat(least).isLessThan(6);
  }

  /** A restored tree counts its leaves by a walk. */
  @Test
  void leavesAreCountedRight() {
    AdaptiveTree tree = adaptive(1000);
    Sums stream = new Sums(3, 0.02);
    int fewer = 0;
    double before = 1;
    for (int k = 0; k < 20000; k++) {
      stream.draw(k / 4000 % 2 == 0);
      tree.learn(stream.x, stream.label);
      if (k % 100 == 0) {
        AdaptiveTree again = adaptive(1000);
        again.restore(tree.state());
        double leaves = tree.state().number("leaves");
        assertThat(again.state().number("leaves")).isEqualTo(leaves);
        fewer += leaves < before ? 1 : 0;
        before = leaves;
      }
    }
    assertThat(fewer).isPositive();
  }
}
