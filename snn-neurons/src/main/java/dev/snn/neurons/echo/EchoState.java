package dev.snn.neurons.echo;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.reservoir.Reservoir;
import dev.snn.api.reservoir.ReservoirPlugin;
import java.util.random.RandomGenerator;

/**
 * Simple cycle reservoir (Rodan and Tino 2011, doi:10.1109/TNN.2010.2089641, section III): N units
 * without spikes on a ring, {@code x_i[t] = f(rho x_{i-1}[t-1] + sum_j v_ij u_j[t] + bias)}, one
 * update per time step, f the identity or tanh, and input weights {@code +input_scale} or {@code
 * -input_scale} at random.
 *
 * <p>With the identity and one input held for one step, its memory capacity over all delays from 1
 * is {@code N - 1 + rho^(2N)}: a yardstick for measuring capacities. (It is smaller where the signs
 * of the input weights have a Fourier component of 0, as for equally many of both.)
 */
public final class EchoState implements ReservoirPlugin<EchoState.Config> {

  /** The response of a unit. */
  public enum Activation {
    LINEAR,
    TANH
  }

  /** Options. */
  public record Config(
      @Doc("number of units N") int size,
      @Doc("weight rho of each connection of the ring, from 0 to 1") double weight,
      @Doc("size of the input weights; each has a random sign") double inputScale,
      @Doc("response of a unit") Activation activation) {

    /** Checks the values. */
    public Config {
      Check.atLeastOne("size", size);
      Check.between("weight", weight, 0, 1);
      Check.positive("input_scale", inputScale);
    }
  }

  @Override
  public String name() {
    return "echo-state";
  }

  @Override
  public String description() {
    return "a ring of linear or tanh units without spikes";
  }

  @Override
  public String citation() {
    return "Rodan and Tino 2011, doi:10.1109/TNN.2010.2089641";
  }

  @Override
  public Config defaults() {
    return new Config(400, 0.9, 0.5, Activation.TANH);
  }

  @Override
  public Reservoir create(Config config, BuildContext context) {
    RandomGenerator random = context.random("input");
    float[][] inputs = new float[context.inputSize()][config.size()];
    for (float[] row : inputs) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) (random.nextBoolean() ? config.inputScale() : -config.inputScale());
      }
    }
    return new Ring(config, inputs, 0, context.dt());
  }
}
