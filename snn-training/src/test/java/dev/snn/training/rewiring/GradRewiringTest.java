package dev.snn.training.rewiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Optimizer;
import dev.snn.api.learning.Rewiring;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.UserError;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Gradient rewiring against its equations. */
class GradRewiringTest {
  private static final Part ADAM = Part.of("adam", "lr", 0.02);

  @Test
  void noSignEverFlipsAndPrunedWeightsComeBackWithTheirs() {
    Rig rig = new Rig(Part.of("grad-r", "alpha", 0.05), ADAM);
    float[][] start = copy(rig.first.value());
    int[][] zeros = new int[30][20];
    int regrown = 0;
    for (int k = 0; k < 200; k++) {
      rig.step(k);
      for (int r = 0; r < 30; r++) {
        for (int c = 0; c < 20; c++) {
          float w = rig.first.value()[r][c];
          assertThat(w * Math.signum(start[r][c])).isGreaterThanOrEqualTo(0);
          regrown += w != 0 && zeros[r][c] > 0 ? 1 : 0;
          zeros[r][c] = w == 0 ? 1 : 0;
        }
      }
    }
    assertThat(regrown).isGreaterThan(100);
    assertThat(rig.count()).isBetween(20L, 680L);
  }

  @Test
  void withoutAlphaItIsTheOptimiserCutOffAtZero() {
    Rig adam = new Rig(null, ADAM);
    Rig rig = new Rig(Part.of("grad-r", "alpha", 0), ADAM);
    float[][] start = copy(rig.first.value());
    int pruned = 0;
    for (int k = 0; k < 100; k++) {
      adam.step(k);
      rig.step(k);
      for (int r = 0; r < 30; r++) {
        for (int c = 0; c < 20; c++) {
          float p = adam.first.value()[r][c];
          boolean kept = p * Math.signum(start[r][c]) > 0;
          assertThat(rig.first.value()[r][c]).isEqualTo(kept ? p : 0f);
          pruned += kept ? 0 : 1;
        }
      }
    }
    assertThat(pruned).isPositive();
  }

  /** One value with known gradients, in double. */
  @Test
  void followsItsEquations() {
    double[] gradients = {0.5, 1.5, 2, -0.25, -2, -3, -3, -2, -1, 0.5};
    Rewiring rewiring = new Rig(Part.of("grad-r", "alpha", 2, "sparsity", 0.6), ADAM).rewiring;
    Optimizer optimizer = new Rig(null, ADAM).optimizer;
    Parameter p = Parameter.of("w", new float[][] {{-0.05f}});
    rewiring.begin(List.of(p), 5);
    double mu = Math.log(2 * (1 - 0.6)) / 2;
    double theta = 0.05;
    double m = 0;
    double v = 0;
    boolean wentBelow = false;
    for (int k = 1; k <= gradients.length; k++) {
      p.gradient()[0][0] = (float) -gradients[k - 1];
      rewiring.step(optimizer, List.of(p), 1, Parallel.SEQUENTIAL);
      double g = -gradients[k - 1];
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      double h = 0.02 / (1 - Math.pow(0.9, k));
      double moved = -theta - h * m / (Math.sqrt(v / (1 - Math.pow(0.999, k))) + 1e-8);
      theta = -moved - 2 * h * Math.signum(-moved - mu);
      wentBelow |= theta < mu;
      assertThat((double) p.value()[0][0])
          .as("update %d", k)
          .isCloseTo(-Math.max(theta, 0), within(1e-5));
    }
    assertThat(wentBelow).isTrue();
  }

  @Test
  void gradientsOfAbsentWeightsAreWantedEverySoOften() {
    Rig rig = new Rig(Part.of("grad-r", "alpha", 0.3, "every", 3), ADAM);
    String wanted = "";
    for (int k = 0; k < 7; k++) {
      wanted += rig.first.connections().gradientsOfAll() ? "+" : "-";
      rig.step(k);
    }
    assertThat(wanted).isEqualTo("--+--+-");
    assertThat(new Rig(Part.of("grad-r"), ADAM).first.connections().gradientsOfAll()).isTrue();
  }

  @Test
  void anOptimiserThatDoesNotTellItsRateIsRefused() {
    Optimizer silent = (parameters, scale, parallel) -> {};
    Rig rig = new Rig(Part.of("grad-r"), ADAM);
    assertThatThrownBy(() -> rig.rewiring.step(silent, rig.weights, 1, Parallel.SEQUENTIAL))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "test.part: grad-r moves weights in units of the learning rate, which this optimiser"
                + " does not tell. Use adam or sgd.");
  }

  private static float[][] copy(float[][] rows) {
    float[][] copy = new float[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      copy[r] = rows[r].clone();
    }
    return copy;
  }
}
