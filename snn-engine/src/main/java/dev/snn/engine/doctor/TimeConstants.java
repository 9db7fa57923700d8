package dev.snn.engine.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.engine.config.NodeConfig;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Compares the length of an example with the time constants of the neurons that spike. */
final class TimeConstants implements Look {
  /** Steps over the time constant; below, a membrane comes to 39 % of where a current drives it. */
  static final double LEAST = 0.5;

  /** Time constants that the mended example is long. */
  private static final double MENDED = 2;

  /** Options in ms, and those that give the decay of a step in their place. */
  private static final List<String[]> CONSTANTS =
      List.of(new String[] {"tau_mem", "alpha"}, new String[] {"tau_syn", "alpha_syn"});

  @Override
  public void at(Patient patient, Diagnosis.Notes notes) {
    if (!patient.config().hasNetwork() || patient.run().encoder() == null) {
      notes.passOver(Symptom.FEW_STEPS, "there is no network that runs over encoded examples");
      return;
    }
    boolean any = false;
    for (int k = 0; k < patient.config().layers().size(); k++) {
      NodeConfig node = patient.config().layers().get(k);
      JsonNode neuron = node.tree().path("neuron");
      for (String[] constant : CONSTANTS) {
        any |= neuron.path(constant[0]).isNumber() || neuron.path(constant[1]).isNumber();
        // A neuron that does not spike may be slow on purpose: it sums.
        if (neuron.has("v_threshold")) {
          look(patient, notes, k, neuron, constant);
        }
      }
    }
    if (!any) {
      notes.passOver(Symptom.FEW_STEPS, "no layer has a time constant");
    }
  }

  private static void look(
      Patient patient, Diagnosis.Notes notes, int k, JsonNode neuron, String[] constant) {
    double dt = patient.config().dt();
    double alpha = neuron.path(constant[1]).asDouble(0);
    boolean direct = alpha > 0 && alpha < 1;
    double tau = direct ? -dt / Math.log(alpha) : neuron.path(constant[0]).asDouble(0);
    int steps = patient.run().encoder().steps();
    if (!(tau > 0) || steps * dt >= LEAST * tau) {
      return;
    }
    String key = constant[direct ? 1 : 0];
    notes.found(
        new Finding(
            Symptom.FEW_STEPS,
            patient.place(k),
            steps * dt / tau,
            "time constants",
            String.format(
                Locale.ROOT,
                "%d steps of %s ms are %s ms, %s is %s ms",
                steps,
                Option.shown(dt),
                Option.shown(steps * dt),
                constant[0],
                Option.shown(tau)),
            String.format(
                Locale.ROOT,
                "an example is over when a constant current has brought the membrane to %.0f %% of"
                    + " its final value",
                -100 * Math.expm1(-steps * dt / tau)),
            mend(patient, k, key, tau, steps * dt)));
  }

  private static Optional<String> mend(Patient patient, int k, String key, double tau, double ms) {
    ObjectNode encoder = patient.config().encoder().tree();
    double dt = patient.config().dt();
    long steps = (long) Math.ceil(MENDED * tau / dt);
    double faster = ms / MENDED;
    // Many steps cost many times as much; then the neurons are to be faster.
    boolean longer = steps <= 20 * ms / dt;
    Optional<String> more =
        Option.number("encoder", encoder, "steps").map(option -> option.to(String.valueOf(steps)));
    Optional<String> less =
        Option.ofLayer(k, patient.config().layers().get(k).tree(), "neuron", key)
            .map(o -> o.to(key.startsWith("tau") ? faster : Math.exp(-dt / faster)));
    return longer ? more.or(() -> less) : less.or(() -> more);
  }
}
