package dev.snn.training.rule;

import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Network;
import dev.snn.api.random.Stream;
import java.util.List;

/**
 * The network and the update of the reference code of VDIB in doubles, for one example at a time: a
 * hidden layer with its traces, a readout with its filters, and what an example moves.
 */
final class VdibEquations {
  static final int IN = 6;
  static final int H = 5;
  static final int N = 3;
  static final int T = 12;
  static final int TAU = 6;
  static final int BASES = 4;
  static final double R = 0.3;
  static final double A = 0.9;
  static final double B = 0.85;
  static final double A_RP = 0.65;

  final double[][] w;
  final double[] hiddenBias;
  final double[][] ff;
  final double[][] fb;
  final double[] bias;
  final double[][] feedback = new double[H][N];
  final double[][] all;
  final double[][] num;
  final double[][] den;
  double[][] g;
  double l;
  boolean begun;

  VdibEquations(Network network) {
    List<Parameter> hidden = network.layers().get(0).parameters();
    List<Parameter> readout = network.layers().get(1).parameters();
    w = copy(hidden.get(0).value());
    hiddenBias = copy(hidden.get(1).value())[0];
    ff = copy(readout.get(0).value());
    fb = copy(readout.get(1).value());
    bias = copy(readout.get(2).value())[0];
    all = new double[IN + 1 + H + 1 + 1][];
    System.arraycopy(w, 0, all, 0, IN);
    all[IN] = hiddenBias;
    System.arraycopy(ff, 0, all, IN + 1, H);
    all[IN + 1 + H] = fb[0];
    all[IN + 2 + H] = bias;
    num = zeros();
    den = zeros();
  }

  double[][] zeros() {
    double[][] zeros = new double[all.length][];
    for (int r = 0; r < all.length; r++) {
      zeros[r] = new double[all[r].length];
    }
    return zeros;
  }

  /** Uniform in +- sqrt(6 / H), from the stream that the rule draws from. */
  void draw(Stream stream) {
    double bound = Math.sqrt(6.0 / H);
    for (double[] row : feedback) {
      for (int i = 0; i < N; i++) {
        row[i] = (2 * stream.nextFloat() - 1) * bound;
      }
    }
  }

  /** Adds the gradients of the log probability of y and gives the encoder's loss. */
  double run(double[][] x, double[][] y) {
    double[][] alpha = filters(BASES);
    double[][] back = filters(1);
    double[] p = new double[IN];
    double[] q = new double[IN];
    double[] r = new double[H];
    double[][] s = new double[T][H];
    double loss = 0;
    for (int t = 0; t < T; t++) {
      for (int j = 0; j < IN; j++) {
        p[j] = A * p[j] + q[j] / (1 - A);
        q[j] = B * q[j] + x[t][j] / (1 - B);
      }
      double[] inside = new double[H];
      for (int h = 0; h < H; h++) {
        r[h] = A_RP * r[h] - (t == 0 ? 0 : s[t - 1][h]);
        double u = hiddenBias[h] + r[h];
        for (int j = 0; j < IN; j++) {
          u += w[j][h] * p[j];
        }
        s[t][h] = u >= 0 ? 1 : 0;
        inside[h] = u > -0.5 && u <= 0.5 ? 1 : 0;
      }
      double[] error = new double[N];
      for (int i = 0; i < N; i++) {
        double u = bias[i];
        double past = 0;
        for (int d = 0; d < TAU && d < t; d++) {
          past += back[0][d] * y[t - 1 - d][i];
        }
        u += fb[0][i] * past;
        for (int h = 0; h < H; h++) {
          for (int k = 0; k < BASES; k++) {
            u += ff[h][k * N + i] * filtered(alpha[k], s, t, h);
          }
        }
        double probability = 1 / (1 + Math.exp(-u));
        loss +=
            (y[t][i] * Math.log(probability / R)
                    + (1 - y[t][i]) * Math.log((1 - probability) / (1 - R)))
                / (N * T);
        error[i] = y[t][i] - probability;
        double score = error[i] / (N * T);
        g[IN + 2 + H][i] += score;
        g[IN + 1 + H][i] += score * past;
        for (int h = 0; h < H; h++) {
          for (int k = 0; k < BASES; k++) {
            g[IN + 1 + h][k * N + i] += score * filtered(alpha[k], s, t, h);
          }
        }
      }
      for (int h = 0; h < H; h++) {
        double signal = 0;
        for (int i = 0; i < N; i++) {
          signal += error[i] * feedback[h][i];
        }
        g[IN][h] += signal * inside[h];
        for (int j = 0; j < IN; j++) {
          g[j][h] += signal * inside[h] * p[j];
        }
      }
    }
    return loss;
  }

  private static double filtered(double[] filter, double[][] s, int t, int h) {
    double sum = 0;
    for (int d = 0; d < TAU && d <= t; d++) {
      sum += filter[d] * s[t - d][h];
    }
    return sum;
  }

  /** Averages with what is new at 0.99, and gradient descent. */
  void update(double cost, double kappa, double lr) {
    l = begun ? kappa * l + (1 - kappa) * cost : cost;
    for (int r = 0; r < all.length; r++) {
      for (int c = 0; c < all[r].length; c++) {
        double square = g[r][c] * g[r][c];
        num[r][c] = begun ? kappa * num[r][c] + (1 - kappa) * square * l : square * l;
        den[r][c] = begun ? kappa * den[r][c] + (1 - kappa) * square : square;
        all[r][c] -= lr * (l - num[r][c] / (1e-7 + den[r][c])) * g[r][c];
      }
    }
    begun = true;
  }

  /** Pillow's raised cosines as the reference computes them: axis ln(t + tau/10), mu = 1/2. */
  private static double[][] filters(int bases) {
    double first = Math.log(TAU / 10.0);
    double last = Math.log(TAU - 1 + TAU / 10.0);
    double between = (last - first) / Math.max(bases - 1, 1);
    double[][] filters = new double[bases][TAU];
    for (int k = 0; k < bases; k++) {
      for (int t = 0; t < TAU; t++) {
        double x = (Math.log(t + TAU / 10.0) - first - k * between) * 0.5 * Math.PI / between;
        filters[k][t] = (Math.cos(Math.max(-Math.PI, Math.min(Math.PI, x))) + 1) / 2;
      }
    }
    return filters;
  }

  static double[][] copy(float[][] from) {
    double[][] to = new double[from.length][from[0].length];
    for (int r = 0; r < from.length; r++) {
      for (int c = 0; c < to[r].length; c++) {
        to[r][c] = from[r][c];
      }
    }
    return to;
  }
}
