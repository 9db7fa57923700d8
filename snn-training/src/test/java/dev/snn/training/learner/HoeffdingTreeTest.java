package dev.snn.training.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.random.Seed;
import dev.snn.api.random.Stream;
import org.junit.jupiter.api.Test;

class HoeffdingTreeTest {
  private static final HoeffdingTree.Config MAJORITY =
      new HoeffdingTree.Config(200, 1e-7, 0.05, 10, 1000, HoeffdingTree.Prediction.MAJORITY);

  private static GrowingTree tree(int samples, boolean informative) {
    GrowingTree tree = new GrowingTree(MAJORITY, 2, 2);
    Stream random = new Seed(3).stream("tree");
    for (int k = 0; k < samples; k++) {
      float[] x = {random.nextFloat(), random.nextFloat()};
      int label = informative ? x[1] > 0.6 ? 1 : 0 : random.nextInt(2);
      tree.learn(x, label);
    }
    return tree;
  }

  @Test
  void itAsksForTheValueThatDecides() {
    GrowingTree tree = tree(2000, true);

    double[] root = tree.state().doubles("nodes");
    assertThat(root[0]).isEqualTo(1);
    assertThat(root[1]).isEqualTo(1);
    assertThat(root[2]).isEqualTo(0.6, within(0.1));
    assertThat(tree.predict(new float[] {0.9f, 0.1f})).isZero();
    assertThat(tree.predict(new float[] {0.1f, 0.9f})).isEqualTo(1);
  }

  /**
   * One value in two classes that do not overlap: its gain is nearly 1 bit and that of no split 0,
   * so that it splits at the first look where {@code e = sqrt(ln(1e7) / (2 n)) < 1}, from 9 samples
   * on.
   */
  @Test
  void itDoesNotSplitBeforeTheBoundSaysSo() {
    HoeffdingTree.Config everySample =
        new HoeffdingTree.Config(1, 1e-7, 0, 10, 1000, HoeffdingTree.Prediction.MAJORITY);
    GrowingTree tree = new GrowingTree(everySample, 1, 2);
    int split = 0;
    for (int k = 1; split == 0; k++) {
      tree.learn(new float[] {k % 2 + 0.01f * (k % 3)}, k % 2);
      split = tree.state().number("leaves") > 1 ? k : 0;
    }
    assertThat(split).isEqualTo(9);
  }

  @Test
  void itLooksForASplitAfterTheGraceOnly() {
    assertThat(tree(199, true).state().number("leaves")).isEqualTo(1);
    assertThat(tree(200, true).state().number("leaves")).isEqualTo(2);
  }

  /** The second value is 0 in class 0, and 0 or 1 in class 1; the first says little. */
  @Test
  void aConstantValueThatChangesSpeaksAgainstTheClass() {
    HoeffdingTree.Config bayes =
        new HoeffdingTree.Config(1000, 1e-7, 0, 10, 1000, HoeffdingTree.Prediction.BAYES);
    GrowingTree tree = new GrowingTree(bayes, 2, 2);
    for (int k = 0; k < 300; k++) {
      int label = k % 3 == 0 ? 1 : 0;
      tree.learn(new float[] {k % 7, label * (k % 2)}, label);
    }
    assertThat(tree.predict(new float[] {3, 1})).isEqualTo(1);
    assertThat(tree.predict(new float[] {3, 0})).isZero();
  }

  /** The variance of the first value is 1e11 as that of prices; the second says the class. */
  @Test
  void aValueOfSmallRangeIsHeardBesideOneOfALargeRange() {
    HoeffdingTree.Config bayes =
        new HoeffdingTree.Config(1000, 1e-7, 0, 10, 1000, HoeffdingTree.Prediction.BAYES);
    GrowingTree tree = new GrowingTree(bayes, 2, 2);
    Stream random = new Seed(5).stream("values");
    int right = 0;
    for (int k = 0; k < 900; k++) {
      int label = random.nextInt(2);
      float[] x = {1e6f * random.nextFloat(), label + random.nextFloat()};
      right += k >= 400 && tree.predict(x) == label ? 1 : 0;
      tree.learn(x, label);
    }
    assertThat(right).isGreaterThan(475);
  }

  @Test
  void withoutInformationItSplitsOnlyWhereTheBoundIsBelowTheTie() {
    // e < 0.05 from 3,224 samples on.
    assertThat(tree(3200, false).state().number("leaves")).isEqualTo(1);
    assertThat(tree(3400, false).state().number("leaves")).isEqualTo(2);
  }

  @Test
  void theNormalDistribution() {
    assertThat(Normal.below(0)).isEqualTo(0.5, within(1e-7));
    assertThat(Normal.below(1.959963985)).isEqualTo(0.975, within(1e-7));
    assertThat(Normal.below(-1)).isEqualTo(0.158655254, within(1e-7));
  }
}
