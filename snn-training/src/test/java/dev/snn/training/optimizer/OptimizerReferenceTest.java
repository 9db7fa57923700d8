package dev.snn.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Optimizer;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.testkit.TestContext;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both optimisers against their equations, in double, on one value with known gradients. */
class OptimizerReferenceTest {
  private static final double[] GRADIENTS = {0.5, -1.5, 0.25, 2, -0.125, 0.75};

  private static void assertFollows(Part part, double[] expected) {
    Optimizer optimizer =
        TestContext.of(1, OptimizerReferenceTest.class.getClassLoader())
            .create(Family.OPTIMIZER, "optimizer", part, 1);
    Parameter p = Parameter.of("w", new float[][] {{1}});
    for (int k = 0; k < GRADIENTS.length; k++) {
      p.gradient()[0][0] = (float) GRADIENTS[k];
      optimizer.step(List.of(p), k < 3 ? 1 : 0.5, Parallel.SEQUENTIAL);
      assertThat(p.value()[0][0]).as("step %d", k).isCloseTo((float) expected[k], within(2e-6f));
    }
  }

  @Test
  void adam() {
    double[] expected = new double[GRADIENTS.length];
    double m = 0;
    double v = 0;
    double w = 1;
    for (int k = 0; k < expected.length; k++) {
      double g = GRADIENTS[k];
      double lr = 0.05 * (k < 3 ? 1 : 0.5);
      m = 0.8 * m + 0.2 * g;
      v = 0.95 * v + 0.05 * g * g;
      double mean = m / (1 - Math.pow(0.8, k + 1));
      double scale = Math.sqrt(v / (1 - Math.pow(0.95, k + 1)));
      w -= lr * 0.1 * w;
      w -= lr * mean / (scale + 1e-3);
      expected[k] = w;
    }
    assertFollows(
        Part.of("adam", "lr", 0.05, "beta1", 0.8, "beta2", 0.95, "eps", 1e-3, "weight_decay", 0.1),
        expected);
  }

  @Test
  void sgd() {
    double[] expected = new double[GRADIENTS.length];
    double m = 0;
    double w = 1;
    for (int k = 0; k < expected.length; k++) {
      m = 0.7 * m + GRADIENTS[k] + 0.1 * w;
      w -= 0.05 * (k < 3 ? 1 : 0.5) * m;
      expected[k] = w;
    }
    assertFollows(Part.of("sgd", "lr", 0.05, "momentum", 0.7, "weight_decay", 0.1), expected);
  }
}
