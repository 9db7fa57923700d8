package dev.snn.neurons.recurrent;

import dev.snn.api.plugin.Value;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Who is connected with whom, by sender (compressed rows) and by receiver.
 *
 * @param start first synapse of each sender, and the number of synapses {@code [N + 1]}
 * @param to receiver of each synapse
 * @param weight at the beginning; negative from inhibitory senders
 * @param delay whole steps, at least 1
 * @param startIn first entry of each receiver in {@code in} {@code [N + 1]}
 * @param in synapses by receiver
 * @param excitatory number of excitatory neurons, which come first
 */
record Wiring(
    int[] start, int[] to, float[] weight, int[] delay, int[] startIn, int[] in, int excitatory) {

  /** Steps of the longest delay. */
  static final int MOST_DELAY = 100_000;

  int size() {
    return start.length - 1;
  }

  int synapses() {
    return to.length;
  }

  /** The sender of each synapse. */
  int[] from() {
    int[] from = new int[synapses()];
    for (int j = 0; j < size(); j++) {
      Arrays.fill(from, start[j], start[j + 1], j);
    }
    return from;
  }

  /** Probabilities and weights of the four kinds of connections. */
  record Kinds(double[] probability, Value[] weight) {
    /** 0 EE, 1 EI, 2 IE, 3 II (sender first). */
    static int of(boolean fromExcitatory, boolean toExcitatory) {
      return (fromExcitatory ? 0 : 2) + (toExcitatory ? 0 : 1);
    }
  }

  /**
   * Draws connections: {@code p(i -> j) = C_kind exp(-(d_ij / lambda)^2)} between places of a cubic
   * grid, {@code p = C_kind} where lambda is 0. Neurons are scattered over the grid at random, and
   * none is connected with itself.
   */
  static Wiring draw(
      int size,
      int excitatory,
      Kinds kinds,
      double lambda,
      Value delayMs,
      double dt,
      RandomGenerator places,
      RandomGenerator chance,
      RandomGenerator weights,
      RandomGenerator delays) {
    int[] place = permutation(size, places);
    int side = (int) Math.ceil(Math.cbrt(size) - 1e-9);
    int[] start = new int[size + 1];
    int[] to = new int[1024];
    float[] weight = new float[1024];
    int[] delay = new int[1024];
    int count = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        if (i == j) {
          continue;
        }
        int kind = Kinds.of(i < excitatory, j < excitatory);
        double p = kinds.probability()[kind];
        if (lambda > 0) {
          p *= Math.exp(-distance2(place[i], place[j], side) / (lambda * lambda));
        }
        if (chance.nextDouble() < p) {
          if (count == to.length) {
            to = Arrays.copyOf(to, 2 * count);
            weight = Arrays.copyOf(weight, 2 * count);
            delay = Arrays.copyOf(delay, 2 * count);
          }
          to[count] = j;
          float w = (float) Math.max(0, kinds.weight()[kind].draw(weights));
          weight[count] = i < excitatory ? w : -w;
          delay[count++] = steps(delayMs.draw(delays), dt);
        }
      }
      start[i + 1] = count;
    }
    to = Arrays.copyOf(to, count);
    int[][] in = byReceiver(size, to);
    return new Wiring(
        start,
        to,
        Arrays.copyOf(weight, count),
        Arrays.copyOf(delay, count),
        in[0],
        in[1],
        excitatory);
  }

  /** Whole steps, at least 1. */
  private static int steps(double ms, double dt) {
    long steps = Math.round(ms / dt);
    if (steps > MOST_DELAY) {
      throw new IllegalArgumentException(
          "delay must be at most %d steps, got %s ms in steps of %s ms"
              .formatted(MOST_DELAY, ms, dt));
    }
    return (int) Math.max(1, steps);
  }

  private static double distance2(int a, int b, int side) {
    int x = a % side - b % side;
    int y = a / side % side - b / side % side;
    int z = a / side / side - b / side / side;
    return (double) x * x + y * y + z * z;
  }

  private static int[] permutation(int n, RandomGenerator random) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** Synapses in the order of their receivers, each with its senders ascending. */
  static int[][] byReceiver(int size, int[] to) {
    int[] start = new int[size + 1];
    for (int j : to) {
      start[j + 1]++;
    }
    for (int j = 0; j < size; j++) {
      start[j + 1] += start[j];
    }
    int[] next = start.clone();
    int[] in = new int[to.length];
    for (int s = 0; s < to.length; s++) {
      in[next[to[s]]++] = s;
    }
    return new int[][] {start, in};
  }
}
