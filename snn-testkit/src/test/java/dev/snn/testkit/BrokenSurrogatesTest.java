package dev.snn.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.neuron.Surrogate;
import dev.snn.api.neuron.SurrogatePlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Family;
import org.junit.jupiter.api.Test;

class BrokenSurrogatesTest {
  private record Broken(Surrogate surrogate) implements SurrogatePlugin<Sigmoid.Config> {
    @Override
    public String name() {
      return "test.broken";
    }

    @Override
    public Sigmoid.Config defaults() {
      return new Sigmoid.Config(1);
    }

    @Override
    public Surrogate create(Sigmoid.Config config, BuildContext context) {
      return surrogate;
    }
  }

  private static class Logistic implements Surrogate {
    @Override
    public double primitive(double x) {
      return 1 / (1 + Math.exp(-x));
    }

    @Override
    public double derivative(double x) {
      double p = 1 / (1 + Math.exp(-x));
      return p * (1 - p);
    }
  }

  private static void assertCaught(String check, Surrogate surrogate, String... detail) {
    CheckResult result =
        Contracts.check(Family.SURROGATE, new Broken(surrogate)).stream()
            .filter(r -> r.name().equals(check))
            .findFirst()
            .orElseThrow();
    assertThat(result.passed()).as(result.toString()).isFalse();
    assertThat(result.detail()).contains(detail);
  }

  @Test
  void derivativeOffByAMillionth() {
    assertCaught(
        "derivative of the primitive",
        new Logistic() {
          @Override
          public double derivative(double x) {
            return 1.00001 * super.derivative(x);
          }
        },
        "central differences of the primitive");
  }

  @Test
  void primitiveThatFalls() {
    assertCaught(
        "monotone within [0, 1]",
        new Logistic() {
          @Override
          public double primitive(double x) {
            return super.primitive(x) * (x > 5 ? 0.99 : 1);
          }
        },
        "it must rise within [0, 1]");
  }

  @Test
  void sliceWithoutTheThreshold() {
    assertCaught(
        "slices equal scalars",
        new Logistic() {
          @Override
          public void derivative(float[] x, float threshold, float[] out, int size) {
            super.derivative(x, 0, out, size);
          }
        },
        "derivative(",
        "in the slice form");
  }

  @Test
  void zeroForNan() {
    assertCaught(
        "NaN is not hidden",
        new Logistic() {
          @Override
          public double derivative(double x) {
            return Double.isNaN(x) ? 0 : super.derivative(x);
          }
        },
        "derivative(NaN) is not NaN");
  }
}
