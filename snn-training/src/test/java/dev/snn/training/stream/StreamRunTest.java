package dev.snn.training.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.stream.DriftDetector;
import dev.snn.api.stream.StreamLearner;
import dev.snn.testkit.PartBinder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamRunTest {
  private final List<String> calls = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();
  private final List<Double> errors = new ArrayList<>();

  /** Predicts the class of its values and writes down what it is asked for. */
  private final StreamLearner learner =
      new StreamLearner() {
        @Override
        public int predict(float[] x) {
          calls.add("predict " + (int) x[0]);
          return (int) x[1];
        }

        @Override
        public void learn(float[] x, int label) {
          calls.add("learn " + (int) x[0]);
          labels.add(label);
        }

        @Override
        public void reset() {
          calls.add("reset");
        }

        @Override
        public long bytes() {
          return 7;
        }
      };

  /** Sees a drift at the error of this number. */
  private DriftDetector driftAt(int number) {
    return new DriftDetector() {
      private int count;

      @Override
      public Level update(double error) {
        count++;
        errors.add(error);
        return count == number ? Level.DRIFT : Level.STABLE;
      }

      @Override
      public void reset() {}

      @Override
      public long bytes() {
        return 3;
      }
    };
  }

  private StreamRun run(DriftDetector detector, Object... options) {
    Map<String, Object> given = new HashMap<>();
    for (int k = 0; k < options.length; k += 2) {
      given.put((String) options[k], options[k + 1]);
    }
    return new StreamRun(
        PartBinder.bind(new PrequentialPlugin().defaults(), given), learner, detector, 2, 2);
  }

  @Test
  void everySampleIsPredictedBeforeItIsLearned() {
    StreamRun run = run(driftAt(-1));
    run.pretrain(new float[] {0, 0}, 0);
    run.next(new float[] {1, 1}, 1);
    run.next(new float[] {2, 1}, 0);

    assertThat(calls).containsExactly("learn 0", "predict 1", "learn 1", "predict 2", "learn 2");
    assertThat(run.position()).isEqualTo(3);
  }

  /** Of the samples 1 to 5 those up to 3 are learned; nobody knows the classes of the others. */
  @Test
  void classesThatComeLate() {
    StreamRun run = run(driftAt(-1), "delay", 2);
    run.pretrain(new float[] {0, 0}, 1);
    int[][] pairs = {{0, 1}, {0, 0}, {1, 1}, {1, 0}, {0, 0}};
    for (int k = 0; k < pairs.length; k++) {
      run.next(new float[] {k + 1, pairs[k][0]}, pairs[k][1]);
    }

    assertThat(calls.subList(1, calls.size()))
        .containsExactly(
            "predict 1",
            "predict 2",
            "predict 3",
            "learn 1",
            "predict 4",
            "learn 2",
            "predict 5",
            "learn 3");
    assertThat(labels).containsExactly(1, 1, 0, 1);
    assertThat(errors).containsExactly(1.0, 0.0, 0.0);
    assertThat(run.scores()).containsEntry("accuracy", 0.6);
    // The last class that is known, 1 1 1 1 0, is right three times too; the one before, 1 1 0 1 0,
    // would be right twice.
    assertThat(run.scores().get("kappa_temporal")).isEqualTo(0, within(1e-12));
  }

  @Test
  void afterADriftTheLastSamplesAreLearnedAgain() {
    StreamRun run = run(driftAt(3), "buffer", 2);
    for (int k = 1; k <= 3; k++) {
      run.next(new float[] {k, 0}, 0);
    }

    assertThat(calls.subList(6, calls.size())).containsExactly("reset", "learn 2", "learn 3");
    assertThat(run.scores()).containsEntry("drifts", 1.0).containsEntry("bytes", 10.0);
  }

  @Test
  void asPublishedADriftIsCountedAndNothingElse() {
    StreamRun run = run(driftAt(2), "protocol", "as-published");
    for (int k = 1; k <= 3; k++) {
      run.next(new float[] {k, 0}, 0);
    }

    assertThat(calls)
        .containsExactly("predict 1", "learn 1", "predict 2", "learn 2", "predict 3", "learn 3");
    assertThat(run.scores()).containsEntry("drifts", 1.0);
  }

  @Test
  void agreementByHand() {
    // Predicted, true, true before, most frequent before: right are 3 of 5.
    StreamRun run = run(driftAt(-1));
    run.pretrain(new float[2], 0);
    int[][] pairs = {{0, 0}, {1, 1}, {1, 0}, {0, 0}, {0, 1}};
    for (int[] pair : pairs) {
      run.next(new float[] {0, pair[0]}, pair[1]);
    }
    Map<String, Double> scores = run.scores();

    assertThat(scores.get("accuracy")).isEqualTo(0.6);
    // Classes 3 : 2, predictions 3 : 2.
    double chance = 0.6 * 0.6 + 0.4 * 0.4;
    assertThat(scores.get("kappa")).isEqualTo((0.6 - chance) / (1 - chance), within(1e-12));
    // The class before, 0 0 1 0 0, is right twice; class 0 leads all the time and is right 3 times.
    assertThat(scores.get("kappa_temporal")).isEqualTo((0.6 - 0.4) / 0.6, within(1e-12));
    assertThat(scores.get("kappa_m")).isEqualTo(0, within(1e-12));
  }

  @Test
  void whatIsNotDefinedIsMissing() {
    StreamRun run = run(driftAt(-1));
    run.next(new float[] {0, 0}, 0);

    assertThat(run.scores()).containsEntry("accuracy", 1.0);
    assertThat(run.scores()).doesNotContainKeys("kappa", "kappa_temporal", "kappa_m");
  }

  @Test
  void recoveryIsTheFirstWholeWindowAsGoodAsTheOneBefore() {
    StreamRun run = run(driftAt(-1), "window", 4, "drifts", List.of(8));
    int[] right = {0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1, 1, 1, 1};
    for (int r : right) {
      run.next(new float[] {0, r}, 1);
    }
    Map<String, Double> scores = run.scores();

    assertThat(scores).containsEntry("accuracy_before", 0.75);
    assertThat(scores).containsEntry("accuracy_after", 0.25);
    // Samples 10 .. 13 have 3 of 4 right for the first time since sample 8.
    assertThat(scores).containsEntry("recovery", 6.0);
  }

  @Test
  void aLearnerThatNeverRecoversTakesAllSamplesUntilTheEnd() {
    StreamRun run = run(driftAt(-1), "window", 2, "drifts", List.of(3));
    for (int k = 0; k < 10; k++) {
      run.next(new float[] {0, k < 3 ? 1 : 0}, 1);
    }

    assertThat(run.scores()).containsEntry("recovery", 7.0).containsEntry("accuracy_after", 0.0);
  }
}
