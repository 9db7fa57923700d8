package dev.snn.engine.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.data.Dataset;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Looks for samples of the test split among those of the training split, by their content. */
final class SplitLeak implements Look {
  /** Share of the test split up to which equal samples are taken for chance. */
  static final double MOST = 0.01;

  private static final int AT_A_TIME = 256;

  @Override
  public void at(Patient patient, Diagnosis.Notes notes) {
    Dataset data = patient.run().dataset();
    if (data == null) {
      notes.passOver(Symptom.SPLIT_LEAK, "there is no data set");
      return;
    }
    if (patient.procedureName().equals("prequential")) {
      notes.passOver(Symptom.SPLIT_LEAK, "a stream may repeat itself, and is tested in its order");
      return;
    }
    Set<Content> trained = new HashSet<>();
    data.train().inBatches(AT_A_TIME, s -> Content.of(s).forEach(trained::add));
    int[] known = {0, 0};
    data.test()
        .inBatches(
            AT_A_TIME,
            s ->
                Content.of(s)
                    .forEach(
                        content -> {
                          known[0] += trained.contains(content) ? 1 : 0;
                          known[1]++;
                        }));
    if (known[0] <= MOST * known[1]) {
      return;
    }
    notes.found(
        new Finding(
            Symptom.SPLIT_LEAK,
            "dataset",
            (double) known[0] / known[1],
            "fraction of the test split",
            String.format(
                Locale.ROOT,
                "%d of %d test samples stand in the training split, value for value",
                known[0],
                known[1]),
            "a network that learns its examples by heart is rewarded for it, so that the test score"
                + " says nothing of new samples",
            mend(patient.config().dataset().tree())));
  }

  /** A file that is no other than the training file is left away: then a share becomes the test. */
  private static Optional<String> mend(JsonNode data) {
    return Option.of("dataset", data, "test_path")
        .filter(option -> !option.value().asText().isBlank())
        .map(option -> option.to("\"\""));
  }
}
