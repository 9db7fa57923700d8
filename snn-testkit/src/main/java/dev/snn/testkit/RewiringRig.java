package dev.snn.testkit;

import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Optimizer;
import dev.snn.api.learning.Rewiring;
import dev.snn.api.parallel.Parallel;
import java.util.List;

/** Parameters, noisy gradients towards a target, and an optimiser that carries nothing. */
final class RewiringRig {
  /** Updates in an epoch. */
  static final int EPOCH = 5;

  private static final double RATE = 0.05;

  private final List<Parameter> parameters =
      List.of(
          Parameter.of("layers[0].weight", Examples.rows("first", 40, 33, -1, 2)),
          Parameter.of("layers[0].bias", Examples.rows("bias", 1, 33, -1, 1)),
          Parameter.of("layers[1].weight", Examples.rows("second", 33, 6, -1, 2)));

  /** Gradient descent that also moves what has no gradient, as momentum does. */
  private static final class Descent implements Optimizer {
    private double rate = Double.NaN;

    @Override
    public void step(List<Parameter> all, double scale, Parallel parallel) {
      rate = RATE * scale;
      for (Parameter p : all) {
        for (int r = 0; r < p.value().length; r++) {
          for (int n = 0; n < p.value()[r].length; n++) {
            p.value()[r][n] -= (float) rate * (p.gradient()[r][n] + 0.01f);
          }
        }
        p.clearGradient();
      }
    }

    @Override
    public double lastRate() {
      return rate;
    }
  }

  List<Parameter> parameters() {
    return parameters;
  }

  List<Parameter> weights() {
    return List.of(parameters.get(0), parameters.get(2));
  }

  /** The gradients of {@code sum (x - 0.5 sign(x at the start))^2 / 2}, with noise. */
  void gradients(int step) {
    int number = 0;
    for (Parameter p : parameters) {
      float[][] noise =
          Examples.rows(
              "noise/" + step + "/" + number++, p.value().length, p.value()[0].length, -1, 1);
      for (int r = 0; r < p.value().length; r++) {
        for (int n = 0; n < p.value()[r].length; n++) {
          p.gradient()[r][n] = p.value()[r][n] - target(r, n) + noise[r][n];
        }
      }
      if (!p.connections().gradientsOfAll()) {
        p.connections().clearAbsent(p.gradient());
      }
    }
  }

  private static float target(int r, int n) {
    return (r + n) % 3 == 0 ? -0.5f : 0.5f;
  }

  /** Half the squared distance of the weights that exist from their targets. */
  double distance() {
    double sum = 0;
    for (Parameter p : weights()) {
      for (int r = 0; r < p.value().length; r++) {
        for (int n = 0; n < p.value()[r].length; n++) {
          double d = p.value()[r][n] == 0 ? 0 : p.value()[r][n] - target(r, n);
          sum += d * d / 2;
        }
      }
    }
    return sum;
  }

  RewiringRig begin(Rewiring rewiring) {
    rewiring.begin(weights(), EPOCH);
    return this;
  }

  RewiringRig run(Rewiring rewiring, int from, int to, Parallel parallel) {
    Optimizer optimizer = new Descent();
    for (int k = from; k < to; k++) {
      gradients(k);
      rewiring.step(optimizer, parameters, 1 - 0.01 * k, parallel);
    }
    return this;
  }

  /** The parameters by the optimiser alone, with all gradients. */
  static RewiringRig dense(int steps) {
    RewiringRig rig = new RewiringRig();
    Optimizer optimizer = new Descent();
    for (int k = 0; k < steps; k++) {
      rig.gradients(k);
      optimizer.step(rig.parameters, 1 - 0.01 * k, Parallel.SEQUENTIAL);
    }
    return rig;
  }

  /** Values, and which of them exist. */
  Snapshot snapshot() {
    Snapshot snapshot = new Snapshot().putValues(parameters);
    for (Parameter p : weights()) {
      float[][] exists = new float[p.value().length][p.value()[0].length];
      for (float[] row : exists) {
        java.util.Arrays.fill(row, 1);
      }
      p.connections().clearAbsent(exists);
      snapshot.putRows("connections of " + p.name(), exists);
    }
    return snapshot;
  }
}
