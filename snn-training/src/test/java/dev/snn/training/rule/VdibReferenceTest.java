package dev.snn.training.rule;

import static dev.snn.training.rule.VdibEquations.BASES;
import static dev.snn.training.rule.VdibEquations.H;
import static dev.snn.training.rule.VdibEquations.IN;
import static dev.snn.training.rule.VdibEquations.N;
import static dev.snn.training.rule.VdibEquations.R;
import static dev.snn.training.rule.VdibEquations.T;
import static dev.snn.training.rule.VdibEquations.TAU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.snn.api.codec.Decoder;
import dev.snn.api.data.Samples;
import dev.snn.api.layer.Layer;
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
  private static final int OUT = 4;
  private static final double BETA = 0.7;
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
    VdibEquations reference = new VdibEquations(network);
    reference.draw(new Seed(place.random("credit").nextLong()).stream("feedback-0"));
    double[][] start = VdibEquations.copy(network.layers().get(1).parameters().get(0).value());
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
      double[][] decoder = VdibEquations.copy(network.decoder().parameters().get(0).value());
      double[] decoderBias = VdibEquations.copy(network.decoder().parameters().get(1).value())[0];
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
      double[][] now = new VdibEquations(network).all;
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
    assertThat(VdibEquations.copy(network.layers().get(1).parameters().get(0).value()))
        .isNotEqualTo(start);
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
