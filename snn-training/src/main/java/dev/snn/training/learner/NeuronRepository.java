package dev.snn.training.learner;

import dev.snn.api.data.BadDataException;
import dev.snn.api.learning.SavedState;
import dev.snn.api.stream.StreamLearner;
import java.util.Arrays;

/** {@link EvolvingSpiking}. Weights lie line by line, so that a spike reaches neighbours. */
final class NeuronRepository implements StreamLearner {
  private final EvolvingSpiking.Config config;
  private final int lines;
  private final int most;

  /** {@code [line][neuron]}. */
  private final double[] weights;

  private final double[] thresholds;
  private final int[] classes;

  /** Samples that a neuron stands for. */
  private final double[] merged;

  /** {@code mod^k}. */
  private final double[] powers;

  private final double[] potentials;
  private final double[] distances;

  /** Weights of the sample that is learned. */
  private final double[] sample;

  /** Lines that spike, in the order of their spikes. */
  private final int[] order;

  private final long[] keys;
  private int size;

  /** Place of the oldest neuron, once all places are taken. */
  private int oldest;

  NeuronRepository(EvolvingSpiking.Config config, int lines) {
    this.config = config;
    this.lines = lines;
    most = config.neurons();
    weights = new double[lines * most];
    thresholds = new double[most];
    classes = new int[most];
    merged = new double[most];
    potentials = new double[most];
    distances = new double[most];
    sample = new double[lines];
    order = new int[lines];
    keys = new long[lines];
    powers = new double[lines];
    for (int k = 0; k < lines; k++) {
      powers[k] = Math.pow(config.mod(), k);
    }
  }

  /** Finds the order of the spikes; returns how many there are. */
  private int spikes(float[] x) {
    double least = 1 - config.latest();
    int count = 0;
    for (int n = 0; n < lines; n++) {
      if (x[n] > 0 && x[n] >= least) {
        // Bits of floats above 0 are in the order of the numbers.
        keys[count++] = (long) (Integer.MAX_VALUE - Float.floatToIntBits(x[n])) << 32 | n;
      }
    }
    Arrays.sort(keys, 0, count);
    for (int k = 0; k < count; k++) {
      order[k] = (int) keys[k];
    }
    return count;
  }

  @Override
  public int predict(float[] x) {
    if (size == 0) {
      return 0;
    }
    int count = spikes(x);
    Arrays.fill(potentials, 0, size, 0);
    for (int k = 0; k < count; k++) {
      double power = powers[k];
      int at = order[k] * most;
      for (int n = 0; n < size; n++) {
        potentials[n] += weights[at + n] * power;
      }
      int winner = -1;
      for (int n = 0; n < size; n++) {
        if (potentials[n] > thresholds[n] && (winner < 0 || potentials[n] > potentials[winner])) {
          winner = n;
        }
      }
      if (winner >= 0) {
        return classes[winner];
      }
    }
    int best = 0;
    for (int n = 1; n < size; n++) {
      // PSP_n / theta_n, and 0 / 0 is below all others.
      if (thresholds[best] == 0 && thresholds[n] > 0
          || potentials[n] * thresholds[best] > potentials[best] * thresholds[n]) {
        best = n;
      }
    }
    return classes[best];
  }

  @Override
  public void learn(float[] x, int label) {
    int count = spikes(x);
    Arrays.fill(sample, 0);
    double squares = 0;
    for (int k = 0; k < count; k++) {
      sample[order[k]] = powers[k];
      squares += powers[k] * powers[k];
    }
    double threshold = config.c() * squares;
    int near = nearest(label);
    if (near >= 0 && distances[near] < config.similarity() * config.similarity()) {
      merge(near, threshold);
    } else {
      add(label, threshold);
    }
  }

  /** The neuron of a class whose weights are nearest to the sample's; -1 where none is. */
  private int nearest(int label) {
    Arrays.fill(distances, 0, size, 0);
    for (int line = 0; line < lines; line++) {
      double w = sample[line];
      int at = line * most;
      for (int n = 0; n < size; n++) {
        double d = w - weights[at + n];
        distances[n] += d * d;
      }
    }
    int near = -1;
    for (int n = 0; n < size; n++) {
      if (classes[n] == label && (near < 0 || distances[n] < distances[near])) {
        near = n;
      }
    }
    return near;
  }

  private void merge(int neuron, double threshold) {
    double m = merged[neuron];
    for (int line = 0; line < lines; line++) {
      int at = line * most + neuron;
      weights[at] = (sample[line] + m * weights[at]) / (m + 1);
    }
    thresholds[neuron] = (threshold + m * thresholds[neuron]) / (m + 1);
    merged[neuron] = m + 1;
  }

  private void add(int label, double threshold) {
    int place = size < most ? size++ : oldest;
    oldest = size < most ? 0 : (place + 1) % most;
    for (int line = 0; line < lines; line++) {
      weights[line * most + place] = sample[line];
    }
    thresholds[place] = threshold;
    classes[place] = label;
    merged[place] = 1;
  }

  @Override
  public void reset() {
    size = 0;
    oldest = 0;
  }

  @Override
  public long bytes() {
    return (long) most * (Double.BYTES * (lines + 2L) + Integer.BYTES);
  }

  @Override
  public SavedState state() {
    SavedState state = new SavedState().put("neurons", size).put("oldest", oldest);
    for (int n = 0; n < size; n++) {
      double[] neuron = new double[lines + 3];
      for (int line = 0; line < lines; line++) {
        neuron[line] = weights[line * most + n];
      }
      neuron[lines] = thresholds[n];
      neuron[lines + 1] = classes[n];
      neuron[lines + 2] = merged[n];
      state.putDoubles("neuron" + n, neuron);
    }
    return state;
  }

  @Override
  public void restore(SavedState state) {
    size = (int) state.number("neurons");
    oldest = (int) state.number("oldest");
    if (size < 0 || size > most || oldest < 0 || oldest >= most) {
      throw new BadDataException("the saved state has %d neurons of %d.".formatted(size, most));
    }
    for (int n = 0; n < size; n++) {
      double[] neuron = state.doubles("neuron" + n, lines + 3);
      for (int line = 0; line < lines; line++) {
        weights[line * most + n] = neuron[line];
      }
      thresholds[n] = neuron[lines];
      classes[n] = (int) neuron[lines + 1];
      merged[n] = neuron[lines + 2];
    }
  }
}
