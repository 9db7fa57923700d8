package dev.snn.neurons.surrogate;

import dev.snn.api.neuron.Surrogate;
import dev.snn.api.neuron.SurrogatePlugin;
import dev.snn.api.plugin.Added;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;

/**
 * {@code triangular}: derivative {@code max(0, 1 - |x| / width) / width}; primitive its integral,
 * piecewise quadratic, rising from 0 to 1.
 */
public final class Triangular implements SurrogatePlugin<Triangular.Config> {

  /** Options of {@code triangular}. */
  public record Config(
      @Doc("half-width of the triangle, in units of the membrane") double width,
      @Doc("factor on the derivative") @Added double damping) {
    public Config {
      Check.positive("width", width);
      Damped.check(damping);
    }
  }

  @Override
  public String name() {
    return "triangular";
  }

  @Override
  public Config defaults() {
    return new Config(1, 1);
  }

  @Override
  public Surrogate create(Config config, BuildContext context) {
    return Damped.of(new Shape((float) config.width()), config.damping());
  }

  @Override
  public String description() {
    return "triangle around the threshold, zero outside";
  }

  @Override
  public String citation() {
    return "Bellec et al. 2018, arXiv:1803.09574";
  }

  private record Shape(float width) implements Surrogate {
    @Override
    public double primitive(double x) {
      double y = x / width;
      if (y <= -1) {
        return 0;
      }
      if (y >= 1) {
        return 1;
      }
      return y < 0 ? 0.5 * (1 + y) * (1 + y) : 1 - 0.5 * (1 - y) * (1 - y);
    }

    @Override
    public double derivative(double x) {
      return Math.max(0, 1 - Math.abs(x / width)) / width;
    }

    @Override
    public void derivative(float[] x, float threshold, float[] out, int size) {
      float scale = 1 / width;
      for (int n = 0; n < size; n++) {
        out[n] = scale * Math.max(0f, 1 - scale * Math.abs(x[n] - threshold));
      }
    }
  }
}
