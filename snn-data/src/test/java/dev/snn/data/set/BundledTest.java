package dev.snn.data.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.data.TestContext;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BundledTest {
  private static final int[] DIGIT_COUNTS = {178, 182, 177, 183, 181, 182, 181, 179, 174, 180};

  private static Dataset mnist(int train, int validation, int test) {
    return new Mnist()
        .create(
            new ImageSelection(train, validation, test, ImageSelection.Target.CLASS),
            TestContext.home());
  }

  private static Dataset digits(int train, int validation, int test) {
    return new Digits().create(new Selection(train, validation, test), TestContext.home());
  }

  static int[] counts(Dataset.Split... splits) {
    int[] counts = new int[10];
    for (Dataset.Split split : splits) {
      for (int k = 0; k < split.size(); k++) {
        counts[split.label(k)]++;
      }
    }
    return counts;
  }

  static Samples all(Dataset.Split split) {
    return split.gather(IntStream.range(0, split.size()).toArray());
  }

  private static double mean(Dataset.Split split) {
    double sum = 0;
    long n = 0;
    for (int k = 0; k < split.size(); k++) {
      for (float value : split.gather(new int[] {k}).values()[0]) {
        sum += value;
        n++;
      }
    }
    return sum / n;
  }

  @Test
  void mnistIsWholeAndUnchanged() {
    Dataset mnist = mnist(0, 0, 0);
    assertThat(mnist.train().size()).isEqualTo(60_000);
    assertThat(mnist.validation().size()).isZero();
    assertThat(mnist.test().size()).isEqualTo(10_000);
    assertThat(mean(mnist.train())).isCloseTo(0.13066, within(5e-6));
    assertThat(mean(mnist.test())).isCloseTo(0.13251, within(5e-6));
    assertThat(mnist.info().features()).isEqualTo(784);
    assertThat(mnist.info().outputs()).isEqualTo(10);
    assertThat(all(mnist.train()).labels()).startsWith(5, 0, 4, 1, 9, 2, 1, 3, 1, 4);
    assertThat(all(mnist.test()).labels()).startsWith(7, 2, 1, 0, 4);
    assertThat(mnist.info().checksums())
        .hasSize(8)
        .containsEntry(
            "mnist/train-images-idx3-ubyte.gz",
            "71524e2cd1ad2968737f7f2f2ff69cbfc32df8ccddff51593f7cb2d4e0eb5b64")
        .containsEntry(
            "mnist/train-images-idx3-ubyte",
            "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db");
  }

  @Test
  void validationIsTheEndOfTheTrainingPart() {
    Dataset mnist = mnist(100, 2_000, 500);
    assertThat(all(mnist.train()).ids())
        .isEqualTo(IntStream.range(0, 100).mapToLong(i -> i).toArray());
    assertThat(all(mnist.validation()).ids())
        .isEqualTo(IntStream.range(58_000, 60_000).mapToLong(i -> i).toArray());
    assertThat(all(mnist.test()).ids())
        .isEqualTo(IntStream.range(60_000, 60_500).mapToLong(i -> i).toArray());
    assertThat(mnist.info().split())
        .isEqualTo(
            "official split; train: first 100 of 60000; validation: last 2000 of them; test: first"
                + " 500 of 10000");
  }

  @Test
  void oneConfigurationIsReadOncePerProcess() {
    assertThat(mnist(10, 0, 10)).isSameAs(mnist(10, 0, 10)).isNotSameAs(mnist(11, 0, 10));
  }

  @Test
  void tooManyExamplesAreRefused() {
    assertThatThrownBy(() -> mnist(59_000, 2_000, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "data set 'mnist' has 60000 training examples, too few for train: 59000 and"
                + " validation: 2000");
    assertThatThrownBy(() -> mnist(0, 0, 10_001))
        .hasMessage("data set 'mnist' has 10000 test examples, too few for test: 10001");
    assertThatThrownBy(() -> mnist(0, 60_000, 0)).hasMessageContaining("validation: 60000");
    assertThatThrownBy(() -> new Selection(-1, 0, 0))
        .hasMessage("train must be at least 0, got -1");
  }

  @Test
  void digitsAreWholeAndSplitByClass() {
    Dataset digits = digits(0, 0, 0);
    assertThat(counts(digits.train(), digits.test())).isEqualTo(DIGIT_COUNTS);
    int[] fifth = Arrays.stream(DIGIT_COUNTS).map(n -> n / 5).toArray();
    assertThat(counts(digits.test())).isEqualTo(fifth);
    assertThat(digits.train().size()).isEqualTo(1_442);
    assertThat(digits.test().size()).isEqualTo(355);
    Set<Long> ids = new HashSet<>();
    Arrays.stream(all(digits.train()).ids()).forEach(ids::add);
    Arrays.stream(all(digits.test()).ids()).forEach(ids::add);
    assertThat(ids).hasSize(1_797);
  }

  @Test
  void digitsKeepPixelsWithTheirLabel() {
    Dataset digits = digits(0, 0, 0);
    Samples train = all(digits.train());
    int first = IntStream.range(0, 1_442).filter(k -> train.ids()[k] == 0).findFirst().orElse(-1);
    Samples where = first >= 0 ? train : all(digits.test());
    int at =
        IntStream.range(0, where.size()).filter(k -> where.ids()[k] == 0).findFirst().orElseThrow();
    assertThat(where.labels()[at]).isZero();
    assertThat(Arrays.copyOf(where.values()[at], 8))
        .containsExactly(0, 0, 5 / 16f, 13 / 16f, 9 / 16f, 1 / 16f, 0, 0);
  }

  @Test
  void anImageCanBeItsOwnTarget() {
    Dataset images =
        new Mnist()
            .create(new ImageSelection(10, 5, 10, ImageSelection.Target.IMAGE), TestContext.home());
    assertThat(images.info().targets()).isEqualTo(784);
    assertThat(images.info().outputs()).isEqualTo(784);
    assertThat(images.info().targetWidth()).isEqualTo(28);
    assertThat(images.info().classes()).isEqualTo(10);
    for (Dataset.Split split : new Dataset.Split[] {images.train(), images.validation()}) {
      Samples batch = split.gather(new int[] {4, 1});
      assertThat(batch.targets()).isDeepEqualTo(batch.values());
    }
    assertThat(images.train().gather(new int[] {3}).targets())
        .isDeepEqualTo(mnist(10, 5, 10).train().gather(new int[] {3}).values());
    assertThat(images.test().gather(new int[] {0}).labels()).containsExactly(7);
    assertThat(mnist(10, 5, 10).test().gather(new int[] {0}).targets()).isNull();
    assertThat(mnist(10, 5, 10).info().targetWidth()).isZero();
  }

  @Test
  void gatherTakesAnyOrderAndGivesFreshRows() {
    Dataset.Split train = mnist(10, 0, 10).train();
    Samples batch = train.gather(new int[] {3, 0, 3});
    assertThat(batch.ids()).containsExactly(3, 0, 3);
    assertThat(batch.labels()).containsExactly(1, 5, 1);
    batch.values()[0][400] = 7;
    assertThat(batch.values()[2][400]).isNotEqualTo(7f);
    assertThat(train.gather(new int[] {3}).values()[0]).isEqualTo(batch.values()[2]);
  }
}
