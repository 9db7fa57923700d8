package dev.snn.data.set;

import dev.snn.api.random.Seed;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Folds for cross-validation: examples are put into a fixed pseudo-random order, and those of each
 * class are dealt out in turn, so that folds have the same classes.
 *
 * @param fold which one each example is in
 */
record Folds(int[] fold, int count) {

  static Folds of(int[] labels, int count) {
    int[] fold = new int[labels.length];
    int[] next = new int[IntStream.of(labels).max().orElse(0) + 1];
    for (int example : new Seed(0).stream("data/folds").permutation(labels.length)) {
      int label = labels[example];
      // Classes begin at different folds, so that no fold gets all the rests.
      fold[example] = (label + next[label]++) % count;
    }
    return new Folds(fold, count);
  }

  /**
   * One fold to test on, the next to validate on, the others to train on.
   *
   * @param train number of training examples, the first ones; 0 for all
   */
  Selection.Chosen choose(int test, int train) {
    int validation = (test + 1) % count;
    int[] others = where(f -> f != test && f != validation);
    if (train > others.length) {
      throw new IllegalArgumentException(
          "train must be at most the %d examples of %d folds, got %d"
              .formatted(others.length, count - 2, train));
    }
    int trains = train == 0 ? others.length : train;
    return new Selection.Chosen(
        Arrays.copyOf(others, trains),
        where(f -> f == validation),
        where(f -> f == test),
        "fold %d of %d is the test split, fold %d validation; train: %d of the other %d"
            .formatted(test + 1, count, validation + 1, trains, others.length));
  }

  private int[] where(java.util.function.IntPredicate wanted) {
    return IntStream.range(0, fold.length).filter(i -> wanted.test(fold[i])).toArray();
  }
}
