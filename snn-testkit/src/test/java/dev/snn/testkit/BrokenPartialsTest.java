package dev.snn.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.layer.Parameter;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.api.neuron.StateNeuron;
import dev.snn.api.neuron.StateVariable;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A neuron with two variables, a learned gain and an adaptive threshold: it keeps the contract, and
 * of each of its partial derivatives that is wrong the contract says which it is.
 */
class BrokenPartialsTest {

  /** The partial derivative that is wrong by a factor; none where it is empty. */
  private record Two(String broken) implements NeuronPlugin<Two.Config> {
    public record Config(
        @Doc("true: no gradient flows through the reset") boolean detachReset,
        @Doc("surrogate gradient") @PartOf("surrogate") Part surrogate) {}

    @Override
    public String name() {
      return "test.two";
    }

    @Override
    public Config defaults() {
      return new Config(true, Part.of("test.sigmoid", "slope", 3.0));
    }

    private float factor(String which) {
      return which.equals(broken) ? 1.25f : 1;
    }

    private static float square(float v) {
      return v * v / (1 + v * v);
    }

    /** 0.2 d square(v) / dv. */
    private static float slope(float v) {
      return 0.4f * v / ((1 + v * v) * (1 + v * v));
    }

    @Override
    public NeuronModel create(Config c, BuildContext context) {
      float[] gain = new float[context.inputSize()];
      java.util.Arrays.fill(gain, 0.7f);
      Parameter r = Parameter.of("r", new float[][] {gain});
      return new StateNeuron(
          gain.length,
          1,
          context.create(Family.SURROGATE, "surrogate", c.surrogate(), 1),
          StateVariable.named("v").startingAt(0.1f).setTo(0).detached(c.detachReset()),
          StateVariable.named("w").plus(0.3f).raisingThreshold(0.4)) {
        @Override
        public List<Parameter> parameters() {
          return List.of(r);
        }

        @Override
        protected void charge(float[][] s, float[] x, float[][] h, int n) {
          for (int i = 0; i < n; i++) {
            float y = (float) Math.tanh(s[1][i]);
            h[0][i] = 0.8f * s[0][i] - 0.5f * y + gain[i] * x[i];
            h[1][i] = 0.9f * s[1][i] + 0.2f * square(s[0][i]) + 0.1f * x[i];
          }
        }

        @Override
        protected void chargeGradient(float[][] s, float[] x, float[][][] dv, float[][] dx, int n) {
          for (int i = 0; i < n; i++) {
            float y = (float) Math.tanh(s[1][i]);
            dv[0][0][i] = 0.8f * factor("v v");
            dv[0][1][i] = -0.5f * (1 - y * y) * factor("v w");
            dx[0][i] = gain[i] * factor("v x");
            dv[1][0][i] = slope(s[0][i]) * factor("w v");
            dv[1][1][i] = 0.9f * factor("w w");
            dx[1][i] = 0.1f * factor("w x");
          }
        }

        @Override
        protected void parameterGradient(
            float[][] s, float[] x, float[][] gh, float[][] grad, int n) {
          for (int i = 0; i < n; i++) {
            grad[0][i] += gh[0][i] * x[i] * factor("v r");
          }
        }
      };
    }
  }

  @Test
  void theUnbrokenNeuronPassesEveryCheck() {
    assertThat(Contracts.check(Family.NEURON, new Two("")))
        .hasSizeGreaterThan(20)
        // It needs an argument, which no plug-in has.
        .allMatch(result -> result.passed() || result.name().equals("constructor"));
  }

  @ParameterizedTest
  @CsvSource({
    "v v, of v with respect to v, dv[0][0]",
    "v w, of v with respect to w, dv[0][1]",
    "v x, of v with respect to the current x, dx[0]",
    "v r, of v with respect to the parameter r, grad[0]",
    "w v, of w with respect to v, dv[1][0]",
    "w w, of w with respect to w, dv[1][1]",
    "w x, of w with respect to the current x, dx[1]"
  })
  void theWrongOneIsNamedAndNoOther(String broken, String name, String array) {
    List<CheckResult> results = Contracts.check(Family.NEURON, new Two(broken));

    CheckResult partials =
        results.stream().filter(r -> r.name().equals("partial derivatives")).findFirst().get();
    assertThat(partials.passed()).isFalse();
    assertThat(partials.detail())
        .startsWith("the partial derivative %s is wrong: at v = ".formatted(name))
        .contains(" " + array + " is ", "central differences give ")
        .doesNotContain(";");
    assertThat(results).anyMatch(r -> r.name().equals("gradients") && !r.passed());
  }

  @Test
  void ofAPointNeuronItIsNamedToo() {
    Caught.by(
        "partial derivatives",
        Family.NEURON,
        new Leaky() {
          @Override
          public NeuronModel create(Config config, BuildContext context) {
            return new Model(config, context) {
              @Override
              protected void chargeGradient(float[] v, float[] x, float[] dv, float[] dx, int n) {
                super.chargeGradient(v, x, dv, dx, n);
                dv[1] = -dv[1];
              }
            };
          }
        },
        "the partial derivative of v with respect to v is wrong: at v = ",
        "dv is -0.800000, central differences give 0.8");
  }
}
