package dev.snn.testkit;

import dev.snn.api.layer.Parameter;
import dev.snn.api.neuron.Charge;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.PointNeuron;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.StateNeuron;
import dev.snn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Compares each partial derivative that the author of a neuron wrote with central differences of
 * the charge equation, at states the neuron comes through, and names those that are wrong: of which
 * variable, with respect to which variable, the current or a parameter.
 */
final class PartialDerivatives {
  private static final int STEPS = 8;
  private static final int BATCH = 2;
  private static final double TOLERANCE = Gradients.TOLERANCE;

  private final Charge charge;
  private final List<Parameter> parameters;
  private final List<String> wrong = new ArrayList<>();
  private int right;
  private double largest;

  PartialDerivatives(Charge charge, List<Parameter> parameters) {
    this.charge = charge;
    this.parameters = parameters;
  }

  /** The equations of a model of one of the easy classes. */
  static Optional<Charge> equations(NeuronModel model) {
    if (model instanceof StateNeuron neuron) {
      return Optional.of(neuron.equations());
    }
    return model instanceof PointNeuron neuron ? Optional.of(neuron.equations()) : Optional.empty();
  }

  /** Fails with all partial derivatives that are wrong. */
  String check(NeuronRig rig) {
    List<Point> points = points(rig);
    int n = rig.model().size();
    List<String> names = charge.variables();
    for (int k = 0; k < names.size(); k++) {
      int of = k;
      for (int j = 0; j < names.size(); j++) {
        int by = j;
        compare(
            points,
            "of %s with respect to %s".formatted(names.get(k), names.get(j)),
            names.size() == 1 ? "dv" : "dv[%d][%d]".formatted(k, j),
            point -> point.v[by],
            point -> gradient(point, n)[of][by],
            of);
      }
      compare(
          points,
          "of %s with respect to the current x".formatted(names.get(k)),
          names.size() == 1 ? "dx" : "dx[%d]".formatted(k),
          point -> point.x,
          point -> gradient(point, n)[of][names.size()],
          of);
      for (int p = 0; p < parameters.size(); p++) {
        int which = p;
        Parameter parameter = parameters.get(p);
        if (parameter.value().length == 1 && parameter.value()[0].length == n) {
          compare(
              points,
              "of %s with respect to the parameter %s".formatted(names.get(k), parameter.name()),
              "grad[" + p + "]",
              point -> parameter.value()[0],
              point -> byParameter(point, of, which, n),
              of);
        }
      }
    }
    if (!wrong.isEmpty()) {
      throw new ContractViolation(String.join("; ", wrong));
    }
    return String.format(
        Locale.ROOT, "%d of %s, largest relative error %.1e", right, names, largest);
  }

  /** Where the neuron comes through: variables and current, one row each. */
  private record Point(float[][] v, float[] x) {}

  private static List<Point> points(NeuronRig rig) {
    Tensor current = rig.current(STEPS, BATCH);
    State state = rig.start(BATCH);
    List<Point> points = new ArrayList<>();
    for (int t = 0; t < STEPS; t++) {
      for (int b = 0; b < BATCH; b++) {
        points.add(new Point(row(state, b), current.row(t, b).clone()));
      }
      state = rig.model().forward(current.timeRange(t, t + 1), state, Pass.hard()).last();
    }
    return points;
  }

  private static float[][] row(State state, int b) {
    float[][] v = new float[state.values().length][];
    for (int k = 0; k < v.length; k++) {
      v[k] = state.values()[k][b].clone();
    }
    return v;
  }

  /** {@code [k][j][i]}: all partial derivatives, those by the current last. */
  private float[][][] gradient(Point point, int n) {
    int count = charge.variables().size();
    float[][][] dv = new float[count][count][n];
    float[][] dx = new float[count][n];
    charge.gradient(copy(point.v), point.x.clone(), dv, dx, n);
    float[][][] all = new float[count][count + 1][];
    for (int k = 0; k < count; k++) {
      System.arraycopy(dv[k], 0, all[k], 0, count);
      all[k][count] = dx[k];
    }
    return all;
  }

  private float[] byParameter(Point point, int of, int which, int n) {
    float[][] gh = new float[charge.variables().size()][n];
    java.util.Arrays.fill(gh[of], 1);
    float[][] grad = new float[parameters.size()][];
    for (int p = 0; p < grad.length; p++) {
      grad[p] = new float[parameters.get(p).value()[0].length];
    }
    charge.parameterGradient(copy(point.v), point.x.clone(), gh, grad, n);
    return grad[which];
  }

  private static float[][] copy(float[][] rows) {
    float[][] copy = new float[rows.length][];
    for (int k = 0; k < copy.length; k++) {
      copy[k] = rows[k].clone();
    }
    return copy;
  }

  private float[] charged(Point point, int of) {
    float[][] h = new float[charge.variables().size()][point.x.length];
    charge.charge(copy(point.v), point.x.clone(), h, point.x.length);
    return h[of];
  }

  private interface Row {
    float[] of(Point point);
  }

  /**
   * Compares one partial derivative at all points.
   *
   * @param name "of h with respect to v"
   * @param array what the author writes it into
   * @param varied the row that is varied
   * @param claimed the author's derivatives
   * @param of number of the variable
   */
  private void compare(
      List<Point> points, String name, String array, Row varied, Row claimed, int of) {
    double square = 0;
    long count = 0;
    for (Point point : points) {
      for (float value : varied.of(point)) {
        square += value * value;
        count++;
      }
    }
    double typical = square > 0 ? Math.sqrt(square / count) : 1;
    double error = 0;
    double norm = 0;
    double worst = 0;
    String where = null;
    for (Point point : points) {
      float[] mine = claimed.of(point);
      double[] step = steps(varied.of(point), typical);
      double[] coarse = differences(point, varied, step, 1, of);
      double[] fine = differences(point, varied, step, 0.5, of);
      float[] h = charged(point, of);
      for (int i = 0; i < mine.length; i++) {
        double noise = 4 * Math.ulp(h[i]) / step[i];
        double doubt = Math.abs(coarse[i] - fine[i]);
        if (doubt > 1e-2 * Math.abs(fine[i]) + 2 * noise) {
          // A kink of a piecewise function lies between.
          continue;
        }
        double difference = Math.abs(mine[i] - fine[i]);
        double excess =
            difference - TOLERANCE * Math.max(Math.abs(mine[i]), Math.abs(fine[i])) - 4 * noise;
        error += difference * difference;
        norm += fine[i] * fine[i];
        // The negation lets NaN through to the author.
        if (!(excess <= 0) && (where == null || excess > worst)) {
          worst = excess;
          where = place(point, i, array, mine[i], fine[i]);
        }
      }
    }
    if (where == null) {
      right++;
      if (norm > 0) {
        largest = Math.max(largest, Math.sqrt(error / norm));
      }
    } else {
      wrong.add("the partial derivative " + name + " is wrong: at " + where);
    }
  }

  private String place(Point point, int i, String array, double mine, double measured) {
    StringBuilder at = new StringBuilder();
    for (int k = 0; k < point.v.length; k++) {
      at.append(
          String.format(Locale.ROOT, "%s = %.4g, ", charge.variables().get(k), point.v[k][i]));
    }
    return String.format(
        Locale.ROOT,
        "%sx = %.4g %s is %.6g, central differences give %.6g",
        at,
        point.x[i],
        array,
        mine,
        measured);
  }

  private static double[] steps(float[] row, double typical) {
    double[] out = new double[row.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = 2e-3 * Math.max(Math.abs(row[i]), 0.2 * typical);
    }
    return out;
  }

  private double[] differences(Point point, Row varied, double[] step, double part, int of) {
    float[] row = varied.of(point);
    double[] out = new double[row.length];
    float[] before = row.clone();
    float[] above = new float[row.length];
    float[] below = new float[row.length];
    for (int i = 0; i < row.length; i++) {
      above[i] = (float) (before[i] + part * step[i]);
      below[i] = (float) (before[i] - part * step[i]);
    }
    System.arraycopy(above, 0, row, 0, row.length);
    float[] high = charged(point, of);
    System.arraycopy(below, 0, row, 0, row.length);
    float[] low = charged(point, of);
    System.arraycopy(before, 0, row, 0, row.length);
    for (int i = 0; i < out.length; i++) {
      out[i] = ((double) high[i] - low[i]) / ((double) above[i] - below[i]);
    }
    return out;
  }
}
