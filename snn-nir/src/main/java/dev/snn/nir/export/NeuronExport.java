package dev.snn.nir.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.plugin.UserError;
import dev.snn.api.tensor.Shape;
import dev.snn.nir.graph.NirArray;
import dev.snn.nir.graph.NirNode;
import dev.snn.nir.graph.Primitive;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Neurons of ours as a primitive. Times go from ms to s; r of {@code if} from per ms to per step.
 * What takes a factor {@code 1 - d} off is said by a larger r or w_in.
 */
final class NeuronExport {
  private final String place;
  private final JsonNode options;
  private final double dt;
  private final Set<String> lost;
  private final Map<String, Double> values = new TreeMap<>();

  /**
   * Neurons.
   *
   * @param options their resolved configuration
   * @param dt length of a step, s
   * @param lost gets what NIR cannot say
   */
  NeuronExport(String place, JsonNode options, double dt, Set<String> lost) {
    this.place = place;
    this.options = options;
    this.dt = dt;
    this.lost = lost;
  }

  NirNode node(String name, Shape shape) {
    String type = options.path("type").asText();
    Primitive primitive =
        switch (type) {
          case "if" -> ofIf();
          case "lif" -> ofLif();
          case "cuba-lif" -> ofCubaLif();
          case "li" -> ofLi();
          default ->
              throw new UserError(
                  "%s: a neuron of type '%s' has no primitive in NIR and cannot be exported."
                      .formatted(place, type));
        };
    if (!options.path("learn").isEmpty()) {
      throw new UserError(
          "%s.learn: coefficients that were learned are not exported; NIR could say them, this program does not yet."
              .formatted(place));
    }
    Map<String, NirArray> parameters = new TreeMap<>();
    int[] axes =
        shape.isFlat()
            ? new int[] {shape.size()}
            : new int[] {shape.channels(), shape.height(), shape.width()};
    values.forEach(
        (parameter, value) -> {
          double[] all = new double[shape.size()];
          Arrays.fill(all, value);
          parameters.put(parameter, NirArray.of(axes, all));
        });
    return NirNode.of(name, primitive, parameters);
  }

  private double number(String option, double without) {
    JsonNode given = options.path(option);
    if (given.isObject()) {
      throw new UserError(
          "%s.%s: is drawn for each neuron; only constants are exported.".formatted(place, option));
    }
    return given.isNumber() ? given.asDouble() : without;
  }

  private boolean is(String option, boolean without) {
    return options.path(option).asBoolean(without);
  }

  /** Writes a time constant; of a decay the one that has it. */
  private double decay(String time, String alpha, String parameter) {
    double given = number(alpha, Double.NaN);
    double tau = number(time, 0) / 1000;
    if (!Double.isNaN(given)) {
      tau = -dt / Math.log(given);
      if (!(tau > 0)) {
        throw new UserError(
            "%s.%s: a decay of %s has no time constant, which NIR needs."
                .formatted(place, alpha, given));
      }
      lost.add("%s.%s: the last bits of a decay that is written as a time".formatted(place, alpha));
    }
    values.put(parameter, tau);
    return 1 - Math.exp(-dt / tau);
  }

  /** A factor, divided by {@code 1 - d} where the option takes that off. */
  private void factor(String parameter, double value, String option, double share) {
    boolean scaled = is(option, true);
    values.put(parameter, scaled ? value : value / share);
    if (!scaled) {
      lost.add(
          "%s.%s: the last bits of '%s', which has the factor in it"
              .formatted(place, option, parameter));
    }
  }

  private Primitive ofIf() {
    // As the neuron computes it.
    values.put("r", (double) ((float) number("r", 1) * (float) (1000 * dt)));
    fires();
    start(0);
    return Primitive.IF;
  }

  private Primitive ofLif() {
    double share = decay("tau_mem", "alpha", "tau");
    factor("r", number("r", 1), "decay_input", share);
    values.put("v_leak", number("v_leak", 0));
    fires();
    start(number("v_leak", 0));
    return Primitive.LIF;
  }

  private Primitive ofCubaLif() {
    double current = decay("tau_syn", "alpha_syn", "tau_syn");
    double share = decay("tau_mem", "alpha", "tau_mem");
    factor("r", number("r", 1), "decay_input", share);
    factor("w_in", number("w_in", 1), "decay_current", current);
    values.put("v_leak", number("v_leak", 0));
    fires();
    start(number("v_leak", 0));
    late();
    return Primitive.CUBA_LIF;
  }

  private Primitive ofLi() {
    boolean synaptic = options.path("tau_syn").isNumber() || options.path("alpha_syn").isNumber();
    double current = synaptic ? decay("tau_syn", "alpha_syn", "tau_syn") : 1;
    double share = decay("tau_mem", "alpha", synaptic ? "tau_mem" : "tau");
    factor("r", number("r", 1), "decay_input", share);
    if (synaptic) {
      factor("w_in", 1, "decay_current", current);
      late();
    }
    values.put("v_leak", number("v_leak", 0));
    start(number("v_leak", 0));
    return synaptic ? Primitive.CUBA_LI : Primitive.LI;
  }

  private void late() {
    if (is("current_delay", false)) {
      lost.add(place + ".current_delay: that the membrane takes the current of the step before");
    }
  }

  private void start(double usual) {
    if (number("v_init", usual) != usual) {
      lost.add(place + ".v_init: a membrane that does not start at rest");
    }
  }

  private void fires() {
    values.put("v_threshold", number("v_threshold", 1));
    String reset = options.path("reset").asText("subtract");
    if (reset.equals("zero")) {
      values.put("v_reset", number("v_reset", 0));
    } else if (reset.equals("subtract")) {
      lost.add(place + ".reset: 'subtract', which readers choose (here with --reset subtract)");
    } else {
      throw new UserError(
          "%s.reset: a neuron that fires and is not reset has no primitive in NIR."
              .formatted(place));
    }
    if (!is("strict", false)) {
      lost.add(place + ".strict: that a membrane exactly at its threshold fires");
    }
    if (is("reset_delay", false)) {
      lost.add(place + ".reset_delay: that a spike acts on the membrane of the next step");
    }
    if (number("t_refractory", 0) > 0) {
      lost.add(place + ".t_refractory: the refractory time");
    }
    if (options.has("surrogate")) {
      lost.add(place + ".surrogate: what stands in for the derivative of a spike");
    }
  }
}
