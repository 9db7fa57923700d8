package dev.snn.nir.run;

import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import dev.snn.api.tensor.Tensor;

/**
 * A product or a convolution and the IF neurons behind it, event by event:
 *
 * <pre>
 *   x_t = bias + sum_i w[i] s_t[i]
 *   v_t = v_{t-1} + r x_t, reset where it is above v_threshold
 * </pre>
 *
 * <p>A membrane without leak only changes where something arrives, so that a step costs the places
 * that its events reach; where there is a bias, all of them. Examples are independent of each
 * other. Sums are in single precision, in the order of the lines, whatever is recorded.
 */
final class FiringSums {
  private final Fan fan;
  private final float[] bias;
  private final boolean biased;
  private final Neurons neurons;

  /** The number that each output has in the file: channel by channel. */
  private final int[] inFile;

  /**
   * IF neurons, in the order of the file.
   *
   * @param r factor on the input
   * @param reset the membrane after a spike
   * @param subtract true: a spike takes the threshold off
   */
  record Neurons(float[] r, float[] threshold, float reset, boolean subtract) {}

  /**
   * A product with neurons.
   *
   * @param bias of each channel
   */
  FiringSums(Fan fan, float[] bias, Neurons neurons) {
    this.fan = fan;
    this.inFile = new int[fan.outputs()];
    for (int k = 0; k < inFile.length; k++) {
      inFile[k] = k % fan.channels * fan.places + k / fan.channels;
    }
    this.neurons =
        new Neurons(placed(neurons.r), placed(neurons.threshold), neurons.reset, neurons.subtract);
    this.bias = new float[fan.outputs()];
    boolean any = false;
    for (int k = 0; k < this.bias.length; k++) {
      this.bias[k] = bias[k % fan.channels];
      any |= this.bias[k] != 0;
    }
    this.biased = any;
  }

  /** Values that are in the order of the file, place by place. */
  private float[] placed(float[] values) {
    float[] placed = new float[values.length];
    for (int k = 0; k < placed.length; k++) {
      placed[k] = values[inFile[k]];
    }
    return placed;
  }

  /**
   * What a stretch gave.
   *
   * @param sums what went into the neurons; null where nobody asked
   * @param membranes after each step; null where nobody asked
   */
  record Result(Spikes spikes, Tensor sums, Tensor membranes, State memory) {}

  /**
   * Runs over a stretch of time.
   *
   * @param before of the neurons
   * @param sums whether the sums are wanted
   * @param membranes whether the membranes are wanted
   */
  Result run(Spikes input, State before, boolean sums, boolean membranes, Pass pass) {
    int steps = input.steps();
    int batch = input.batch();
    SpikesBuilder spikes = new SpikesBuilder(steps, batch, fan.outputs());
    Tensor x = sums ? Tensor.zeros(steps, batch, fan.outputs()) : null;
    Tensor v = membranes ? Tensor.zeros(steps, batch, fan.outputs()) : null;
    State after = before.copy();
    float[][] memory = after.get("v");
    pass.parallel()
        .forEach(
            batch,
            b -> {
              Example example = new Example(memory[b]);
              for (int t = 0; t < steps; t++) {
                example.sum(input, t * batch + b);
                write(example.x, x, t, b);
                example.fire(spikes.lane(b), t);
                write(example.v, v, t, b);
              }
              example.keep(memory[b]);
            });
    return new Result(spikes.build(), x, v, after);
  }

  private void write(float[] values, Tensor to, int t, int b) {
    if (to != null) {
      keep(values, to.row(t, b));
    }
  }

  private void keep(float[] values, float[] row) {
    for (int k = 0; k < values.length; k++) {
      row[inFile[k]] = values[k];
    }
  }

  /** An example under way. */
  private final class Example {
    private final float[] v;
    private final float[] x = bias.clone();
    private final Bits touched = new Bits(fan.places);
    private final Bits fired = new Bits(fan.outputs());

    Example(float[] memory) {
      v = placed(memory);
      for (int k = 0; k < v.length; k++) {
        again(k);
      }
    }

    /** A membrane above its threshold fires in the next step though nothing arrives. */
    private void again(int k) {
      if (v[k] > neurons.threshold[k]) {
        touched.set(k / fan.channels);
      }
    }

    void keep(float[] memory) {
      FiringSums.this.keep(v, memory);
    }

    /** Adds what arrives to x. */
    void sum(Spikes input, int r) {
      if (biased) {
        touched.set(0, fan.places);
      }
      Spikes.Raw raw = input.raw();
      int[] units = raw.units();
      float[] counts = raw.counts();
      int end = raw.offsets()[r + 1];
      for (int e = raw.offsets()[r]; e < end; e++) {
        fan.add(units[e], counts == null ? 1 : counts[e], x, touched);
      }
    }

    /** Advances the membranes that something arrived at, and empties x. */
    void fire(SpikesBuilder.Lane lane, int t) {
      int n = touched.drain();
      int[] places = touched.list();
      for (int k = 0; k < n; ) {
        int first = k++;
        while (k < n && places[k] == places[k - 1] + 1) {
          k++;
        }
        int from = places[first] * fan.channels;
        int to = (places[k - 1] + 1) * fan.channels;
        charge(v, x, neurons.r, bias, from, to);
        fire(from, to);
      }
      int spikes = fired.drain();
      lane.addAll(t, fired.list(), 0, spikes);
    }

    private void fire(int from, int to) {
      float[] threshold = neurons.threshold;
      for (int k = from; k < to; k++) {
        if (v[k] > threshold[k]) {
          fired.set(inFile[k]);
          v[k] = neurons.subtract ? v[k] - threshold[k] : neurons.reset;
          again(k);
        }
      }
    }
  }

  private static void charge(float[] v, float[] x, float[] r, float[] bias, int from, int to) {
    for (int k = from; k < to; k++) {
      v[k] += r[k] * x[k];
      x[k] = bias[k];
    }
  }
}
