package dev.snn.training.learner;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.stream.StreamLearner;
import dev.snn.api.stream.StreamLearnerPlugin;

/**
 * OeSNN, an evolving spiking network in bounded memory. The larger the value a of a line, the
 * earlier its spike, at {@code 1 - a}; after {@code latest} there is none. Only the order counts:
 * rank k = 0, 1, 2, ..., of equal values the lower line first.
 *
 * <pre>
 *   learn (x, c):  w_i = mod^rank(i), 0 without a spike   PSP_max = sum_i w_i mod^rank(i)
 *                  theta = C PSP_max
 *                  nearest neuron of class c nearer than sim: w, theta become means over the M
 *                  samples it stands for; else a new neuron, in place of the oldest of N_max
 *   predict:       spikes in their order, PSP_n += w_ni mod^k; the first n with PSP_n &gt; theta_n
 *                  says the class, of several the one of the largest PSP; where none fires, the
 *                  one of the largest PSP_n / theta_n
 * </pre>
 *
 * <p>The lines are those of a population code: encoder {@code grf} with {@code code: values}.
 */
public final class EvolvingSpiking implements StreamLearnerPlugin<EvolvingSpiking.Config> {

  /** Options. */
  public record Config(
      @Doc("neurons at most, N_max, of all classes together; the oldest makes room") int neurons,
      @Doc("factor of the weight from one rank to the next, mod") double mod,
      @Doc("threshold as a share of the largest possible potential, C") double c,
      @Doc("distance of weights below which a sample joins a neuron of its class, sim")
          double similarity,
      @Doc("time after which there is no spike; a value a spikes at 1 - a") double latest) {
    /** Checks the values. */
    public Config {
      Check.atLeastOne("neurons", neurons);
      Check.inside("mod", mod, 0, 1);
      Check.inside("c", c, 0, 1);
      Check.notNegative("similarity", similarity);
      Check.between("latest", latest, 0, 1);
    }
  }

  @Override
  public String name() {
    return "oesnn";
  }

  @Override
  public String description() {
    return "an evolving spiking network: rank order of a population code, neurons for samples";
  }

  @Override
  public String citation() {
    return "Lobo, Lana, Del Ser, Bilbao, Kasabov 2018, doi:10.1016/j.neunet.2018.07.014";
  }

  @Override
  public Config defaults() {
    return new Config(50, 0.9, 0.7, 0.1, 0.9);
  }

  @Override
  public StreamLearner create(Config config, BuildContext context) {
    if ((long) config.neurons() * context.inputSize() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "neurons: %d of %d lines are too many to keep; take fewer"
              .formatted(config.neurons(), context.inputSize()));
    }
    return new NeuronRepository(config, context.inputSize());
  }
}
