package dev.snn.neurons.echo;

import dev.snn.api.reservoir.Reservoir;
import dev.snn.api.reservoir.ReservoirState;
import dev.snn.api.reservoir.Response;
import dev.snn.api.reservoir.Stretch;
import dev.snn.api.tensor.Constant;
import dev.snn.api.tensor.Signal;
import java.util.Arrays;

/**
 * The ring of {@link EchoState}.
 *
 * @param inputs weights {@code [inputs][N]}
 * @param dt length of a step in ms
 */
record Ring(EchoState.Config config, float[][] inputs, float bias, double dt) implements Reservoir {

  /**
   * What a stretch leaves.
   *
   * @param x units {@code [N]}
   * @param filtered low-pass of the units {@code [N]}
   */
  private record Units(float[] x, float[] filtered) implements ReservoirState {
    @Override
    public ReservoirState atRest() {
      return new Units(new float[x.length], new float[x.length]);
    }
  }

  @Override
  public int inputSize() {
    return inputs.length;
  }

  @Override
  public int size() {
    return config.size();
  }

  @Override
  public ReservoirState start() {
    return new Units(new float[size()], new float[size()]);
  }

  @Override
  public Reservoir withBias(double more) {
    return new Ring(config, inputs, (float) more, dt);
  }

  @Override
  public Response run(Signal input, ReservoirState from, Stretch how) {
    Units units = (Units) from;
    float[] x = units.x().clone();
    float[] filtered = units.filtered().clone();
    float decay = how.tauFilter() == 0 ? 0 : (float) Math.exp(-dt / how.tauFilter());
    float[][] rows = input instanceof Constant held ? held.rows() : input.toTensor().rows();
    int recorded = how.every() == 0 ? 0 : input.steps() / how.every();
    float[][] states = new float[recorded][];
    float[] drive = new float[size()];
    for (int t = 0; t < input.steps(); t++) {
      drive(rows[rows.length == 1 ? 0 : t], drive);
      step(x, drive);
      for (int i = 0; i < x.length; i++) {
        filtered[i] = decay * filtered[i] + x[i];
      }
      if (how.every() > 0 && (t + 1) % how.every() == 0) {
        states[(t + 1) / how.every() - 1] = filtered.clone();
      }
    }
    return new Response(states, null, null, new Units(x, filtered));
  }

  private void drive(float[] u, float[] drive) {
    Arrays.fill(drive, bias);
    for (int j = 0; j < inputs.length; j++) {
      float value = u[j];
      float[] weights = inputs[j];
      for (int i = 0; i < drive.length; i++) {
        drive[i] += value * weights[i];
      }
    }
  }

  private void step(float[] x, float[] drive) {
    float last = x[x.length - 1];
    System.arraycopy(x, 0, x, 1, x.length - 1);
    x[0] = last;
    float weight = (float) config.weight();
    boolean tanh = config.activation() == EchoState.Activation.TANH;
    for (int i = 0; i < x.length; i++) {
      float sum = weight * x[i] + drive[i];
      x[i] = tanh ? (float) Math.tanh(sum) : sum;
    }
  }
}
