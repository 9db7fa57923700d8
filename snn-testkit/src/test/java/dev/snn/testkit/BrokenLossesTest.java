package dev.snn.testkit;

import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.loss.Loss;
import dev.snn.api.loss.LossPlugin;
import dev.snn.api.loss.Outcome;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Family;
import dev.snn.api.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokenLossesTest {
  public record Config() {}

  public record Broken(Loss loss) implements LossPlugin<Config> {
    @Override
    public String name() {
      return "test.loss";
    }

    @Override
    public Config defaults() {
      return new Config();
    }

    @Override
    public Loss create(Config config, BuildContext context) {
      return loss;
    }
  }

  private static final Loss RIGHT = new StandIns.SquaredError();

  private static void assertCaught(String check, Loss loss, String... detail) {
    Caught.by(check, Family.LOSS, new Broken(loss), detail);
  }

  @Test
  void gradientNotDividedByTheBatch() {
    assertCaught(
        "gradients",
        (outcome, targets, pass) -> {
          Loss.Value v = RIGHT.evaluate(outcome, targets, pass);
          return value(v, v.perExample(), times(v.gradPrediction(), targets.size()));
        },
        "the prediction");
  }

  @Test
  void scoresChangedInPlace() {
    assertCaught(
        "purity",
        (outcome, targets, pass) -> {
          Loss.Value v = RIGHT.evaluate(outcome, targets, pass);
          outcome.prediction().row(0, 0)[0] -= 0.1f;
          return v;
        },
        "the loss modified its input: prediction");
  }

  @Test
  void lossOfOneExampleDependsOnAnother() {
    assertCaught(
        "batch independence",
        (outcome, targets, pass) -> {
          Loss.Value v = RIGHT.evaluate(outcome, targets, pass);
          float[] shifted = v.perExample().clone();
          for (int b = 0; b < shifted.length; b++) {
            shifted[b] += 0.01f * v.perExample()[0] * targets.size();
          }
          return value(v, shifted, v.gradPrediction());
        },
        "against alone: the loss is");
  }

  @Test
  void nanSwallowed() {
    assertCaught(
        "NaN is not hidden",
        (outcome, targets, pass) -> {
          Tensor clean = outcome.prediction().copy();
          for (float[] row : clean.rows()) {
            for (int c = 0; c < row.length; c++) {
              row[c] = Float.isNaN(row[c]) ? 0 : row[c];
            }
          }
          return RIGHT.evaluate(new Outcome(clean, outcome.readout()), targets, pass);
        },
        "a NaN in the prediction of example 1 gives it the loss");
  }

  @Test
  void anInfiniteLossIsNamed() {
    assertCaught(
        "gradients",
        (outcome, targets, pass) -> {
          Loss.Value v = RIGHT.evaluate(outcome, targets, pass);
          float[] losses = v.perExample().clone();
          losses[0] = Float.POSITIVE_INFINITY;
          return value(v, losses, v.gradPrediction());
        },
        "the loss of an example is Infinity");
  }

  private static Loss.Value value(Loss.Value v, float[] losses, Tensor gradient) {
    return new Loss.Value(losses, Map.of(), gradient, ReadoutGradient.NONE);
  }

  private static Tensor times(Tensor x, float factor) {
    Tensor out = x.copy();
    for (float[] row : out.rows()) {
      for (int n = 0; n < row.length; n++) {
        row[n] *= factor;
      }
    }
    return out;
  }
}
