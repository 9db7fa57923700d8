package dev.snn.training.rule;

import dev.snn.api.codec.Decoder;
import dev.snn.api.data.Samples;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Readout;
import dev.snn.api.learning.Network;
import dev.snn.api.loss.Loss;
import dev.snn.api.loss.Outcome;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.Value;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import dev.snn.api.tensor.Tensor;
import dev.snn.losses.decoder.Linear;
import dev.snn.losses.loss.Vib;
import dev.snn.neurons.layer.Dense;
import dev.snn.neurons.layer.SrmBernoulli;
import dev.snn.testkit.TestContext;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Two inputs, three leaky neurons, two Bernoulli neurons with feedback, three steps: so small that
 * all 64 patterns of output spikes can be tried, and the expected cost and its gradient be had
 * exactly.
 */
final class EnumeratedNetwork {
  static final int STEPS = 3;
  private static final int SIZE = 2;
  private static final int IN = 3;
  private static final int PATTERNS = 1 << (STEPS * SIZE);
  private static final int TAU_FF = 3;
  private static final int TAU_FB = 2;
  private static final double EPS = 1e-4;

  final Network network;
  private final Layer readout;
  private final double beta = 0.3;
  private final double r = 0.3;

  EnumeratedNetwork() {
    ClassLoader loader = getClass().getClassLoader();
    TestContext context = TestContext.of(2, loader);
    Layer hidden = dense(context);
    readout =
        new SrmBernoulli()
            .create(
                new SrmBernoulli.Config(SIZE, TAU_FF, TAU_FB, 1, 1, 0.5, Value.of(-0.4), 3, 1),
                context.withInputSize(IN));
    readout.parameters().get(1).value()[0][0] = -0.7f;
    readout.parameters().get(1).value()[0][1] = 0.5f;
    TestContext last =
        new TestContext(
            "end", SIZE, STEPS, 3, 1, context.seed(), context.dataset(), context.data(), loader);
    Decoder decoder = new Linear().create(new Linear().defaults(), last);
    for (Parameter p : decoder.parameters()) {
      for (float[] row : p.value()) {
        for (int i = 0; i < row.length; i++) {
          row[i] *= 4;
        }
      }
    }
    Loss loss =
        new Vib()
            .create(new Vib.Config(beta, r, Vib.Normalise.SUM, Part.of("cross-entropy")), last);
    network = Network.chain(List.of(hidden, readout), decoder, loss);
  }

  private static Layer dense(TestContext context) {
    Dense dense = new Dense();
    Dense.Config d = dense.defaults();
    Part lif = Part.of("lif", "r", 20.0, "tau_mem", 5.0);
    Layer layer =
        dense.create(new Dense.Config(IN, lif, d.bias(), d.initScale(), d.init()), context);
    float[][] w = {{0.9f, 0.4f, -0.2f}, {0.1f, 0.6f, 0.8f}};
    for (int i = 0; i < w.length; i++) {
      layer.parameters().get(0).value()[i] = w[i];
    }
    return layer;
  }

  /** The input, the same for every example. */
  static Spikes input(int batch) {
    SpikesBuilder spikes = new SpikesBuilder(STEPS, batch, 2);
    for (int b = 0; b < batch; b++) {
      spikes.lane(b).add(0, 0);
      spikes.lane(b).add(1, 0);
      spikes.lane(b).add(1, 1);
      spikes.lane(b).add(2, 1);
    }
    return spikes.build();
  }

  /** Class 1 for every example; ids that begin there. */
  static Samples samples(int batch, long firstId) {
    long[] ids = new long[batch];
    int[] labels = new int[batch];
    for (int b = 0; b < batch; b++) {
      ids[b] = firstId + b;
      labels[b] = 1;
    }
    return Samples.labelled(ids, new float[batch][2], labels);
  }

  /** Gradient of the expected cost with respect to every weight of the layers, in order. */
  double[] exactGradient() {
    Hidden hidden = Hidden.forward(network, input(1), Pass.hard());
    double[][] s = new double[STEPS][IN];
    Tensor spikes = hidden.below().toTensor();
    for (int t = 0; t < STEPS; t++) {
      for (int i = 0; i < IN; i++) {
        s[t][i] = spikes.get(t, 0, i);
      }
    }
    double[] distortion = distortions();
    Tensor below = Tensor.zeros(STEPS, 1, IN);
    for (int t = 0; t < STEPS; t++) {
      for (int i = 0; i < IN; i++) {
        below.row(t, 0)[i] = (float) slope(s[t], i, () -> expectedCost(s, distortion));
      }
    }
    network.layers().get(0).parameters().forEach(Parameter::clearGradient);
    hidden.backward(below, Pass.hard());
    double[] hiddenPart = gradients(network.layers().get(0).parameters());
    double[] own =
        readout.parameters().stream()
            .flatMap(p -> Arrays.stream(p.value()))
            .flatMapToDouble(
                row -> {
                  double[] slopes = new double[row.length];
                  for (int i = 0; i < row.length; i++) {
                    int index = i;
                    slopes[i] = slope(row, index, () -> expectedCost(s, distortion));
                  }
                  return Arrays.stream(slopes);
                })
            .toArray();
    double[] all = Arrays.copyOf(hiddenPart, hiddenPart.length + own.length);
    System.arraycopy(own, 0, all, hiddenPart.length, own.length);
    return all;
  }

  /** All gradients, row after row. */
  static double[] gradients(List<Parameter> parameters) {
    return parameters.stream()
        .flatMap(p -> Arrays.stream(p.gradient()))
        .flatMapToDouble(
            row -> {
              double[] values = new double[row.length];
              for (int i = 0; i < row.length; i++) {
                values[i] = row[i];
              }
              return Arrays.stream(values);
            })
        .toArray();
  }

  private static double slope(double[] row, int i, DoubleSupplier f) {
    double before = row[i];
    row[i] = before + EPS;
    double up = f.getAsDouble();
    row[i] = before - EPS;
    double down = f.getAsDouble();
    row[i] = before;
    return (up - down) / (2 * EPS);
  }

  private static double slope(float[] row, int i, DoubleSupplier f) {
    float before = row[i];
    row[i] = before + 1e-2f;
    final double up = f.getAsDouble();
    final double high = row[i];
    row[i] = before - 1e-2f;
    final double down = f.getAsDouble();
    final double low = row[i];
    row[i] = before;
    return (up - down) / (high - low);
  }

  private static int bit(int pattern, int t, int i) {
    return t < 0 ? 0 : pattern >> (t * SIZE + i) & 1;
  }

  /** What the decoder says to each pattern: the cross-entropy with class 1. */
  private double[] distortions() {
    double[] all = new double[PATTERNS];
    for (int pattern = 0; pattern < PATTERNS; pattern++) {
      SpikesBuilder y = new SpikesBuilder(STEPS, 1, SIZE);
      for (int t = 0; t < STEPS; t++) {
        for (int i = 0; i < SIZE; i++) {
          if (bit(pattern, t, i) == 1) {
            y.lane(0).add(t, i);
          }
        }
      }
      Tensor half = Tensor.zeros(STEPS, 1, SIZE).fill((float) r);
      Readout seen = new Readout(y.build(), half, () -> half, true);
      Decoder.Decoded decoded = network.decoder().decode(seen, Pass.hard());
      // Where p = r the rate term is zero and the distortion is left.
      all[pattern] =
          network
              .loss()
              .evaluate(new Outcome(decoded.prediction(), seen), samples(1, 0), Pass.hard())
              .mean();
    }
    return all;
  }

  /** {@code sum_y p(y) (distortion(y) + beta log(p(y) / q(y)))}, the definition, in doubles. */
  private double expectedCost(double[][] s, double[] distortion) {
    double sum = 0;
    for (int pattern = 0; pattern < PATTERNS; pattern++) {
      double logP = 0;
      double logQ = 0;
      for (int t = 0; t < STEPS; t++) {
        for (int i = 0; i < SIZE; i++) {
          double p = 1 / (1 + Math.exp(-potential(s, pattern, t, i)));
          int y = bit(pattern, t, i);
          logP += Math.log(y == 1 ? p : 1 - p);
          logQ += Math.log(y == 1 ? r : 1 - r);
        }
      }
      sum += Math.exp(logP) * (distortion[pattern] + beta * (logP - logQ));
    }
    return sum;
  }

  private double potential(double[][] s, int pattern, int t, int i) {
    float[][] w = readout.parameters().get(0).value();
    double u = readout.parameters().get(2).value()[0][i];
    for (int d = 0; d < TAU_FF && d <= t; d++) {
      for (int j = 0; j < IN; j++) {
        u += bump(d, TAU_FF) * w[j][i] * s[t - d][j];
      }
    }
    for (int d = 0; d < TAU_FB; d++) {
      u += bump(d, TAU_FB) * readout.parameters().get(1).value()[0][i] * bit(pattern, t - 1 - d, i);
    }
    return u;
  }

  private static double bump(int t, int length) {
    return (1 + Math.cos(0.5 * Math.PI * Math.log(t + 1) / Math.log(length))) / 2;
  }
}
