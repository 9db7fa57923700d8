package dev.snn.neurons.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.random.Seed;
import dev.snn.api.random.Stream;
import dev.snn.api.tensor.Tensor;
import dev.snn.testkit.TestContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** srm-bernoulli against its equation, written out as sums in double. */
class SrmReferenceTest {
  private static final int IN = 4;
  private static final int N = 3;
  private static final int STEPS = 16;

  /** Raised cosines as in the class comment of {@link RaisedCosine}. */
  private static double basis(int k, int bases, int length, double mu, double b, int t) {
    double span = Math.log(length - 1 + b) - Math.log(b);
    double width = bases == 1 ? span : span / (bases - 1);
    double centre = Math.log(b) + (bases == 1 ? 0 : k * width);
    double phase = mu * Math.PI * (Math.log(t + b) - centre) / width;
    return (1 + Math.cos(Math.max(-Math.PI, Math.min(Math.PI, phase)))) / 2;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 10, 10, 1",
    "3, 2, 6, 5, 1",
    "8, 1, 10, 10, 1",
    "2, 0, 4, 3, 1",
    "3, 2, 6, 5, 0",
    "8, 1, 10, 10, 0",
    "3, 1, 7, 4, 2.5"
  })
  void equation(int ffBases, int fbBases, int tauFf, int tauFb, double offset) {
    TestContext context = TestContext.of(IN, getClass().getClassLoader());
    Part part =
        Part.of(
            "srm-bernoulli",
            "size",
            N,
            "ff_bases",
            ffBases,
            "fb_bases",
            fbBases,
            "tau_ff",
            tauFf,
            "tau_fb",
            tauFb,
            "mu",
            0.6,
            "bias",
            -0.4,
            "axis_offset",
            offset);
    double bFf = offset == 0 ? tauFf / 10.0 : offset;
    double bFb = offset == 0 ? tauFb / 10.0 : offset;
    Layer layer = context.create(Family.LAYER, "layer", part, IN);
    assertThat(layer.parameters())
        .extracting(Parameter::name)
        .containsExactly("weight", "feedback", "bias");
    float[][] w = layer.parameters().get(0).value();
    float[][] v = layer.parameters().get(1).value();
    float[][] bias = layer.parameters().get(2).value();
    assertThat(bias[0]).containsOnly(-0.4f);
    Stream random = new Seed(3).stream("srm");
    for (float[] row : v) {
      for (int i = 0; i < N; i++) {
        row[i] = random.nextFloat() - 0.5f;
      }
    }
    Tensor s = Tensor.zeros(STEPS, 2, IN);
    for (float[] row : s.rows()) {
      for (int j = 0; j < IN; j++) {
        row[j] = random.nextFloat() < 0.4 ? 1 : 0;
      }
    }
    Layer.Forward f = layer.forward(s, layer.initialState(2), Pass.hard());
    Tensor y = f.readout().output().toTensor();
    for (int b = 0; b < 2; b++) {
      for (int t = 0; t < STEPS; t++) {
        for (int i = 0; i < N; i++) {
          double u = bias[0][i];
          for (int k = 0; k < ffBases; k++) {
            for (int d = 0; d < tauFf && d <= t; d++) {
              for (int j = 0; j < IN; j++) {
                u += w[j][k * N + i] * basis(k, ffBases, tauFf, 0.6, bFf, d) * s.get(t - d, b, j);
              }
            }
          }
          for (int k = 0; k < fbBases; k++) {
            for (int d = 0; d < tauFb && d < t; d++) {
              u += v[k][i] * basis(k, fbBases, tauFb, 0.6, bFb, d) * y.get(t - 1 - d, b, i);
            }
          }
          assertThat(f.readout().membrane().get(t, b, i)).isCloseTo((float) u, within(2e-5f));
          assertThat(f.readout().probability().get(t, b, i))
              .isCloseTo((float) (1 / (1 + Math.exp(-u))), within(1e-5f));
        }
      }
    }
  }
}
