package dev.snn.neurons.surrogate;

import dev.snn.api.neuron.Surrogate;
import dev.snn.api.neuron.SurrogatePlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;

/**
 * {@code leaky-step}: derivative {@code leak} below 0 and 1 from 0 on, as of a leaky ReLU.
 *
 * <p>No bounded primitive has it: that of smooth passes, {@code 1/2 + x} above and {@code 1/2 +
 * leak x} below, is cut at 0 and 1.
 */
public final class LeakyStep implements SurrogatePlugin<LeakyStep.Config> {

  /** Options of {@code leaky-step}. */
  public record Config(
      @Doc("derivative below the threshold") double leak,
      @Doc("factor on the derivative") double damping) {
    public Config {
      Check.between("leak", leak, 0, 1);
      Damped.check(damping);
    }
  }

  @Override
  public String name() {
    return "leaky-step";
  }

  @Override
  public Config defaults() {
    return new Config(0.1, 1);
  }

  @Override
  public Surrogate create(Config config, BuildContext context) {
    return Damped.of(new Shape((float) config.leak()), config.damping());
  }

  @Override
  public String description() {
    return "derivative of a leaky ReLU: small below the threshold, 1 above";
  }

  @Override
  public String citation() {
    return "Eshraghian et al. 2023, doi:10.1109/JPROC.2023.3308088; Fang et al. 2023, doi:10.1126/sciadv.adi1480";
  }

  private record Shape(float leak) implements Surrogate {
    @Override
    public boolean isCut() {
      return true;
    }

    @Override
    public double primitive(double x) {
      return Damped.cut(0.5 + (x < 0 ? leak * x : x));
    }

    @Override
    public double derivative(double x) {
      return x < 0 ? leak : x == x ? 1 : x;
    }

    @Override
    public void derivative(float[] x, float threshold, float[] out, int size) {
      for (int n = 0; n < size; n++) {
        float y = x[n] - threshold;
        out[n] = y < 0 ? leak : y == y ? 1 : y;
      }
    }
  }
}
