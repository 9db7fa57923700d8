package dev.snn.losses.decoder;

import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.Check;
import dev.snn.api.tensor.Constant;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;

/**
 * What a learned decoder reads of a spike train {@code [T x B x N]}: the spikes themselves (feature
 * {@code l N + n} is neuron n at place l of the window) or their counts (feature n), once over the
 * whole train (tau = 0) or at every step over the last tau steps (place l is then the lag: {@code
 * y_{t-l}}; steps before the first are silent).
 */
record Window(int steps, int neurons, int tau, On on) {

  Window {
    Check.atLeast("tau", tau, 0);
    if (tau > steps) {
      throw new IllegalArgumentException(
          "tau must be at most the number of steps " + steps + ", got " + tau);
    }
  }

  private boolean once() {
    return tau == 0;
  }

  private int places() {
    return on == On.COUNTS ? 1 : once() ? steps : tau;
  }

  /** Number of features. */
  int features() {
    return places() * neurons;
  }

  /** Number of decoding times T'. */
  int times() {
    return once() ? 1 : steps;
  }

  private int reach() {
    return once() ? 1 : tau;
  }

  /** The time at which step t is read with this lag, or -1. */
  private int time(int t, int lag) {
    return once() ? 0 : t + lag < steps ? t + lag : -1;
  }

  private int place(int t, int lag) {
    return on == On.COUNTS ? 0 : once() ? t : lag;
  }

  /** The features {@code [T' x B x F]}; spikes stay spikes. */
  Signal read(Signal output, Pass pass) {
    if (output instanceof Spikes spikes) {
      return readSpikes(spikes);
    }
    if (output instanceof Constant constant && steps == 1) {
      return new Tensor(1, constant.batch(), neurons, constant.rows());
    }
    Tensor dense = output.toTensor();
    Tensor out = pass.arena().zeros(times(), dense.batch(), features());
    for (int t = 0; t < steps; t++) {
      for (int lag = 0; lag < reach() && time(t, lag) >= 0; lag++) {
        for (int b = 0; b < dense.batch(); b++) {
          addTo(out.row(time(t, lag), b), place(t, lag) * neurons, dense.row(t, b));
        }
      }
    }
    return out;
  }

  private void addTo(float[] to, int at, float[] from) {
    for (int n = 0; n < neurons; n++) {
      to[at + n] += from[n];
    }
  }

  private Spikes readSpikes(Spikes in) {
    int batch = in.batch();
    int[] offsets = new int[times() * batch + 1];
    int[] units = new int[in.events() * reach()];
    float[] counts = on == On.COUNTS || !in.isBinary() ? new float[units.length] : null;
    float[] sum = new float[features()];
    int at = 0;
    for (int time = 0; time < times(); time++) {
      for (int b = 0; b < batch; b++) {
        offsets[time * batch + b] = at;
        at =
            on == On.COUNTS
                ? count(in, time, b, sum, units, counts, at)
                : list(in, time, b, units, counts, at);
      }
    }
    offsets[times() * batch] = at;
    return new Spikes(times(), batch, features(), offsets, units, counts);
  }

  /** Copies the events read at one time, in ascending order of the feature. */
  private int list(Spikes in, int time, int b, int[] units, float[] counts, int at) {
    Spikes.Raw events = in.raw();
    int places = once() ? steps : Math.min(tau, time + 1);
    for (int place = 0; place < places; place++) {
      int r = (once() ? place : time - place) * in.batch() + b;
      for (int e = events.offsets()[r]; e < events.offsets()[r + 1]; e++, at++) {
        units[at] = place * neurons + events.units()[e];
        if (counts != null) {
          counts[at] = events.counts()[e];
        }
      }
    }
    return at;
  }

  private int count(Spikes in, int time, int b, float[] sum, int[] units, float[] counts, int at) {
    Spikes.Raw events = in.raw();
    Arrays.fill(sum, 0);
    int first = once() ? 0 : Math.max(0, time - tau + 1);
    int last = once() ? steps - 1 : time;
    for (int t = first; t <= last; t++) {
      int r = t * in.batch() + b;
      for (int e = events.offsets()[r]; e < events.offsets()[r + 1]; e++) {
        sum[events.units()[e]] += events.counts() == null ? 1 : events.counts()[e];
      }
    }
    for (int n = 0; n < neurons; n++) {
      if (sum[n] != 0) {
        units[at] = n;
        counts[at++] = sum[n];
      }
    }
    return at;
  }

  /** The gradient of the spike train from the gradient of the features. */
  Tensor spread(Tensor gradFeatures, Pass pass) {
    Tensor grad = pass.arena().zeros(steps, gradFeatures.batch(), neurons);
    pass.parallel()
        .forEach(
            steps,
            t -> {
              for (int lag = 0; lag < reach() && time(t, lag) >= 0; lag++) {
                int from = place(t, lag) * neurons;
                for (int b = 0; b < gradFeatures.batch(); b++) {
                  float[] g = gradFeatures.row(time(t, lag), b);
                  float[] row = grad.row(t, b);
                  for (int n = 0; n < neurons; n++) {
                    row[n] += g[from + n];
                  }
                }
              }
            });
    return grad;
  }
}
