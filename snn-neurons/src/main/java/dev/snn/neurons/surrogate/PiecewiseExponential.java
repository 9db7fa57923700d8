package dev.snn.neurons.surrogate;

import dev.snn.api.neuron.Surrogate;
import dev.snn.api.neuron.SurrogatePlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;

/**
 * {@code piecewise-exponential}: derivative {@code alpha / 2 exp(-alpha |x|)}; primitive {@code
 * exp(alpha x) / 2} below 0, {@code 1 - exp(-alpha x) / 2} above.
 */
public final class PiecewiseExponential implements SurrogatePlugin<PiecewiseExponential.Config> {

  /** Options of {@code piecewise-exponential}. */
  public record Config(
      @Doc("steepness, per unit of the membrane") double alpha,
      @Doc("factor on the derivative") double damping) {
    public Config {
      Check.positive("alpha", alpha);
      Damped.check(damping);
    }
  }

  @Override
  public String name() {
    return "piecewise-exponential";
  }

  @Override
  public Config defaults() {
    return new Config(1, 1);
  }

  @Override
  public Surrogate create(Config config, BuildContext context) {
    return Damped.of(new Shape(config.alpha()), config.damping());
  }

  @Override
  public String description() {
    return "derivative that falls exponentially on both sides";
  }

  @Override
  public String citation() {
    return "Shrestha and Orchard 2018, arXiv:1810.08646; Fang et al. 2023, doi:10.1126/sciadv.adi1480";
  }

  private record Shape(double alpha) implements Surrogate {
    @Override
    public double primitive(double x) {
      double tail = 0.5 * Math.exp(-alpha * Math.abs(x));
      return x < 0 ? tail : 1 - tail;
    }

    @Override
    public double derivative(double x) {
      return alpha / 2 * Math.exp(-alpha * Math.abs(x));
    }
  }
}
