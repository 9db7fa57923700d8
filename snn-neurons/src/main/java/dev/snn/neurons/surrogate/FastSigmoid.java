package dev.snn.neurons.surrogate;

import dev.snn.api.neuron.Surrogate;
import dev.snn.api.neuron.SurrogatePlugin;
import dev.snn.api.plugin.Added;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;

/**
 * {@code fast-sigmoid}: derivative {@code h / (1 + slope |x|)^2}, primitive {@code 1/2 + h x / (1 +
 * slope |x|)}.
 *
 * <p>The height h is 1 by default, as most published results use it; its primitive then spans only
 * {@code 2/slope} around 1/2. With {@code normalise} it is {@code slope/2} and the primitive rises
 * from 0 to 1, as a firing probability must. A primitive that would leave [0, 1] (a slope below 2
 * with the height 1) is cut there; the derivative, which hard passes use, is not.
 */
public final class FastSigmoid implements SurrogatePlugin<FastSigmoid.Config> {

  /** Options of {@code fast-sigmoid}. */
  public record Config(
      @Doc("steepness, per unit of the membrane") double slope,
      @Doc("true: the primitive rises from 0 to 1; false: the derivative peaks at 1")
          boolean normalise,
      @Doc("factor on the derivative") @Added double damping) {
    public Config {
      Check.between("slope", slope, 0, 1e6);
      Check.positive("slope", slope);
      Damped.check(damping);
    }
  }

  @Override
  public String name() {
    return "fast-sigmoid";
  }

  @Override
  public Config defaults() {
    return new Config(25, false, 1);
  }

  @Override
  public Surrogate create(Config config, BuildContext context) {
    return Damped.of(
        new Shape((float) config.slope(), config.normalise() ? (float) config.slope() / 2 : 1),
        config.damping());
  }

  @Override
  public String description() {
    return "derivative of a fast sigmoid, long tails";
  }

  @Override
  public String citation() {
    return "Zenke and Ganguli 2018, doi:10.1162/neco_a_01086";
  }

  /** The derivative {@code height / (1 + slope |x|)^2}. */
  record Shape(float slope, float height) implements Surrogate {
    /** True where the primitive leaves [0, 1] and is cut there. */
    private boolean wide() {
      return 2 * height > slope;
    }

    @Override
    public boolean isCut() {
      return wide();
    }

    @Override
    public double primitive(double x) {
      double p = 0.5 + height * x / (1 + slope * Math.abs(x));
      return wide() ? Damped.cut(p) : p;
    }

    @Override
    public double derivative(double x) {
      double d = 1 + slope * Math.abs(x);
      return height / (d * d);
    }

    @Override
    public void primitive(float[] x, float threshold, float[] out, int size) {
      for (int n = 0; n < size; n++) {
        float y = x[n] - threshold;
        out[n] = 0.5f + height * y / (1 + slope * Math.abs(y));
      }
      if (wide()) {
        for (int n = 0; n < size; n++) {
          out[n] = (float) Damped.cut(out[n]);
        }
      }
    }

    @Override
    public void derivative(float[] x, float threshold, float[] out, int size) {
      for (int n = 0; n < size; n++) {
        float d = 1 + slope * Math.abs(x[n] - threshold);
        out[n] = height / (d * d);
      }
    }
  }
}
