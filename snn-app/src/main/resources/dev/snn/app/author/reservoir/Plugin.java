package yourlab;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.reservoir.Reservoir;
import dev.snn.api.reservoir.ReservoirPlugin;
import dev.snn.api.reservoir.ReservoirState;
import dev.snn.api.reservoir.Response;
import dev.snn.api.reservoir.Stretch;
import dev.snn.api.tensor.Signal;
import java.util.random.RandomGenerator;

/**
 * Leaky tanh units with random connections, without spikes.
 *
 * <pre>
 *   x_t = (1 - leak) x_{t-1} + leak tanh(W x_{t-1} + V u_t + bias)      W ~ N(0, gain^2 / N)
 *   r_t = exp(-dt / tau_filter) r_{t-1} + x_t
 * </pre>
 */
public final class NewPlugin implements ReservoirPlugin<NewPlugin.Config> {
  /** Options. */
  public record Config(
      @Doc("number of units N") int size,
      @Doc("gain of the connections; activity dies out below 1") double gain,
      @Doc("share of x that is new at each step") double leak,
      @Doc("standard deviation of the input weights") double inputScale) {
    public Config {
      Check.atLeastOne("size", size);
      Check.notNegative("gain", gain);
      Check.between("leak", leak, 0.001, 1);
      Check.positive("input_scale", inputScale);
    }
  }

  public String name() {
    return "yourlab.name";
  }

  public Config defaults() {
    return new Config(100, 0.9, 0.3, 0.5);
  }

  public Reservoir create(Config c, BuildContext context) {
    int n = c.size();
    double scale = c.gain() / Math.sqrt(n);
    var w = normal(n, n, scale, context.random("recurrent"));
    var v = normal(context.inputSize(), n, c.inputScale(), context.random("input"));
    return new Units(w, v, (float) c.leak(), 0, context.dt());
  }

  private static float[][] normal(int rows, int n, double scale, RandomGenerator random) {
    float[][] weights = new float[rows][n];
    for (float[] row : weights) {
      for (int i = 0; i < n; i++) {
        row[i] = (float) (scale * random.nextGaussian());
      }
    }
    return weights;
  }

  /** Units and the filter of the readout. */
  private record Activity(float[] x, float[] filtered) implements ReservoirState {
    public ReservoirState atRest() {
      return new Activity(new float[x.length], new float[x.length]);
    }
  }

  private record Units(float[][] w, float[][] v, float leak, float bias, double dt)
      implements Reservoir {
    public int inputSize() {
      return v.length;
    }

    public int size() {
      return w.length;
    }

    public ReservoirState start() {
      return new Activity(new float[size()], new float[size()]);
    }

    public Reservoir withBias(double other) {
      return new Units(w, v, leak, (float) other, dt);
    }

    public Response run(Signal input, ReservoirState from, Stretch how) {
      float[] x = ((Activity) from).x().clone();
      float[] filtered = ((Activity) from).filtered().clone();
      float decay = how.tauFilter() == 0 ? 0 : (float) Math.exp(-dt / how.tauFilter());
      float[][] u = input.toTensor().rows();
      float[][] states = new float[how.every() == 0 ? 0 : input.steps() / how.every()][];
      for (int t = 0; t < input.steps(); t++) {
        float[] sum = new float[x.length];
        java.util.Arrays.fill(sum, bias);
        add(w, x, sum);
        add(v, u[t], sum);
        for (int i = 0; i < x.length; i++) {
          x[i] = (1 - leak) * x[i] + leak * (float) Math.tanh(sum[i]);
          filtered[i] = decay * filtered[i] + x[i];
        }
        if (how.every() > 0 && (t + 1) % how.every() == 0) {
          states[(t + 1) / how.every() - 1] = filtered.clone();
        }
      }
      return new Response(states, null, null, new Activity(x, filtered));
    }

    private static void add(float[][] weights, float[] values, float[] sum) {
      for (int j = 0; j < weights.length; j++) {
        for (int i = 0; i < sum.length; i++) {
          sum[i] += values[j] * weights[j][i];
        }
      }
    }
  }
}
