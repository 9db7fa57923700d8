package dev.snn.training.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.metric.Metric;
import dev.snn.api.procedure.Epoch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What other epochs than the last would have printed. */
class BestsTest {

  /** The first metric decides; the second is there to be left alone. */
  private static Map<String, Double> bests(boolean higherIsBetter, Double[]... scores) {
    List<Epoch> epochs = new ArrayList<>();
    for (Double[] pair : scores) {
      Map<String, Map<String, Double>> of = new LinkedHashMap<>();
      if (pair[0] != null) {
        of.put("validation", Map.of("score", pair[0], "other", -pair[0]));
      }
      if (pair[1] != null) {
        of.put("test", Map.of("score", pair[1], "other", -pair[1]));
      }
      epochs.add(Epoch.scored(epochs.size() + 1, of, 0));
    }
    Map<String, Metric> metrics = new LinkedHashMap<>();
    metrics.put("score", new Direction(higherIsBetter));
    metrics.put("other", new Direction(!higherIsBetter));
    Epoch last = epochs.remove(epochs.size() - 1);
    return Bests.of(new FakeRun(null, metrics, epochs), last);
  }

  private record Direction(boolean higherIsBetter) implements Metric {
    @Override
    public Sum start() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String unit() {
      return "";
    }
  }

  private static Double[] epoch(Double validation, Double test) {
    return new Double[] {validation, test};
  }

  @Test
  void validationChoosesItsFirstBestEpochAndTheTestSplitItsOwn() {
    assertThat(
            bests(
                true,
                epoch(0.5, 0.7),
                epoch(0.8, 0.6),
                epoch(0.8, 0.65),
                epoch(0.7, 0.9),
                epoch(0.6, 0.62)))
        .isEqualTo(Map.of("score_by_validation", 0.6, "score_best_on_test", 0.9));
  }

  @Test
  void theLastEpochIsOneOfThem() {
    assertThat(bests(true, epoch(0.5, 0.7), epoch(0.6, 0.8)))
        .isEqualTo(Map.of("score_by_validation", 0.8, "score_best_on_test", 0.8));
    assertThat(bests(true, epoch(0.5, 0.7)))
        .isEqualTo(Map.of("score_by_validation", 0.7, "score_best_on_test", 0.7));
  }

  @Test
  void errorsAreBestWhereTheyAreLow() {
    assertThat(bests(false, epoch(0.5, 0.4), epoch(0.2, 0.3), epoch(0.9, 0.1), epoch(0.8, 0.6)))
        .isEqualTo(Map.of("score_by_validation", 0.3, "score_best_on_test", 0.1));
    assertThat(bests(false, epoch(-2.0, -3.0), epoch(-1.0, -2.0)))
        .isEqualTo(Map.of("score_by_validation", -3.0, "score_best_on_test", -3.0));
  }

  @Test
  void epochsThatWereNotEvaluatedAreNotChosen() {
    assertThat(bests(true, epoch(0.9, null), epoch(null, null), epoch(0.6, 0.5)))
        .isEqualTo(Map.of("score_by_validation", 0.5, "score_best_on_test", 0.5));
  }

  @Test
  void withoutAValidationSplitNothingChoosesByIt() {
    assertThat(bests(true, epoch(null, 0.7), epoch(null, 0.6)))
        .isEqualTo(Map.of("score_best_on_test", 0.7));
  }
}
