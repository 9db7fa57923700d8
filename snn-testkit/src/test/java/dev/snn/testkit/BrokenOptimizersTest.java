package dev.snn.testkit;

import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Optimizer;
import dev.snn.api.learning.OptimizerPlugin;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Family;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BrokenOptimizersTest {
  public record Config() {}

  public record Broken(Supplier<Optimizer> maker) implements OptimizerPlugin<Config> {
    @Override
    public String name() {
      return "test.optimizer";
    }

    @Override
    public Config defaults() {
      return new Config();
    }

    @Override
    public Optimizer create(Config config, BuildContext context) {
      return maker.get();
    }
  }

  private static void descend(Parameter p, double rate, boolean constrained) {
    for (int r = 0; r < p.value().length; r++) {
      for (int n = 0; n < p.value()[r].length; n++) {
        float x = p.value()[r][n] - (float) rate * p.gradient()[r][n];
        p.value()[r][n] = constrained ? p.constraint().project(x) : x;
      }
    }
  }

  private static Optimizer gradientDescent(
      double sign, boolean frozen, boolean constrained, boolean clear, boolean scaled) {
    return (parameters, scale, parallel) -> {
      for (Parameter p : parameters) {
        if (p.trainable() || !frozen) {
          descend(p, sign * 0.05 * (scaled ? scale : 1), constrained);
        }
        if (clear) {
          p.clearGradient();
        }
      }
    };
  }

  private static void assertCaught(String check, Optimizer optimizer, String... detail) {
    Caught.by(check, Family.OPTIMIZER, new Broken(() -> optimizer), detail);
  }

  @Test
  void eachMistakeIsCaughtByItsCheck() {
    assertCaught(
        "descends a quadratic", gradientDescent(-1, true, true, true, true), "does not descend");
    assertCaught(
        "leaves frozen parameters",
        gradientDescent(1, false, true, true, true),
        "not trainable",
        "frozen");
    assertCaught(
        "applies constraints", gradientDescent(1, true, false, true, true), "held above 0.19");
    assertCaught(
        "clears the gradients", gradientDescent(1, true, true, false, true), "not cleared");
    assertCaught(
        "scale 0 changes nothing",
        gradientDescent(1, true, true, true, false),
        "multiplies the learning rate");
  }

  @Test
  void sharedStateIsNotDeterministic() {
    double[] rate = {0.05};
    assertCaught(
        "determinism",
        (parameters, scale, parallel) -> {
          rate[0] *= 0.99;
          parameters.stream().filter(Parameter::trainable).forEach(p -> descend(p, rate[0], true));
          parameters.forEach(Parameter::clearGradient);
        },
        "two optimisers");
  }

  @Test
  void nanSkipped() {
    Optimizer right = gradientDescent(1, true, true, true, true);
    assertCaught(
        "NaN is not hidden",
        (parameters, scale, parallel) -> {
          for (Parameter p : parameters) {
            for (float[] row : p.gradient()) {
              for (int n = 0; n < row.length; n++) {
                row[n] = Float.isNaN(row[n]) ? 0 : row[n];
              }
            }
          }
          right.step(parameters, scale, parallel);
        },
        "a NaN gradient leaves the value");
  }

  @Test
  void stateThatIsForgotten() {
    Caught.by(
        "goes on from its state",
        Family.OPTIMIZER,
        new Broken(
            () ->
                new Optimizer() {
                  private int steps;

                  @Override
                  public void step(List<Parameter> parameters, double scale, Parallel parallel) {
                    double rate = scale * 0.05 / ++steps;
                    for (Parameter p : parameters) {
                      if (p.trainable()) {
                        descend(p, rate, true);
                      }
                      p.clearGradient();
                    }
                  }
                }),
        "interrupted after 4 of 10 steps");
  }
}
