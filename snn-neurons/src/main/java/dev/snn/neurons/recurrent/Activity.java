package dev.snn.neurons.recurrent;

import dev.snn.api.reservoir.ReservoirState;
import java.util.Arrays;

/** Everything that changes over time. A run works on a copy of its own. */
final class Activity implements ReservoirState {
  final float[] v;
  final float[] current;
  final int[] refractory;
  final float[][] coming;
  final float[] filtered;
  final float[] weight;
  final float[] pre;
  final float[] post;
  final float[] rate;
  final long[] lastSpike;
  long step;

  /** At rest. */
  Activity(int size, int delays, float[] weight, boolean plastic) {
    this(
        new float[size],
        new float[size],
        new int[size],
        new float[delays][size],
        new float[size],
        weight,
        new float[plastic ? weight.length : 0],
        new float[plastic ? weight.length : 0],
        new float[plastic ? size : 0],
        new long[size],
        0);
    Arrays.fill(lastSpike, -1);
  }

  private Activity(
      float[] v,
      float[] current,
      int[] refractory,
      float[][] coming,
      float[] filtered,
      float[] weight,
      float[] pre,
      float[] post,
      float[] rate,
      long[] lastSpike,
      long step) {
    this.v = v;
    this.current = current;
    this.refractory = refractory;
    this.coming = coming;
    this.filtered = filtered;
    this.weight = weight;
    this.pre = pre;
    this.post = post;
    this.rate = rate;
    this.lastSpike = lastSpike;
    this.step = step;
  }

  /**
   * A copy to run on.
   *
   * @param plastic false where weights and traces may be shared
   */
  Activity copy(boolean plastic) {
    float[][] rows = new float[coming.length][];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = coming[k].clone();
    }
    return new Activity(
        v.clone(),
        current.clone(),
        refractory.clone(),
        rows,
        filtered.clone(),
        plastic ? weight.clone() : weight,
        plastic ? pre.clone() : pre,
        plastic ? post.clone() : post,
        plastic ? rate.clone() : rate,
        lastSpike.clone(),
        step);
  }

  @Override
  public ReservoirState atRest() {
    return new Activity(v.length, coming.length, weight, rate.length > 0);
  }
}
