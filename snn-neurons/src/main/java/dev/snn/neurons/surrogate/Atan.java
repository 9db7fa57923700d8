package dev.snn.neurons.surrogate;

import dev.snn.api.neuron.Surrogate;
import dev.snn.api.neuron.SurrogatePlugin;
import dev.snn.api.plugin.Added;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;

/**
 * {@code atan}: primitive {@code 1/2 + atan(pi/2 alpha x) / pi}, derivative {@code alpha / 2 / (1 +
 * (pi/2 alpha x)^2)}.
 */
public final class Atan implements SurrogatePlugin<Atan.Config> {

  /** Options of {@code atan}. */
  public record Config(
      @Doc("steepness, per unit of the membrane") double alpha,
      @Doc("factor on the derivative") @Added double damping) {
    public Config {
      Check.positive("alpha", alpha);
      Damped.check(damping);
    }
  }

  @Override
  public String name() {
    return "atan";
  }

  @Override
  public Config defaults() {
    return new Config(2, 1);
  }

  @Override
  public Surrogate create(Config config, BuildContext context) {
    return Damped.of(new Shape((float) config.alpha()), config.damping());
  }

  @Override
  public String description() {
    return "derivative of an arc tangent";
  }

  @Override
  public String citation() {
    return "Fang et al. 2021, doi:10.1109/ICCV48922.2021.00266";
  }

  private record Shape(float alpha) implements Surrogate {
    @Override
    public double primitive(double x) {
      return 0.5 + Math.atan(Math.PI / 2 * alpha * x) / Math.PI;
    }

    @Override
    public double derivative(double x) {
      double y = Math.PI / 2 * alpha * x;
      return alpha / 2 / (1 + y * y);
    }

    @Override
    public void derivative(float[] x, float threshold, float[] out, int size) {
      float scale = (float) (Math.PI / 2 * alpha);
      float height = alpha / 2;
      for (int n = 0; n < size; n++) {
        float y = scale * (x[n] - threshold);
        out[n] = height / (1 + y * y);
      }
    }
  }
}
