package dev.snn.data.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldsTest {
  private static final int[] LABELS = IntStream.range(0, 103).map(i -> i * i % 7).toArray();

  @Test
  void everyExampleIsTestedOnceAndValidatedOnce() {
    Folds folds = Folds.of(LABELS, 5);
    int[] tested = new int[LABELS.length];
    int[] validated = new int[LABELS.length];
    for (int k = 0; k < 5; k++) {
      Selection.Chosen chosen = folds.choose(k, 0);
      Arrays.stream(chosen.test()).forEach(i -> tested[i]++);
      Arrays.stream(chosen.validation()).forEach(i -> validated[i]++);
      assertThat(
              IntStream.concat(
                      Arrays.stream(chosen.train()),
                      IntStream.concat(
                          Arrays.stream(chosen.validation()), Arrays.stream(chosen.test())))
                  .sorted())
          .containsExactlyElementsOf(IntStream.range(0, LABELS.length).boxed().toList());
    }
    assertThat(tested).containsOnly(1);
    assertThat(validated).containsOnly(1);
  }

  @Test
  void everyFoldHasItsShareOfEveryClass() {
    Folds folds = Folds.of(LABELS, 5);
    int[][] counts = new int[5][7];
    for (int i = 0; i < LABELS.length; i++) {
      counts[folds.fold()[i]][LABELS[i]]++;
    }
    for (int c = 0; c < 7; c++) {
      int label = c;
      int[] shares = Arrays.stream(counts).mapToInt(fold -> fold[label]).toArray();
      int most = Arrays.stream(shares).max().orElseThrow();
      assertThat(most - Arrays.stream(shares).min().orElseThrow()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void fewerTrainingExamplesLeaveTheOtherSplits() {
    Folds folds = Folds.of(LABELS, 5);
    Selection.Chosen all = folds.choose(4, 0);
    Selection.Chosen some = folds.choose(4, 20);
    assertThat(some.train()).isEqualTo(Arrays.copyOf(all.train(), 20));
    assertThat(some.test()).isEqualTo(all.test());
    assertThat(some.words())
        .isEqualTo(
            "fold 5 of 5 is the test split, fold 1 validation; train: 20 of the other "
                + all.train().length);
    assertThatThrownBy(() -> folds.choose(0, 100))
        .hasMessage(
            "train must be at most the %d examples of 3 folds, got 100"
                .formatted(folds.choose(0, 0).train().length));
  }
}
