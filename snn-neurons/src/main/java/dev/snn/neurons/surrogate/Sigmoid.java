package dev.snn.neurons.surrogate;

import dev.snn.api.neuron.Surrogate;
import dev.snn.api.neuron.SurrogatePlugin;
import dev.snn.api.plugin.Added;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;

/**
 * {@code sigmoid}: primitive {@code s(x) = 1 / (1 + exp(-slope x))}, derivative {@code slope s (1 -
 * s)}.
 */
public final class Sigmoid implements SurrogatePlugin<Sigmoid.Config> {

  /** Options of {@code sigmoid}. */
  public record Config(
      @Doc("steepness, per unit of the membrane") double slope,
      @Doc("factor on the derivative") @Added double damping) {
    public Config {
      Check.positive("slope", slope);
      Damped.check(damping);
    }
  }

  @Override
  public String name() {
    return "sigmoid";
  }

  @Override
  public Config defaults() {
    return new Config(4, 1);
  }

  @Override
  public Surrogate create(Config config, BuildContext context) {
    return Damped.of(new Shape(config.slope()), config.damping());
  }

  @Override
  public String description() {
    return "derivative of a logistic function";
  }

  @Override
  public String citation() {
    return "Neftci, Mostafa, Zenke 2019, doi:10.1109/MSP.2019.2931595";
  }

  private record Shape(double slope) implements Surrogate {
    @Override
    public double primitive(double x) {
      return 1 / (1 + Math.exp(-slope * x));
    }

    @Override
    public double derivative(double x) {
      double s = primitive(x);
      return slope * s * (1 - s);
    }
  }
}
