package dev.snn.testkit;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.loss.Loss;
import dev.snn.api.loss.Outcome;
import dev.snn.api.neuron.Firing;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.PointNeuron;
import dev.snn.api.neuron.Reset;
import dev.snn.api.neuron.Surrogate;
import dev.snn.api.plugin.Family;
import dev.snn.api.tensor.Tensor;
import java.util.Map;

/**
 * Simple parts that stand in for built-in ones where these are not at hand: the project of a
 * plug-in's author has only snn-api and this module.
 */
final class StandIns {
  private StandIns() {}

  /** A part of the family, or null where there is no stand-in. */
  static Object of(Family<?> family, int size) {
    return switch (family.name()) {
      case "surrogate" -> new Logistic();
      case "neuron" -> new Leaky(size);
      case "loss" -> new SquaredError();
      default -> null;
    };
  }

  /** {@code 1 / (1 + exp(-4 x))}. */
  static final class Logistic implements Surrogate {
    @Override
    public double primitive(double x) {
      return 1 / (1 + Math.exp(-4 * x));
    }

    @Override
    public double derivative(double x) {
      double p = primitive(x);
      return 4 * p * (1 - p);
    }
  }

  /** {@code h = 0.8 v + x}, threshold 1, subtracting reset with gradients through it. */
  static final class Leaky extends PointNeuron {
    Leaky(int size) {
      super(size, new Firing(1, Reset.SUBTRACT, 0, false, new Logistic()));
    }

    @Override
    protected void charge(float[] v, float[] x, float[] h, int n) {
      for (int i = 0; i < n; i++) {
        h[i] = 0.8f * v[i] + x[i];
      }
    }

    @Override
    protected void chargeGradient(float[] v, float[] x, float[] dv, float[] dx, int n) {
      java.util.Arrays.fill(dv, 0, n, 0.8f);
      java.util.Arrays.fill(dx, 0, n, 1f);
    }
  }

  /** Squared distance of the scores to the one-hot code of the label. */
  static final class SquaredError implements Loss {
    @Override
    public Value evaluate(Outcome outcome, Samples targets, Pass pass) {
      Tensor y = outcome.prediction();
      Tensor gradient = Tensor.zeros(y.steps(), y.batch(), y.size());
      float[] perExample = new float[y.batch()];
      for (int b = 0; b < y.batch(); b++) {
        double sum = 0;
        for (int t = 0; t < y.steps(); t++) {
          for (int c = 0; c < y.size(); c++) {
            float d = y.get(t, b, c) - (targets.labels()[b] == c ? 1 : 0);
            sum += (double) d * d;
            gradient.row(t, b)[c] = 2 * d / y.batch();
          }
        }
        perExample[b] = (float) sum;
      }
      return new Value(perExample, Map.of(), gradient, ReadoutGradient.NONE);
    }
  }

  static NeuronModel neuron(int size) {
    return new Leaky(size);
  }
}
