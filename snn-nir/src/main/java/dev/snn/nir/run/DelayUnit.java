package dev.snn.nir.run;

import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;

/** {@code y_t[n] = x_{t - steps[n]}[n]}, 0 before the first step. */
final class DelayUnit implements Unit {
  private final int[] steps;
  private final int longest;

  /**
   * A delay of each line.
   *
   * @param steps whole steps, at least 0
   */
  DelayUnit(int[] steps) {
    this.steps = steps.clone();
    this.longest = Arrays.stream(steps).max().orElse(0);
  }

  /** The rows {@code [longest x B]} before the stretch. */
  @Override
  public Object start(int batch) {
    return Tensor.zeros(longest, batch, steps.length);
  }

  @Override
  public Result run(Signal input, Object memory, Pass pass) {
    Tensor before = (Tensor) memory;
    Tensor in = input.toTensor();
    int batch = in.batch();
    float[][] all = Arrays.copyOf(before.rows(), before.rows().length + in.rows().length);
    System.arraycopy(in.rows(), 0, all, before.rows().length, in.rows().length);
    Tensor out = Tensor.zeros(in.steps(), batch, steps.length);
    for (int r = 0; r < out.rows().length; r++) {
      float[] row = out.rows()[r];
      for (int n = 0; n < row.length; n++) {
        row[n] = all[r + (longest - steps[n]) * batch][n];
      }
    }
    float[][] last = Arrays.copyOfRange(all, all.length - longest * batch, all.length);
    return new Result(out, null, new Tensor(longest, batch, steps.length, last));
  }
}
