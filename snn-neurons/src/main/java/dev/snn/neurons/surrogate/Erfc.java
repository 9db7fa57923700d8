package dev.snn.neurons.surrogate;

import dev.snn.api.neuron.Surrogate;
import dev.snn.api.neuron.SurrogatePlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;

/**
 * {@code erfc}: primitive {@code erfc(-alpha x) / 2}, the distribution function of a Gaussian of
 * deviation {@code 1 / (alpha sqrt(2))}; derivative {@code alpha / sqrt(pi) exp(-(alpha x)^2)}.
 */
public final class Erfc implements SurrogatePlugin<Erfc.Config> {

  /** Options of {@code erfc}. */
  public record Config(
      @Doc("steepness, per unit of the membrane") double alpha,
      @Doc("factor on the derivative") double damping) {
    public Config {
      Check.between("alpha", alpha, 0, 1e6);
      Check.positive("alpha", alpha);
      Damped.check(damping);
    }
  }

  @Override
  public String name() {
    return "erfc";
  }

  @Override
  public Config defaults() {
    return new Config(2, 1);
  }

  @Override
  public Surrogate create(Config config, BuildContext context) {
    return Damped.of(new Shape(config.alpha()), config.damping());
  }

  @Override
  public String description() {
    return "derivative of an error function, a Gaussian";
  }

  @Override
  public String citation() {
    return "Wu et al. 2018, doi:10.3389/fnins.2018.00331; Fang et al. 2023, doi:10.1126/sciadv.adi1480";
  }

  private record Shape(double alpha) implements Surrogate {
    @Override
    public double primitive(double x) {
      return 0.5 * ErrorFunction.complement(-alpha * x);
    }

    @Override
    public double derivative(double x) {
      double y = alpha * x;
      return alpha / Math.sqrt(Math.PI) * Math.exp(-y * y);
    }

    @Override
    public void derivative(float[] x, float threshold, float[] out, int size) {
      double height = alpha / Math.sqrt(Math.PI);
      for (int n = 0; n < size; n++) {
        double y = alpha * (x[n] - threshold);
        out[n] = (float) (height * Math.exp(-y * y));
      }
    }
  }
}
