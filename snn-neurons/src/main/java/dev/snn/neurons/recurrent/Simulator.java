package dev.snn.neurons.recurrent;

import dev.snn.api.reservoir.Reservoir;
import dev.snn.api.reservoir.ReservoirState;
import dev.snn.api.reservoir.Response;
import dev.snn.api.reservoir.Stretch;
import dev.snn.api.tensor.Constant;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import java.util.Arrays;

/**
 * {@link LifReservoir} at work. A step costs the N neurons and, for each spike, its synapses; with
 * plasticity also those towards the neuron that spiked. Spikes arrive through a ring of rows, one
 * per step of delay.
 */
final class Simulator implements Reservoir {
  /** Most values on their way: 1 GB. */
  private static final long MOST_COMING = 1L << 28;

  private final LifReservoir.Config config;
  private final Wiring wiring;
  private final int[] from;
  private final float[][] inputs;
  private final float[] decay;
  private final float[] threshold;
  private final Learning learning;
  private final double dt;
  private final float bias;
  private final int delays;

  Simulator(
      LifReservoir.Config config,
      Wiring wiring,
      float[][] inputs,
      float[] decay,
      float[] threshold,
      Learning learning,
      double dt,
      float bias) {
    this.config = config;
    this.wiring = wiring;
    this.from = wiring.from();
    this.inputs = inputs;
    this.decay = decay;
    this.threshold = threshold;
    this.learning = learning;
    this.dt = dt;
    this.bias = bias;
    int most = 1;
    for (int delay : wiring.delay()) {
      most = Math.max(most, delay);
    }
    this.delays = most + 1;
    if ((long) delays * size() > MOST_COMING) {
      throw new IllegalArgumentException(
          "delay must be shorter for so many neurons: %d steps for %d neurons take %d MB"
              .formatted(most, size(), 4L * delays * size() >> 20));
    }
  }

  @Override
  public int inputSize() {
    return inputs.length;
  }

  @Override
  public int size() {
    return wiring.size();
  }

  /** The connections. */
  Wiring wiring() {
    return wiring;
  }

  /** Weight of an input connection; 0 where there is none. */
  float input(int line, int neuron) {
    return inputs[line][neuron];
  }

  /** Decay of a membrane per step. */
  float decay(int neuron) {
    return decay[neuron];
  }

  @Override
  public ReservoirState start() {
    return new Activity(size(), delays, wiring.weight(), learning != null);
  }

  @Override
  public Reservoir withBias(double more) {
    return new Simulator(config, wiring, inputs, decay, threshold, learning, dt, (float) more);
  }

  @Override
  public double synapticEvents(int[] spikeCounts) {
    long events = 0;
    for (int j = 0; j < size(); j++) {
      events += (long) spikeCounts[j] * (wiring.start()[j + 1] - wiring.start()[j]);
    }
    return events;
  }

  @Override
  public Response run(Signal input, ReservoirState begin, Stretch how) {
    boolean plastic = how.plastic() && learning != null;
    Activity a = ((Activity) begin).copy(plastic);
    int size = size();
    int[] counts = new int[size];
    int recorded = how.every() == 0 ? 0 : input.steps() / how.every();
    float[][] states = new float[recorded][];
    SpikesBuilder kept = how.keepSpikes() ? new SpikesBuilder(input.steps(), 1, size) : null;
    float filter = how.tauFilter() == 0 ? 0 : (float) Math.exp(-dt / how.tauFilter());
    float synaptic = config.tauSyn() == 0 ? 0 : (float) Math.exp(-dt / config.tauSyn());
    int refractory = (int) Math.round(config.tRef() / dt);
    float[] drive = new float[size];
    float[] row = null;
    boolean[] now = new boolean[size];
    int[] fired = new int[size];
    for (int t = 0; t < input.steps(); t++) {
      row = drive(input, t, row, drive);
      int count = neurons(a, drive, synaptic, refractory, fired);
      for (int i = 0; i < size; i++) {
        a.filtered[i] *= filter;
      }
      for (int k = 0; k < count; k++) {
        counts[fired[k]]++;
        a.filtered[fired[k]] += 1;
        if (kept != null) {
          kept.lane(0).add(t, fired[k]);
        }
      }
      send(a, fired, count);
      if (plastic) {
        learn(a, fired, count, now);
      }
      a.step++;
      if (how.every() > 0 && (t + 1) % how.every() == 0) {
        states[(t + 1) / how.every() - 1] = a.filtered.clone();
      }
    }
    return new Response(states, counts, kept == null ? null : kept.build(), a);
  }

  /**
   * Writes the current from outside, unless the row of the step before still holds.
   *
   * @param last that row; null where there is none
   * @return the row of this step
   */
  private float[] drive(Signal input, int t, float[] last, float[] drive) {
    if (input instanceof Spikes spikes) {
      Arrays.fill(drive, bias);
      Spikes.Raw events = spikes.raw();
      for (int e = events.offsets()[t]; e < events.offsets()[t + 1]; e++) {
        float count = events.counts() == null ? 1 : events.counts()[e];
        add(drive, inputs[events.units()[e]], count);
      }
      return null;
    }
    float[] u = input instanceof Constant held ? held.rows()[0] : input.toTensor().row(t, 0);
    if (u == last) {
      return u;
    }
    Arrays.fill(drive, bias);
    for (int j = 0; j < inputs.length; j++) {
      if (u[j] != 0) {
        add(drive, inputs[j], u[j]);
      }
    }
    return u;
  }

  private static void add(float[] drive, float[] weights, float value) {
    for (int i = 0; i < drive.length; i++) {
      drive[i] += value * weights[i];
    }
  }

  /** Moves all neurons on by a step and lists those that fire, ascending. */
  private int neurons(Activity a, float[] drive, float synaptic, int refractory, int[] fired) {
    float[] arriving = a.coming[(int) (a.step % delays)];
    float[] v = a.v;
    float[] current = a.current;
    float r = (float) config.r();
    for (int i = 0; i < v.length; i++) {
      current[i] = synaptic * current[i] + arriving[i];
      v[i] = decay[i] * v[i] + (1 - decay[i]) * r * (current[i] + drive[i]);
    }
    Arrays.fill(arriving, 0);
    int count = 0;
    for (int i = 0; i < v.length; i++) {
      if (a.refractory[i] > 0) {
        a.refractory[i]--;
        v[i] = 0;
      } else if (v[i] >= threshold[i]) {
        v[i] = 0;
        a.refractory[i] = refractory;
        fired[count++] = i;
      }
    }
    return count;
  }

  /** Puts the weights of the synapses of what fired where they arrive. */
  private void send(Activity a, int[] fired, int count) {
    int[] to = wiring.to();
    int[] delay = wiring.delay();
    for (int k = 0; k < count; k++) {
      int j = fired[k];
      for (int s = wiring.start()[j]; s < wiring.start()[j + 1]; s++) {
        a.coming[(int) ((a.step + delay[s]) % delays)][to[s]] += a.weight[s];
      }
    }
  }

  /** All depressions of a step come before its potentiations, both by the traces before it. */
  private void learn(Activity a, int[] fired, int count, boolean[] now) {
    for (int k = 0; k < count && fired[k] < wiring.excitatory(); k++) {
      learning.sent(a, wiring, fired[k], a.step);
      now[fired[k]] = true;
    }
    for (int k = 0; k < count; k++) {
      learning.received(a, wiring, from, fired[k], a.step, now);
    }
    for (int k = 0; k < count; k++) {
      now[fired[k]] = false;
      learning.done(a, fired[k], a.step);
    }
  }
}
