package dev.snn.training.rewiring;

import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Optimizer;
import dev.snn.api.learning.Rewiring;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.random.Seed;
import dev.snn.testkit.TestContext;
import java.util.List;
import java.util.random.RandomGenerator;

/** Two weights, an optimiser and a rewiring, with gradients drawn about a fixed direction. */
final class Rig {
  static final int EPOCH = 10;

  final Parameter first = weight("first", 30, 20);
  final Parameter second = weight("second", 20, 5);
  final List<Parameter> weights = List.of(first, second);
  final Optimizer optimizer;
  final Rewiring rewiring;

  Rig(Part rewiring, Part optimizer) {
    this.rewiring = rewiring == null ? null : make(Family.REWIRING, rewiring);
    this.optimizer = make(Family.OPTIMIZER, optimizer);
    if (rewiring != null) {
      this.rewiring.begin(weights, EPOCH);
    }
  }

  private static <T> T make(Family<T> family, Part part) {
    return TestContext.of(1, Rig.class.getClassLoader()).create(family, "part", part, 1);
  }

  private static Parameter weight(String name, int rows, int columns) {
    RandomGenerator random = new Seed(7).stream(name);
    return Parameter.uniform(name, rows, columns, 4, 1, random);
  }

  /** Makes an update; absent weights whose gradients nobody wants have none. */
  void step(int number) {
    for (Parameter weight : weights) {
      RandomGenerator random = new Seed(number).stream("gradient/" + weight.name());
      for (float[] row : weight.gradient()) {
        for (int j = 0; j < row.length; j++) {
          row[j] = (float) (random.nextGaussian() + 0.3 * Math.sin(j + number * 0.05));
        }
      }
      if (!weight.connections().gradientsOfAll()) {
        weight.connections().clearAbsent(weight.gradient());
      }
    }
    double scale = number < 20 ? 1 : 0.5;
    if (rewiring == null) {
      optimizer.step(weights, scale, Parallel.SEQUENTIAL);
    } else {
      rewiring.step(optimizer, weights, scale, Parallel.SEQUENTIAL);
    }
  }

  static long count(Parameter weight) {
    return weight.connections().complete() ? weight.count() : weight.connections().count();
  }

  long count() {
    return count(first) + count(second);
  }
}
