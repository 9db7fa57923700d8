package dev.snn.nir.run;

import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.UserError;
import dev.snn.nir.graph.Fault;
import dev.snn.nir.graph.NirNode;
import dev.snn.nir.graph.Primitive;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes the neurons of a node. {@link Scheme#EXACT} has cells of its own; the others are the
 * engine's {@code lif}, {@code cuba-lif}, {@code li} and {@code if}, which get the values of each
 * neuron where they would draw them. I and IF are sums under every scheme.
 */
final class Cells {
  private static final String THRESHOLD = "v_threshold";

  private final String file;
  private final NirNode node;
  private final int n;
  private final Settings settings;
  private final Parts parts;

  private Cells(String file, NirNode node, int n, Settings settings, Parts parts) {
    this.file = file;
    this.node = node;
    this.n = n;
    this.settings = settings;
    this.parts = parts;
  }

  /** The neurons of a node, n of them. */
  static Unit of(String file, NirNode node, int n, Settings settings, Parts parts) {
    Cells cells = new Cells(file, node, n, settings, parts);
    return switch (node.type()) {
      case I, IF -> cells.summing();
      case CUBA_LI, CUBA_LIF -> cells.leaky("tau_mem");
      default -> cells.leaky("tau");
    };
  }

  /** The numbers of a node of type IF. */
  static FiringSums.Neurons sums(String file, NirNode node, int n, Settings settings) {
    Cells cells = new Cells(file, node, n, settings, null);
    float[] r = floats(cells.values("r", 1));
    for (int k = 0; k < n; k++) {
      r[k] *= (float) cells.factor();
    }
    return new FiringSums.Neurons(
        r, floats(cells.values(THRESHOLD, 0)), cells.resetTo(), settings.subtract());
  }

  private Unit leaky(String tau) {
    return settings.scheme() == Scheme.EXACT ? exact(tau) : stepped(tau);
  }

  /** The values of a parameter for each neuron. */
  private double[] values(String parameter, double without) {
    double[] given = node.has(parameter) ? node.numbers(parameter) : new double[] {without};
    if (given.length == n) {
      return given;
    }
    double[] same = new double[n];
    Arrays.fill(same, given[0]);
    return same;
  }

  private boolean isSynaptic() {
    return node.type() == Primitive.CUBA_LI || node.type() == Primitive.CUBA_LIF;
  }

  private boolean fires() {
    return node.type().fires();
  }

  private double[] resets() {
    return settings.subtract() ? new double[n] : values("v_reset", 0);
  }

  private Unit exact(String tau) {
    double[] threshold = values(THRESHOLD, Double.POSITIVE_INFINITY);
    double[] reset = resets();
    for (int k = 0; k < n; k++) {
      if (reset[k] >= threshold[k]) {
        throw Fault.of(
            file,
            node.name(),
            node.has("v_reset") && !settings.subtract() ? "v_reset" : THRESHOLD,
            "neuron %d is reset to %s, not below its threshold %s, and would fire without an end."
                .formatted(k, reset[k], threshold[k]));
      }
    }
    ExactCells cells =
        new ExactCells(
            settings.dt(),
            values(tau, 0),
            isSynaptic() ? values("tau_syn", 0) : null,
            values("r", 1),
            values("v_leak", 0),
            threshold,
            reset,
            values("w_in", 1));
    return new ExactUnit(file, node.name(), cells, fires());
  }

  private Unit stepped(String tau) {
    Map<String, Object> options = new LinkedHashMap<>();
    Map<String, float[]> own = new HashMap<>();
    decay(tau, "tau_mem", "alpha", options, own);
    own.put("r", floats(values("r", 1)));
    options.put("v_leak", single("v_leak"));
    Unit before = null;
    if (isSynaptic()) {
      decay("tau_syn", "tau_syn", "alpha_syn", options, own);
      own.put("w_in", floats(values("w_in", 1)));
      before = fires() ? null : factors(own.get("w_in"));
    }
    if (!fires()) {
      Unit cells = unit("li", options, own, 1000 * settings.dt());
      return before == null ? cells : Units.chain(before, cells);
    }
    return unit(isSynaptic() ? "cuba-lif" : "lif", options, own, 1000 * settings.dt());
  }

  /** Of I and IF; the time step of {@code if} is the factor on r. */
  private Unit summing() {
    Map<String, float[]> own = Map.of("r", floats(values("r", 1)));
    Map<String, Object> options = new LinkedHashMap<>();
    if (!fires()) {
      options.put("reset", "none");
    }
    return unit("if", options, own, factor());
  }

  private double factor() {
    return settings.perSecond() ? settings.dt() : 1;
  }

  private float resetTo() {
    return settings.subtract() ? 0 : (float) single("v_reset");
  }

  private static Unit factors(float[] factors) {
    return Units.rows(
        row -> {
          for (int k = 0; k < row.length; k++) {
            row[k] *= factors[k];
          }
        });
  }

  /** A time constant in ms, or the decay of Euler's scheme. */
  private void decay(
      String parameter,
      String time,
      String alpha,
      Map<String, Object> options,
      Map<String, float[]> own) {
    double[] tau = values(parameter, 0);
    double[] numbers = new double[n];
    boolean euler = settings.scheme() == Scheme.EULER;
    for (int k = 0; k < n; k++) {
      if (euler && tau[k] < settings.dt()) {
        throw tooShort(parameter, k, tau[k]);
      }
      numbers[k] = euler ? 1 - settings.dt() / tau[k] : 1000 * tau[k];
    }
    String option = euler ? alpha : time;
    options.put(option, numbers[0]);
    own.put(option, floats(numbers));
  }

  private UserError tooShort(String parameter, int k, double tau) {
    return Fault.of(
        file,
        node.name(),
        parameter,
        String.format(
            Locale.ROOT,
            "%.4g s of neuron %d is shorter than the step of %.4g s, which Euler's scheme cannot follow; take a smaller --dt or --discretization exact.",
            tau,
            k,
            settings.dt()));
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int k = 0; k < floats.length; k++) {
      floats[k] = (float) values[k];
    }
    return floats;
  }

  private Unit unit(String type, Map<String, Object> options, Map<String, float[]> own, double dt) {
    float[] threshold = floats(values(THRESHOLD, 0));
    boolean alike = threshold.length == 0 || isUniform(threshold);
    float reset = 0;
    if (fires()) {
      options.put(THRESHOLD, values(THRESHOLD, 0)[0]);
      options.put("strict", true);
      options.put("reset", settings.subtract() ? "subtract" : "zero");
      reset = resetTo();
      options.put("v_reset", (double) reset);
      if (!alike) {
        options.put("learn", List.of(THRESHOLD));
        options.put("per_neuron", true);
      }
    }
    NeuronModel model = parts.neurons(node.name(), new Part(type, options), n, dt, own);
    if (!alike) {
      Parts.set(model.parameters(), THRESHOLD, threshold);
    }
    return new NeuronUnit(model, fires(), settings.subtract(), threshold, reset);
  }

  private static boolean isUniform(float[] values) {
    for (float value : values) {
      if (value != values[0]) {
        return false;
      }
    }
    return true;
  }

  /** A parameter that the engine's neurons have one value of. */
  private double single(String parameter) {
    double[] values = values(parameter, 0);
    for (int k = 1; k < n; k++) {
      if (values[k] != values[0]) {
        throw Fault.of(
            file,
            node.name(),
            parameter,
            "differs from neuron to neuron, which %s cannot do here; take --discretization exact."
                .formatted(
                    node.type() == Primitive.IF
                        ? "IF"
                        : "the scheme '" + settings.scheme().id() + "'"));
      }
    }
    return values.length == 0 ? 0 : values[0];
  }
}
