package dev.snn.data.set;

import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.random.Seed;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many examples of each split are used. Validation examples are the last ones of the training
 * part; training examples are the first ones of what then remains. Nothing depends on a run's seed.
 *
 * @param train number of training examples; 0 for all that remain
 * @param validation number of validation examples; 0 for none
 * @param test number of test examples; 0 for all
 */
public record Selection(
    @Doc("training examples, the first ones; 0: all that remain") int train,
    @Doc("validation examples, the last ones of the training part; 0: none") int validation,
    @Doc("test examples, the first ones; 0: all") int test) {

  /** Checks the values. */
  public Selection {
    Check.atLeast("train", train, 0);
    Check.atLeast("validation", validation, 0);
    Check.atLeast("test", test, 0);
  }

  /** Positions in the training part and in the test part, and how they were chosen. */
  record Chosen(int[] train, int[] validation, int[] test, String words) {
    /** All that were chosen, in ascending order. */
    int[] rows() {
      return Stream.of(train, validation, test).flatMapToInt(IntStream::of).sorted().toArray();
    }
  }

  /**
   * Chooses from {@code trainPart} and {@code testPart}.
   *
   * @param parts what the two parts are, in words
   */
  Chosen from(String dataset, int[] trainPart, int[] testPart, String parts) {
    int remaining = trainPart.length - validation;
    if (remaining < 1 || train > remaining) {
      throw new IllegalArgumentException(
          "data set '%s' has %d training examples, too few for train: %d and validation: %d"
              .formatted(dataset, trainPart.length, train, validation));
    }
    if (testPart.length < 1) {
      throw new IllegalArgumentException(
          "data set '%s' has no test examples (%d examples to train on); give more data or a larger test part"
              .formatted(dataset, trainPart.length));
    }
    if (test > testPart.length) {
      throw new IllegalArgumentException(
          "data set '%s' has %d test examples, too few for test: %d"
              .formatted(dataset, testPart.length, test));
    }
    int trains = train == 0 ? remaining : train;
    int tests = test == 0 ? testPart.length : test;
    String words =
        String.format(
            Locale.ROOT,
            "%s; train: first %d of %d; validation: %s; test: %s",
            parts,
            trains,
            trainPart.length,
            validation == 0 ? "none" : "last " + validation + " of them",
            (tests == testPart.length ? "all " : "first " + tests + " of ") + testPart.length);
    return new Chosen(
        Arrays.copyOf(trainPart, trains),
        Arrays.copyOfRange(trainPart, remaining, trainPart.length),
        Arrays.copyOf(testPart, tests),
        words);
  }

  /**
   * Chooses where there is a validation part: the first {@code validation} of it, or all where that
   * is 0.
   */
  Chosen from(String dataset, int[] trainPart, int[] validationPart, int[] testPart, String parts) {
    if (validation > validationPart.length) {
      throw new IllegalArgumentException(
          "data set '%s' has %d validation examples, too few for validation: %d"
              .formatted(dataset, validationPart.length, validation));
    }
    int validations = validation == 0 ? validationPart.length : validation;
    Chosen others = new Selection(train, 0, test).from(dataset, trainPart, testPart, parts);
    String words =
        others
            .words()
            .replace(
                "validation: none",
                "validation: %s %d"
                    .formatted(
                        validations == validationPart.length
                            ? "all"
                            : "first " + validations + " of",
                        validationPart.length));
    return new Chosen(
        others.train(), Arrays.copyOf(validationPart, validations), others.test(), words);
  }

  /** All positions of a part with an order of its own. */
  static int[] all(int size) {
    int[] all = new int[size];
    Arrays.setAll(all, i -> i);
    return all;
  }

  /** {@code size} positions from {@code first} on. */
  static int[] from(int first, int size) {
    int[] positions = new int[size];
    Arrays.setAll(positions, i -> first + i);
    return positions;
  }

  /**
   * A fixed split by class, for data without one: examples are put into a fixed pseudo-random order
   * and the first {@code floor(fraction * n_c)} of each class c become test examples.
   *
   * @return the training part and the test part, both in that order
   */
  static int[][] byClass(int[] labels, int classes, double testFraction) {
    return byClass(labels, classes, testFraction, 0);
  }

  /** The same in another order for each seed. */
  static int[][] byClass(int[] labels, int classes, double testFraction, int seed) {
    int[] wanted = new int[classes];
    for (int label : labels) {
      wanted[label]++;
    }
    for (int c = 0; c < classes; c++) {
      wanted[c] = (int) Math.floor(wanted[c] * testFraction);
    }
    int[] train = new int[labels.length];
    int[] test = new int[labels.length];
    int trains = 0;
    int tests = 0;
    for (int example : new Seed(seed).stream("data/split").permutation(labels.length)) {
      if (wanted[labels[example]]-- > 0) {
        test[tests++] = example;
      } else {
        train[trains++] = example;
      }
    }
    return new int[][] {Arrays.copyOf(train, trains), Arrays.copyOf(test, tests)};
  }
}
