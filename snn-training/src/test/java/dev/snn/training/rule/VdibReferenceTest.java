package dev.snn.training.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.snn.api.codec.Decoder;
import dev.snn.api.data.Samples;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.LearningRule;
import dev.snn.api.learning.Network;
import dev.snn.api.learning.Optimizer;
import dev.snn.api.neuron.Pass;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.random.Seed;
import dev.snn.api.random.Stream;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import dev.snn.api.tensor.Tensor;
import dev.snn.testkit.TestContext;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code vdib-reference} with gradient descent against the reference's equations in doubles, step
 * by step: its traces P, Q, R with their gains, the filters with the axis ln(t + tau/10), the cost
 * of what was drawn, and the update. Only the drawn spikes and the weights at the start are taken
 * from the program.
 */
class VdibReferenceTest {
  private static final int IN = 6;
  private static final int H = 5;
  private static final int N = 3;
  private static final int T = 12;
  private static final int TAU = 6;
  private static final int BASES = 4;
  private static final int OUT = 4;
  private static final double BETA = 0.7;
  private static final double R = 0.3;
  private static final double A = 0.9;
  private static final double B = 0.85;
  private static final double A_RP = 0.65;
  private static final Seed SEED = new Seed(11);
  private static final ClassLoader LOADER = VdibReferenceTest.class.getClassLoader();

  private static TestContext context(String path, int in) {
    TestContext c = TestContext.of(in, LOADER);
    return new TestContext(path, in, T, OUT, 1, SEED, c.dataset(), c.data(), LOADER);
  }

  private static <X> X make(Family<X> family, String name, Part part, int in) {
    return context("n", in).create(family, name, part, in);
  }

  private static Network network() {
    Part lif = Part.of("lif-trace", "unit_gain", false);
    Part readout =
        Part.of(
            "srm-bernoulli",
            "size",
            N,
            "tau_ff",
            TAU,
            "tau_fb",
            TAU,
            "ff_bases",
            BASES,
            "fb_bases",
            1,
            "axis_offset",
            0,
            "init_scale",
            2);
    Layer hidden = make(Family.LAYER, "hidden", Part.of("dense", "size", H, "neuron", lif), IN);
    Layer last = make(Family.LAYER, "last", readout, H);
    Decoder decoder = make(Family.DECODER, "decoder", Part.of("linear"), N);
    Part vib = Part.of("vib", "beta", BETA, "r", R, "distortion", Part.of("bce"));
    return Network.chain(List.of(hidden, last), decoder, make(Family.LOSS, "loss", vib, N));
  }

  private static double[][] copy(float[][] from) {
    double[][] to = new double[from.length][from[0].length];
    for (int r = 0; r < from.length; r++) {
      for (int c = 0; c < to[r].length; c++) {
        to[r][c] = from[r][c];
      }
    }
    return to;
  }

  /** Pillow's raised cosines as the reference computes them: axis ln(t + tau/10), mu = 1/2. */
  private static double[][] filters(int bases) {
    double first = Math.log(TAU / 10.0);
    double last = Math.log(TAU - 1 + TAU / 10.0);
    double between = (last - first) / Math.max(bases - 1, 1);
    double[][] filters = new double[bases][TAU];
    for (int k = 0; k < bases; k++) {
      for (int t = 0; t < TAU; t++) {
        double x = (Math.log(t + TAU / 10.0) - first - k * between) * 0.5 * Math.PI / between;
        filters[k][t] = (Math.cos(Math.max(-Math.PI, Math.min(Math.PI, x))) + 1) / 2;
      }
    }
    return filters;
  }

  /** The network and the update of the reference, for one example at a time. */
  private static final class Reference {
    final double[][] w;
    final double[] hiddenBias;
    final double[][] ff;
    final double[][] fb;
    final double[] bias;
    final double[][] feedback = new double[H][N];
    final double[][] all;
    final double[][] num;
    final double[][] den;
    double[][] g;
    double l;
    boolean begun;

    Reference(Network network) {
      List<Parameter> hidden = network.layers().get(0).parameters();
      List<Parameter> readout = network.layers().get(1).parameters();
      w = copy(hidden.get(0).value());
      hiddenBias = copy(hidden.get(1).value())[0];
      ff = copy(readout.get(0).value());
      fb = copy(readout.get(1).value());
      bias = copy(readout.get(2).value())[0];
      all = new double[IN + 1 + H + 1 + 1][];
      System.arraycopy(w, 0, all, 0, IN);
      all[IN] = hiddenBias;
      System.arraycopy(ff, 0, all, IN + 1, H);
      all[IN + 1 + H] = fb[0];
      all[IN + 2 + H] = bias;
      num = zeros();
      den = zeros();
    }

    double[][] zeros() {
      double[][] zeros = new double[all.length][];
      for (int r = 0; r < all.length; r++) {
        zeros[r] = new double[all[r].length];
      }
      return zeros;
    }

    /** Uniform in +- sqrt(6 / H), from the stream that the rule draws from. */
    void draw(Stream stream) {
      double bound = Math.sqrt(6.0 / H);
      for (double[] row : feedback) {
        for (int i = 0; i < N; i++) {
          row[i] = (2 * stream.nextFloat() - 1) * bound;
        }
      }
    }

    /** Adds the gradients of the log probability of y and gives the encoder's loss. */
    double run(double[][] x, double[][] y) {
      double[][] alpha = filters(BASES);
      double[][] back = filters(1);
      double[] p = new double[IN];
      double[] q = new double[IN];
      double[] r = new double[H];
      double[][] s = new double[T][H];
      double loss = 0;
      for (int t = 0; t < T; t++) {
        for (int j = 0; j < IN; j++) {
          p[j] = A * p[j] + q[j] / (1 - A);
          q[j] = B * q[j] + x[t][j] / (1 - B);
        }
        double[] inside = new double[H];
        for (int h = 0; h < H; h++) {
          r[h] = A_RP * r[h] - (t == 0 ? 0 : s[t - 1][h]);
          double u = hiddenBias[h] + r[h];
          for (int j = 0; j < IN; j++) {
            u += w[j][h] * p[j];
          }
          s[t][h] = u >= 0 ? 1 : 0;
          inside[h] = u > -0.5 && u <= 0.5 ? 1 : 0;
        }
        double[] error = new double[N];
        for (int i = 0; i < N; i++) {
          double u = bias[i];
          double past = 0;
          for (int d = 0; d < TAU && d < t; d++) {
            past += back[0][d] * y[t - 1 - d][i];
          }
          u += fb[0][i] * past;
          for (int h = 0; h < H; h++) {
            for (int k = 0; k < BASES; k++) {
              u += ff[h][k * N + i] * filtered(alpha[k], s, t, h);
            }
          }
          double probability = 1 / (1 + Math.exp(-u));
          loss +=
              (y[t][i] * Math.log(probability / R)
                      + (1 - y[t][i]) * Math.log((1 - probability) / (1 - R)))
                  / (N * T);
          error[i] = y[t][i] - probability;
          double score = error[i] / (N * T);
          g[IN + 2 + H][i] += score;
          g[IN + 1 + H][i] += score * past;
          for (int h = 0; h < H; h++) {
            for (int k = 0; k < BASES; k++) {
              g[IN + 1 + h][k * N + i] += score * filtered(alpha[k], s, t, h);
            }
          }
        }
        for (int h = 0; h < H; h++) {
          double signal = 0;
          for (int i = 0; i < N; i++) {
            signal += error[i] * feedback[h][i];
          }
          g[IN][h] += signal * inside[h];
          for (int j = 0; j < IN; j++) {
            g[j][h] += signal * inside[h] * p[j];
          }
        }
      }
      return loss;
    }

    private static double filtered(double[] filter, double[][] s, int t, int h) {
      double sum = 0;
      for (int d = 0; d < TAU && d <= t; d++) {
        sum += filter[d] * s[t - d][h];
      }
      return sum;
    }

    /** Averages with what is new at 0.99, and gradient descent. */
    void update(double cost, double kappa, double lr) {
      l = begun ? kappa * l + (1 - kappa) * cost : cost;
      for (int r = 0; r < all.length; r++) {
        for (int c = 0; c < all[r].length; c++) {
          double square = g[r][c] * g[r][c];
          num[r][c] = begun ? kappa * num[r][c] + (1 - kappa) * square * l : square * l;
          den[r][c] = begun ? kappa * den[r][c] + (1 - kappa) * square : square;
          all[r][c] -= lr * (l - num[r][c] / (1e-7 + den[r][c])) * g[r][c];
        }
      }
      begun = true;
    }
  }

  /**
   * {@code -log q} of the image: the mean binary cross-entropy of the linear decoder's sigmoids.
   */
  private static double distortion(double[][] w, double[] bias, double[][] y, float[] target) {
    double sum = 0;
    for (int o = 0; o < OUT; o++) {
      double score = bias[o];
      for (int t = 0; t < T; t++) {
        for (int i = 0; i < N; i++) {
          score += w[t * N + i][o] * y[t][i];
        }
      }
      double q = 1 / (1 + Math.exp(-score));
      sum -= target[o] * Math.log(q) + (1 - target[o]) * Math.log(1 - q);
    }
    return sum / OUT;
  }

  @ParameterizedTest
  @CsvSource({"0.01, 1, 50", "0.6, 1, 1", "0.01, 3, 50"})
  void theUpdateIsTheReferences(double kappa, int batch, double lr) {
    Network network = network();
    Part descent = Part.of("sgd", "lr", lr, "momentum", 0);
    Optimizer optimizer =
        make(
            Family.OPTIMIZER,
            "optimizer",
            Part.of("per-place", "layers", descent, "decoder", Part.of("adam", "lr", 0.01)),
            1);
    TestContext place = context("rule", N);
    LearningRule rule = new VdibReference().create(new VdibReference.Config(kappa), place);
    Reference reference = new Reference(network);
    reference.draw(new Seed(place.random("credit").nextLong()).stream("feedback-0"));
    double[][] start = copy(network.layers().get(1).parameters().get(0).value());
    Stream random = new Seed(5).stream("examples");
    double learned = 0;
    double hidden = 0;
    for (int step = 0; step < 8; step++) {
      Spikes input = input(random, batch);
      float[][] targets = new float[batch][OUT];
      long[] ids = new long[batch];
      for (int b = 0; b < batch; b++) {
        ids[b] = step * batch + b;
        for (int o = 0; o < OUT; o++) {
          targets[b][o] = random.nextFloat();
        }
      }
      Samples samples = new Samples(ids, new float[batch][IN], null, null, targets);
      double[][] decoder = copy(network.decoder().parameters().get(0).value());
      double[] decoderBias = copy(network.decoder().parameters().get(1).value())[0];
      LearningRule.Step done =
          rule.accumulate(network, input, samples, Pass.hard().forIds(ids).withKey(step));
      Tensor drawn = done.forward().readout().output().toTensor();
      reference.g = reference.zeros();
      double cost = 0;
      for (int b = 0; b < batch; b++) {
        double[][] y = rows(drawn, b);
        double rate = reference.run(rows(input.toTensor(), b), y);
        cost += (distortion(decoder, decoderBias, y, targets[b]) + BETA * rate) / batch;
      }
      for (double[] row : reference.g) {
        for (int c = 0; c < row.length; c++) {
          row[c] /= batch;
        }
      }
      double[][] before = new double[reference.all.length][];
      for (int r = 0; r < before.length; r++) {
        before[r] = reference.all[r].clone();
      }
      reference.update(cost, kappa, lr);
      optimizer.step(network.parameters(), 1, Parallel.SEQUENTIAL);
      double[][] now = new Reference(network).all;
      for (int r = 0; r < now.length; r++) {
        for (int c = 0; c < now[r].length; c++) {
          double moved = Math.abs(reference.all[r][c] - before[r][c]);
          assertThat(now[r][c])
              .as("step %d, row %d, column %d, moved by %.2g", step, r, c, moved)
              .isCloseTo(reference.all[r][c], offset(1e-5));
          learned = r > IN ? Math.max(learned, moved) : learned;
          hidden = r <= IN ? Math.max(hidden, moved) : hidden;
        }
      }
    }
    assertThat(learned).as("the readout moves by far more than the tolerance").isGreaterThan(1e-3);
    assertThat(hidden).as("hidden weights as well").isGreaterThan(1e-2);
    assertThat(copy(network.layers().get(1).parameters().get(0).value())).isNotEqualTo(start);
  }

  private static double[][] rows(Tensor tensor, int b) {
    double[][] rows = new double[T][tensor.size()];
    for (int t = 0; t < T; t++) {
      for (int i = 0; i < tensor.size(); i++) {
        rows[t][i] = tensor.get(t, b, i);
      }
    }
    return rows;
  }

  private static Spikes input(Stream random, int batch) {
    SpikesBuilder spikes = new SpikesBuilder(T, batch, IN);
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < T; t++) {
        for (int j = 0; j < IN; j++) {
          if (random.nextFloat() < 0.3) {
            spikes.lane(b).add(t, j);
          }
        }
      }
    }
    return spikes.build();
  }
}
