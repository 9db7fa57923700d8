package dev.snn.data.set;

import dev.snn.api.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which examples of own data are used for what. Each part that is taken from another has of every
 * class its share, so that a file that is sorted by class gives parts that have all of them. Where
 * a choice is arbitrary, a fixed pseudo-random order makes it, {@code seed} says which; a run's
 * seed does not matter.
 *
 * @param selection how many of each part
 * @param testFraction share of each class to test on where there is no test part
 * @param seed of the split
 */
record OwnParts(Selection selection, double testFraction, int seed) {

  /**
   * The parts.
   *
   * @param train label of each training example; 0 where there are no classes
   * @param validation size of the validation part; -1 where there is none
   * @param test label of each test example; null where there is no test part
   */
  Selection.Chosen of(String name, int[] train, int validation, int[] test, int classes) {
    int[] trainPart = Selection.all(train.length);
    int[] testPart;
    String parts;
    int[] order = null;
    if (test == null) {
      int[][] split = Selection.byClass(train, classes, testFraction, seed);
      trainPart = split[0];
      testPart = split[1];
      order = trainPart;
      parts = "fixed split by class, " + testFraction + " to test";
    } else {
      testPart = Selection.all(test.length);
      parts = "training and test files";
    }
    parts += seed == 0 ? "" : ", split seed " + seed;
    if (validation >= 0 && selection.validation() > 0) {
      throw new IllegalArgumentException(
          "give a validation part or how many examples become it (validation), not both");
    }
    // The counts are checked there, and nothing else is taken from it.
    selection.from(name, trainPart, testPart, parts);
    int[] kept = trainPart;
    int[] held = new int[0];
    if (validation >= 0) {
      held = Selection.all(validation);
    } else if (selection.validation() > 0) {
      if (order == null) {
        order = new Seed(seed).stream("data/validation").permutation(train.length);
      }
      held = share(reversed(order), train, classes, selection.validation());
      boolean[] out = new boolean[train.length];
      IntStream.of(held).forEach(k -> out[k] = true);
      kept = IntStream.of(trainPart).filter(k -> !out[k]).toArray();
      held = reversed(held);
    }
    int trains = selection.train() == 0 ? kept.length : selection.train();
    int tests = selection.test() == 0 ? testPart.length : selection.test();
    String words =
        "%s; train: %s; validation: %s; test: %s"
            .formatted(
                parts,
                selection.train() == 0
                    ? "first %d of %d".formatted(trains, trainPart.length)
                    : "%d of %d, of each class its share".formatted(trains, trainPart.length),
                validation >= 0
                    ? "all " + validation + " of its own"
                    : held.length == 0 ? "none" : held.length + " of them, of each class its share",
                tests == testPart.length
                    ? "all " + tests
                    : "%d of %d, of each class its share".formatted(tests, testPart.length));
    return new Selection.Chosen(
        selection.train() == 0 ? kept : share(kept, train, classes, trains),
        held,
        selection.test() == 0
            ? testPart
            : share(testPart, test == null ? train : test, classes, tests),
        words);
  }

  /**
   * {@code n} of some examples, in their order: of each class the first ones, as many as its share
   * says (largest remainders, the lower class first).
   */
  static int[] share(int[] examples, int[] labels, int classes, int n) {
    int[] count = new int[Math.max(1, classes)];
    IntStream.of(examples).forEach(k -> count[labels[k]]++);
    int[] quota = new int[count.length];
    List<Integer> byRest = new ArrayList<>();
    int given = 0;
    for (int c = 0; c < count.length; c++) {
      quota[c] = (int) ((long) n * count[c] / examples.length);
      given += quota[c];
      byRest.add(c);
    }
    byRest.sort((a, b) -> Long.compare(rest(n, count[b], examples), rest(n, count[a], examples)));
    for (int k = 0; k < n - given; k++) {
      quota[byRest.get(k)]++;
    }
    return IntStream.of(examples).filter(k -> quota[labels[k]]-- > 0).toArray();
  }

  private static long rest(int n, int count, int[] examples) {
    return (long) n * count % examples.length;
  }

  private static int[] reversed(int[] order) {
    int[] out = new int[order.length];
    Arrays.setAll(out, k -> order[order.length - 1 - k]);
    return out;
  }
}
