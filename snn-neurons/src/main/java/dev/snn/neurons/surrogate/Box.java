package dev.snn.neurons.surrogate;

import dev.snn.api.neuron.Surrogate;
import dev.snn.api.neuron.SurrogatePlugin;
import dev.snn.api.plugin.Added;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;

/**
 * {@code box}: derivative {@code 1/width} for {@code -width/2 < x <= width/2}, else 0; primitive a
 * clipped ramp.
 */
public final class Box implements SurrogatePlugin<Box.Config> {

  /** Options of {@code box}. */
  public record Config(
      @Doc("width of the window, in units of the membrane") double width,
      @Doc("factor on the derivative") @Added double damping) {
    public Config {
      Check.positive("width", width);
      Damped.check(damping);
    }
  }

  @Override
  public String name() {
    return "box";
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
    return "constant slope in a window around the threshold";
  }

  @Override
  public String citation() {
    return "arXiv:2106.01177";
  }

  private record Shape(float width) implements Surrogate {
    @Override
    public double primitive(double x) {
      double y = x / width + 0.5;
      return y < 0 ? 0 : y > 1 ? 1 : y;
    }

    @Override
    public double derivative(double x) {
      return x > -0.5 * width && x <= 0.5 * width ? 1.0 / width : x == x ? 0 : x;
    }

    @Override
    public void derivative(float[] x, float threshold, float[] out, int size) {
      float half = 0.5f * width;
      float height = 1 / width;
      for (int n = 0; n < size; n++) {
        float y = x[n] - threshold;
        out[n] = y > -half && y <= half ? height : y - y;
      }
    }
  }
}
