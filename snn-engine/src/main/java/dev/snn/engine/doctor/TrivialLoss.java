package dev.snn.engine.doctor;

import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.Run;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Learns a few examples by heart, and compares the loss with that of a constant prediction. */
final class TrivialLoss implements Look {
  private static final double[] FACTORS = {10, 0.1, 100, 0.01, 1000, 0.001, 1e4, 1e-4};

  /** With these nothing is learned, whatever the size of a step. */
  private static final List<Symptom> FIRST =
      List.of(
          Symptom.SILENT_LAYER,
          Symptom.SATURATED_LAYER,
          Symptom.VANISHING_GRADIENT,
          Symptom.EXPLODING_GRADIENT,
          Symptom.WRONG_GRADIENT,
          Symptom.INPUT_SCALE);

  @Override
  public void at(Patient patient, Diagnosis.Notes notes) {
    if (!patient.learnsByLoss()) {
      notes.passOver(
          Symptom.TRIVIAL_LOSS,
          "the procedure '%s' trains by no gradient of a loss".formatted(patient.procedureName()));
      return;
    }
    Optional<ByHeart> learned = patient.byHeart().filter(ByHeart::isOfPredictions);
    if (learned.isEmpty()) {
      notes.passOver(
          Symptom.TRIVIAL_LOSS,
          "the loss reads the spikes themselves, so that there is no constant prediction");
      return;
    }
    if (FIRST.stream().anyMatch(notes::has)) {
      notes.passOver(Symptom.TRIVIAL_LOSS, "it would follow from what was found; mend that first");
      return;
    }
    ByHeart seen = learned.get();
    if (seen.isLearning()) {
      return;
    }
    notes.found(
        new Finding(
            Symptom.TRIVIAL_LOSS,
            "training",
            seen.loss() / seen.constant(),
            "loss over that of a constant prediction",
            String.format(
                Locale.ROOT,
                "after %d updates with the same %d examples the loss is %.4g, that of a constant"
                    + " prediction %.4g; it began with %.4g",
                ByHeart.UPDATES,
                seen.examples(),
                seen.loss(),
                seen.constant(),
                seen.first()),
            seen.loss() < seen.first()
                ? "the steps are too small to learn even these examples by heart"
                : "the loss does not fall, as where steps are too large or far too small",
            mend(patient)));
  }

  private static Optional<String> mend(Patient patient) {
    Stream<String> rates =
        Option.number("training", patient.config().training().tree(), "optimizer", "lr").stream()
            .flatMap(o -> Arrays.stream(FACTORS).mapToObj(f -> o.to(o.number() * f)));
    return patient.variants().firstThat(rates, TrivialLoss::learns);
  }

  private static boolean learns(Run run, Procedure procedure) {
    return ByHeart.learn(run, procedure).isLearning();
  }
}
