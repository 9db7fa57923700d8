package dev.snn.neurons.surrogate;

import dev.snn.api.neuron.Surrogate;
import dev.snn.api.neuron.SurrogatePlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;

/**
 * {@code straight-through}: derivative 1, wherever the membrane is; with a {@code width} 1 for
 * {@code |x| <= width / 2} and 0 beyond.
 *
 * <p>The primitive of smooth passes, {@code 1/2 + x}, is cut at 0 and 1; for a width of at most 1
 * it has the derivative everywhere.
 */
public final class StraightThrough implements SurrogatePlugin<StraightThrough.Config> {

  /** Options of {@code straight-through}. */
  public record Config(
      @Doc("width of the window around the threshold; everywhere where it is not given")
          Double width,
      @Doc("factor on the derivative") double damping) {
    public Config {
      if (width != null) {
        Check.positive("width", width);
      }
      Damped.check(damping);
    }
  }

  @Override
  public String name() {
    return "straight-through";
  }

  @Override
  public Config defaults() {
    return new Config(null, 1);
  }

  @Override
  public Surrogate create(Config config, BuildContext context) {
    return Damped.of(
        new Shape(config.width() == null ? Double.POSITIVE_INFINITY : config.width() / 2),
        config.damping());
  }

  @Override
  public String description() {
    return "derivative 1: the gradient goes through the step as if it were not there";
  }

  @Override
  public String citation() {
    return "Bengio, Leonard, Courville 2013, arXiv:1308.3432";
  }

  private record Shape(double half) implements Surrogate {
    @Override
    public boolean isCut() {
      return half > 0.5;
    }

    @Override
    public double primitive(double x) {
      return Damped.cut(0.5 + Math.max(-half, Math.min(half, x)));
    }

    @Override
    public double derivative(double x) {
      return Math.abs(x) <= half ? 1 : x == x ? 0 : x;
    }
  }
}
