package dev.snn.engine.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.Run;
import dev.snn.engine.doctor.SmoothTwin.Place;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compares backward passes with central differences. A surrogate gradient is not the derivative of
 * a net that spikes; it is that of the net whose step is replaced by the surrogate's primitive,
 * with gradients through every reset, and there the two can be compared.
 */
final class WrongGradient implements Look {
  @Override
  public void at(Patient patient, Diagnosis.Notes notes) {
    if (!patient.learnsByLoss()) {
      notes.passOver(
          Symptom.WRONG_GRADIENT,
          "the procedure '%s' trains by no gradient of a loss".formatted(patient.procedureName()));
      return;
    }
    Optional<SmoothTwin.Comparison> compared =
        patient.variants().changed(WrongGradient::attach, WrongGradient::compare);
    if (compared.isEmpty()) {
      notes.passOver(Symptom.WRONG_GRADIENT, "a layer of this network has no smooth pass");
    } else if (!compared.get().isConclusive()) {
      notes.passOver(Symptom.WRONG_GRADIENT, "its central differences do not settle");
    } else {
      compared.get().blamed().ifPresent(place -> notes.found(finding(patient, place)));
    }
  }

  private static SmoothTwin.Comparison compare(Run run, Procedure procedure) {
    return new SmoothTwin(run, procedure).compare();
  }

  /**
   * Takes away what makes a gradient another on purpose: resets it does not go through, and factors
   * on a surrogate's derivative.
   */
  private static void attach(JsonNode tree) {
    if (tree instanceof ObjectNode part) {
      if (part.path("detach_reset").asBoolean()) {
        part.put("detach_reset", false);
      }
      if (part.path("damping").isNumber()) {
        part.put("damping", 1.0);
      }
    }
    tree.forEach(WrongGradient::attach);
  }

  private static Finding finding(Patient patient, Place place) {
    return new Finding(
        Symptom.WRONG_GRADIENT,
        place.name(),
        place.error(),
        "relative error",
        String.format(
            Locale.ROOT,
            "along its gradient the loss of the smooth network rises by %.4g, the backward pass says"
                + " %.4g",
            place.measured(),
            place.claimed()),
        "its backward pass is not the derivative of its forward pass; 'snn check-plugin JAR' says"
            + " which line of it to mend",
        mend(patient, place.name()));
  }

  /** Another plug-in in its place. */
  private static Optional<String> mend(Patient patient, String place) {
    Stream<String> others;
    if (place.equals("loss")) {
      DatasetInfo info = patient.run().dataset().info();
      others = Stream.of(info.targets() > 0 ? "loss.type=mse" : "loss.type=cross-entropy");
    } else if (place.equals("decoder")) {
      others = Stream.of("rate", "linear", "mlp").map("decoder.type="::concat);
    } else {
      JsonNode layer = layer(patient, place);
      others =
          Stream.of(
                  Option.of(place, layer, "neuron", "surrogate", "type")
                      .map(o -> o.to("fast-sigmoid")),
                  Option.of(place, layer, "neuron", "type").map(o -> o.to("lif")),
                  Option.of(place, layer, "type").map(o -> o.to("dense")))
              .flatMap(Optional::stream);
    }
    return others
        .filter(
            setting ->
                patient
                    .variants()
                    .changed(
                        tree -> {
                          patient.variants().set(tree, setting);
                          attach(tree);
                        },
                        WrongGradient::compare)
                    .map(c -> c.blamed().isEmpty())
                    .orElse(false))
        .findFirst();
  }

  private static JsonNode layer(Patient patient, String place) {
    int k = Integer.parseInt(place.replaceAll("\\D", ""));
    return patient.config().layers().get(k).tree();
  }
}
