package dev.snn.neurons.surrogate;

import dev.snn.api.neuron.Surrogate;
import dev.snn.api.neuron.SurrogatePlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;

/**
 * {@code superspike}: derivative {@code 1 / (beta |x| + 1)^2}, primitive {@code 1/2 + x / (1 + beta
 * |x|)}: {@code fast-sigmoid} with {@code slope: beta}, by the name and symbol of its source.
 *
 * <p>Published with beta of 1 / mV and a threshold 10 mV above rest; where that distance is 1, beta
 * is 10. For a beta below 2 the primitive is cut at 0 and 1.
 */
public final class SuperSpike implements SurrogatePlugin<SuperSpike.Config> {

  /** Options of {@code superspike}. */
  public record Config(
      @Doc("steepness, per unit of the membrane") double beta,
      @Doc("factor on the derivative") double damping) {
    public Config {
      Check.between("beta", beta, 0, 1e6);
      Check.positive("beta", beta);
      Damped.check(damping);
    }
  }

  @Override
  public String name() {
    return "superspike";
  }

  @Override
  public Config defaults() {
    return new Config(10, 1);
  }

  @Override
  public Surrogate create(Config config, BuildContext context) {
    return Damped.of(new FastSigmoid.Shape((float) config.beta(), 1), config.damping());
  }

  @Override
  public String description() {
    return "derivative of a fast sigmoid as published, 1 at the threshold";
  }

  @Override
  public String citation() {
    return "Zenke and Ganguli 2018, doi:10.1162/neco_a_01086";
  }
}
