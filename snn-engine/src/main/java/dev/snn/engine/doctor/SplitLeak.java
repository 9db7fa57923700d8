package dev.snn.engine.doctor;

import dev.snn.api.data.Dataset;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
    Leak leak = Leak.of(data);
    if (!leak.isMore()) {
      return;
    }
    notes.found(
        new Finding(
            Symptom.SPLIT_LEAK,
            "dataset",
            (double) leak.known() / leak.tested(),
            "fraction of the test split",
            String.format(
                Locale.ROOT,
                "%d of %d test samples stand in the training split, value for value",
                leak.known(),
                leak.tested()),
            "a network that learns its examples by heart is rewarded for it, so that the test score"
                + " says nothing of new samples",
            mend(patient)));
  }

  /**
   * Without a file of its own for the test a share of the training file becomes the test; where
   * that file has its samples several times, that is no better.
   */
  private static Optional<String> mend(Patient patient) {
    Stream<String> settings =
        Option.of("dataset", patient.config().dataset().tree(), "test_path").stream()
            .filter(option -> !option.value().asText().isBlank())
            .map(option -> option.to("\"\""));
    return patient
        .variants()
        .firstThat(
            settings,
            (run, procedure) -> {
              Leak then = Leak.of(run.dataset());
              return then.tested() > 0 && !then.isMore();
            });
  }

  /**
   * Equal samples.
   *
   * @param known test samples that stand in the training split
   * @param tested all of them
   */
  private record Leak(int known, int tested) {
    boolean isMore() {
      return known > MOST * tested;
    }

    static Leak of(Dataset data) {
      Set<Content> trained = new HashSet<>();
      data.train().inBatches(AT_A_TIME, s -> Content.of(s).forEach(trained::add));
      int[] known = {0};
      data.test()
          .inBatches(
              AT_A_TIME, s -> known[0] += (int) Content.of(s).filter(trained::contains).count());
      return new Leak(known[0], data.test().size());
    }
  }
}
