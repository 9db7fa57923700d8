package yourlab;

import dev.snn.api.neuron.Surrogate;
import dev.snn.api.neuron.SurrogatePlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;

/**
 * An algebraic sigmoid: a step with tails that fall as {@code |x|^-3} in the derivative.
 *
 * <pre>
 *   p(x) = (1 + u / sqrt(1 + u^2)) / 2      p'(x) = slope / (2 (1 + u^2)^(3/2))      u = slope x
 * </pre>
 */
public final class NewPlugin implements SurrogatePlugin<NewPlugin.Config> {
  /** Options. */
  public record Config(@Doc("slope: twice the derivative at the threshold") double slope) {
    public Config {
      Check.positive("slope", slope);
    }
  }

  public String name() {
    return "yourlab.name";
  }

  public Config defaults() {
    return new Config(4);
  }

  public Surrogate create(Config c, BuildContext context) {
    double k = c.slope();
    return new Surrogate() {
      public double primitive(double x) {
        double u = k * x;
        return (1 + u / Math.sqrt(1 + u * u)) / 2;
      }

      public double derivative(double x) {
        double q = 1 + k * x * k * x;
        return k / (2 * q * Math.sqrt(q));
      }
    };
  }
}
