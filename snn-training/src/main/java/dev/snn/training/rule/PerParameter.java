package dev.snn.training.rule;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Network;
import dev.snn.api.learning.SavedState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The variance-minimising baseline of each parameter j, {@code b_j = <g_j^2 l> / <g_j^2>}, with
 * moving averages over earlier batches of the score {@code g_j} and the mean cost {@code l} of a
 * batch. The gradient is {@code sum_b l_b g_bj - b_j sum_b g_bj}, which takes two backward passes.
 */
final class PerParameter {
  private final double kappa;
  private List<float[][]> weighted;
  private List<float[][]> squares;
  private SavedState restored = new SavedState();

  PerParameter(double kappa) {
    this.kappa = kappa;
  }

  /** The moving averages of each parameter, by its place. */
  SavedState state() {
    if (weighted == null) {
      return restored;
    }
    SavedState state = new SavedState();
    for (int p = 0; p < weighted.size(); p++) {
      state.put("weighted/" + p, weighted.get(p)).put("squares/" + p, squares.get(p));
    }
    return state;
  }

  void restore(SavedState state) {
    restored = state;
  }

  /**
   * Adds the gradient.
   *
   * @param share weight of each drawing of each example in the mean
   * @param learn adds {@code sum w grad log p} to the gradients of the layers
   * @param costs the weights {@code l_bk} times share
   */
  void accumulate(
      Network network,
      double meanCost,
      float share,
      Consumer<List<float[]>> learn,
      List<float[]> costs) {
    List<Parameter> parameters =
        network.layers().stream().map(Layer::parameters).flatMap(List::stream).toList();
    List<float[][]> before = take(parameters);
    List<float[]> even = new ArrayList<>();
    for (float[] cost : costs) {
      float[] w = new float[cost.length];
      Arrays.fill(w, share);
      even.add(w);
    }
    learn.accept(even);
    List<float[][]> scores = take(parameters);
    learn.accept(costs);
    boolean first = weighted == null && restored.isEmpty();
    if (weighted == null) {
      weighted = like(parameters);
      squares = like(parameters);
      for (int p = 0; !first && p < weighted.size(); p++) {
        restored.copyTo("weighted/" + p, weighted.get(p));
        restored.copyTo("squares/" + p, squares.get(p));
      }
    }
    for (int p = 0; p < parameters.size(); p++) {
      for (int r = 0; r < scores.get(p).length; r++) {
        row(
            parameters.get(p).gradient()[r],
            before.get(p)[r],
            scores.get(p)[r],
            weighted.get(p)[r],
            squares.get(p)[r],
            meanCost,
            first);
      }
    }
  }

  private void row(
      float[] gradient,
      float[] before,
      float[] score,
      float[] weighted,
      float[] squares,
      double meanCost,
      boolean first) {
    double old = first ? 0 : kappa;
    for (int i = 0; i < gradient.length; i++) {
      double baseline = squares[i] > 0 ? weighted[i] / squares[i] : 0;
      gradient[i] += (float) (before[i] - baseline * score[i]);
      double square = (double) score[i] * score[i];
      weighted[i] = (float) (old * weighted[i] + (1 - old) * square * meanCost);
      squares[i] = (float) (old * squares[i] + (1 - old) * square);
    }
  }

  /** Copies the gradients and clears them. */
  static List<float[][]> take(List<Parameter> parameters) {
    List<float[][]> taken = new ArrayList<>();
    for (Parameter p : parameters) {
      float[][] rows = new float[p.gradient().length][];
      for (int r = 0; r < rows.length; r++) {
        rows[r] = p.gradient()[r].clone();
      }
      taken.add(rows);
      p.clearGradient();
    }
    return taken;
  }

  static List<float[][]> like(List<Parameter> parameters) {
    List<float[][]> all = new ArrayList<>();
    for (Parameter p : parameters) {
      float[][] rows = new float[p.gradient().length][];
      for (int r = 0; r < rows.length; r++) {
        rows[r] = new float[p.gradient()[r].length];
      }
      all.add(rows);
    }
    return all;
  }
}
