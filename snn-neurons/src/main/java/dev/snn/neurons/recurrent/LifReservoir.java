package dev.snn.neurons.recurrent;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import dev.snn.api.plugin.Value;
import dev.snn.api.reservoir.Reservoir;
import dev.snn.api.reservoir.ReservoirPlugin;
import dev.snn.api.synapse.Plasticity;
import java.util.random.RandomGenerator;

/**
 * {@code lif-reservoir}: a sparse recurrent network of excitatory and inhibitory leaky
 * integrate-and-fire neurons (liquid-state machine).
 *
 * <pre>
 *   tau_mem,i dv_i/dt = -v_i + r (I_i + bias)       exact for a current that is constant in a step
 *   I_i = s_i + sum_j in_ji u_j,    s_i = exp(-dt/tau_syn) s_i + sum of the weights that arrive
 *   v_i above v_threshold: a spike; v_i = 0 for t_ref
 * </pre>
 *
 * <p>All parameters may be distributions, drawn for each neuron or synapse from a stream of its
 * own. Connections: see {@link Wiring}; excitatory senders have weights above 0, inhibitory ones
 * below (Dale). Synapses of excitatory senders follow the plasticity.
 */
public final class LifReservoir implements ReservoirPlugin<LifReservoir.Config> {

  /** Options. */
  public record Config(
      @Doc("number of neurons N") int size,
      @Doc("share of excitatory neurons") double excitatory,
      @Doc("membrane time constant, ms; draws below a tenth of a step are raised to it")
          Value tauMem,
      @Doc("time constant of synaptic currents, ms; 0 for pulses of one step") double tauSyn,
      @Doc("membrane resistance: factor on the current") double r,
      @Doc("firing threshold; the membrane rests at 0 and is reset to 0") Value vThreshold,
      @Doc("time at 0 after a spike, ms, in whole steps") double tRef,
      @Doc("largest connection probability from excitatory to excitatory neurons") double cEe,
      @Doc("largest connection probability from excitatory to inhibitory neurons") double cEi,
      @Doc("largest connection probability from inhibitory to excitatory neurons") double cIe,
      @Doc("largest connection probability from inhibitory to inhibitory neurons") double cIi,
      @Doc("reach of connections in grid places; 0: distance does not matter") double lambda,
      @Doc("weight from excitatory to excitatory neurons; cut at 0") Value wEe,
      @Doc("weight from excitatory to inhibitory neurons; cut at 0") Value wEi,
      @Doc("size of the weight from inhibitory to excitatory neurons; cut at 0") Value wIe,
      @Doc("size of the weight from inhibitory to inhibitory neurons; cut at 0") Value wIi,
      @Doc("delay of a connection, ms, in whole steps, at least 1") Value delay,
      @Doc("probability that an input reaches a neuron") double pInput,
      @Doc("weight of an input connection, of either sign") Value wInput,
      @Doc("plasticity of synapses of excitatory neurons") @PartOf("synapse") Part synapse) {

    /** Checks the values. */
    public Config {
      Check.between("size", size, 2, 1_000_000);
      Check.between("excitatory", excitatory, 0, 1);
      Check.notNegative("tau_syn", tauSyn);
      Check.positive("r", r);
      Check.notNegative("t_ref", tRef);
      Check.between("c_ee", cEe, 0, 1);
      Check.between("c_ei", cEi, 0, 1);
      Check.between("c_ie", cIe, 0, 1);
      Check.between("c_ii", cIi, 0, 1);
      Check.notNegative("lambda", lambda);
      Check.between("p_input", pInput, 0, 1);
      size("w_ee", wEe);
      size("w_ei", wEi);
      size("w_ie", wIe);
      size("w_ii", wIi);
      size("delay", delay);
    }

    /** Draws of a distribution are cut at 0, as documented; a constant below it is a mistake. */
    private static void size(String option, Value value) {
      if (value instanceof Value.Constant constant) {
        Check.notNegative(option, constant.value());
      }
    }
  }

  @Override
  public String name() {
    return "lif-reservoir";
  }

  @Override
  public String description() {
    return "sparse recurrent network of excitatory and inhibitory leaky integrate-and-fire neurons";
  }

  @Override
  public String citation() {
    return "Maass, Natschlaeger, Markram 2002, doi:10.1162/089976602760407955; arXiv:2302.11618";
  }

  @Override
  public Config defaults() {
    return new Config(
        400,
        0.8,
        Value.of(20),
        5,
        1,
        Value.of(1),
        2,
        0.3,
        0.2,
        0.4,
        0.1,
        2.5,
        Value.of(0.4),
        Value.of(0.8),
        Value.of(0.8),
        Value.of(0.4),
        Value.of(1),
        0.3,
        new Value.Normal(0, 1),
        Part.of("static"));
  }

  @Override
  public Reservoir create(Config c, BuildContext context) {
    int excitatory = (int) Math.round(c.excitatory() * c.size());
    Wiring.Kinds kinds =
        new Wiring.Kinds(
            new double[] {c.cEe(), c.cEi(), c.cIe(), c.cIi()},
            new Value[] {c.wEe(), c.wEi(), c.wIe(), c.wIi()});
    Wiring wiring =
        Wiring.draw(
            c.size(),
            excitatory,
            kinds,
            c.lambda(),
            c.delay(),
            context.dt(),
            context.random("places"),
            context.random("connections"),
            context.random("weights"),
            context.random("delays"));
    Plasticity rule = context.create(Family.SYNAPSE, "synapse", c.synapse(), c.size());
    int plastic = wiring.start()[excitatory];
    if (rule.isPlastic()) {
      for (int s = 0; s < plastic; s++) {
        wiring.weight()[s] = (float) Math.min(rule.wMax(), wiring.weight()[s]);
      }
    }
    Learning learning = Learning.draw(rule, plastic, context.dt(), context::random);
    float[] decay = context.draw("tau_mem", c.tauMem(), c.size());
    if (c.tauMem() instanceof Value.Constant constant) {
      Decay.check("tau_mem", constant.value(), context.dt());
    }
    for (int i = 0; i < decay.length; i++) {
      // A drawn time constant below a tenth of a step is taken for that.
      decay[i] = (float) Math.exp(-context.dt() / Math.max(0.1 * context.dt(), decay[i]));
    }
    return new Simulator(
        c,
        wiring,
        inputs(c, context),
        decay,
        context.draw("v_threshold", c.vThreshold(), c.size()),
        learning,
        context.dt(),
        0);
  }

  /** Weights {@code [inputs][N]}, 0 where there is no connection. */
  private static float[][] inputs(Config c, BuildContext context) {
    RandomGenerator chance = context.random("input-connections");
    RandomGenerator weight = context.random("input-weights");
    float[][] inputs = new float[context.inputSize()][c.size()];
    for (float[] row : inputs) {
      for (int i = 0; i < row.length; i++) {
        if (chance.nextDouble() < c.pInput()) {
          row[i] = (float) Check.finite("w_input", c.wInput().draw(weight));
        }
      }
    }
    return inputs;
  }
}
