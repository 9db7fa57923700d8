package dev.snn.training.rewiring;

import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Optimizer;
import dev.snn.api.learning.Rewiring;
import dev.snn.api.learning.SavedState;
import dev.snn.api.parallel.Parallel;
import java.util.List;

/**
 * Gradient rewiring (Chen et al. 2021, doi:10.24963/ijcai.2021/236). Each weight is {@code w = s
 * max(theta, 0)} with the frozen sign s of its initial value. The optimiser moves {@code p = s
 * theta} by the gradient of w, also where theta is below 0, and the prior moves it on:
 *
 * <pre>
 *   p = optimizer(s theta, dL/dw)        theta = s p - alpha h sign(s p - mu)
 * </pre>
 *
 * with h = {@link Optimizer#lastRate()} and {@code mu = ln(2 (1 - sparsity)) / alpha}.
 */
final class GradientRewiring implements Rewiring {
  /** Makes a sign of any difference a float has: {@code clamp(x STEEP, -1, 1)}. */
  private static final float STEEP = 1e30f;

  private final GradR.Config config;
  private final String path;
  private final float mu;
  private List<Parameter> weights;
  private WeightRows rows;
  private float[][][] signs;
  private float[][][] thetas;
  private int[][][] live;
  private SavedState restored = new SavedState();
  private long updates;

  GradientRewiring(GradR.Config config, String path) {
    this.config = config;
    this.path = path;
    this.mu = config.alpha() == 0 ? 0 : (float) (centre(config.sparsity()) / config.alpha());
  }

  private static double centre(double sparsity) {
    return Math.log(2 * (1 - sparsity));
  }

  @Override
  public SavedState state() {
    if (weights == null) {
      return restored;
    }
    SavedState state = new SavedState().put("updates", updates);
    for (int k = 0; k < weights.size(); k++) {
      state.put("sign/" + weights.get(k).name(), signs[k]);
      state.put("theta/" + weights.get(k).name(), thetas[k]);
    }
    return state;
  }

  @Override
  public void restore(SavedState state) {
    restored = state;
  }

  @Override
  public void begin(List<Parameter> prunable, int epochUpdates) {
    weights = List.copyOf(prunable);
    rows = new WeightRows(weights);
    signs = new float[weights.size()][][];
    thetas = new float[weights.size()][][];
    live = new int[weights.size()][][];
    for (int k = 0; k < signs.length; k++) {
      Parameter weight = weights.get(k);
      signs[k] = WeightRows.like(weight);
      thetas[k] = WeightRows.like(weight);
      live[k] = new int[weight.value().length][];
      for (int r = 0; restored.isEmpty() && r < live[k].length; r++) {
        split(weight.value()[r], signs[k][r], thetas[k][r]);
      }
      if (!restored.isEmpty()) {
        restored.copyTo("sign/" + weight.name(), signs[k]);
        restored.copyTo("theta/" + weight.name(), thetas[k]);
      }
    }
    updates = restored.isEmpty() ? 0 : (long) restored.number("updates");
    rows.forEach(Parallel.SEQUENTIAL, this::prune);
    connect();
  }

  private static void split(float[] w, float[] sign, float[] theta) {
    for (int j = 0; j < w.length; j++) {
      sign[j] = Math.copySign(1, w[j]);
      theta[j] = Math.abs(w[j]);
    }
  }

  @Override
  public void step(
      Optimizer optimizer, List<Parameter> parameters, double scale, Parallel parallel) {
    rows.forEach(parallel, (k, r) -> hidden(weights.get(k).value()[r], signs[k][r], thetas[k][r]));
    optimizer.step(parameters, scale, parallel);
    updates++;
    float drift = drift(optimizer);
    rows.forEach(
        parallel,
        (k, r) -> {
          update(weights.get(k).value()[r], signs[k][r], thetas[k][r], drift, mu);
          prune(k, r);
        });
    connect();
  }

  private float drift(Optimizer optimizer) {
    return config.alpha() == 0 ? 0 : (float) (config.alpha() * Rates.of(optimizer, path, "grad-r"));
  }

  private static void hidden(float[] w, float[] sign, float[] theta) {
    for (int j = 0; j < w.length; j++) {
      w[j] = sign[j] * theta[j];
    }
  }

  private static void update(float[] w, float[] sign, float[] theta, float drift, float mu) {
    for (int j = 0; j < w.length; j++) {
      float t = sign[j] * w[j];
      t -= drift * Math.max(-1f, Math.min(1f, (t - mu) * STEEP));
      theta[j] = t;
      // + 0: a negative sign would make a zero negative.
      w[j] = sign[j] * Math.max(t, 0f) + 0f;
    }
  }

  private void prune(int k, int r) {
    live[k][r] = WeightRows.positive(thetas[k][r], live[k][r]);
  }

  private void connect() {
    boolean all = (updates + 1) % config.every() == 0;
    for (int k = 0; k < live.length; k++) {
      Mask.publish(weights.get(k), live[k]);
      weights.get(k).connections().wantGradientsOfAll(all);
    }
  }
}
