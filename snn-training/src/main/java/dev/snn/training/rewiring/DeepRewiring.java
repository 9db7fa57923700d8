package dev.snn.training.rewiring;

import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Optimizer;
import dev.snn.api.learning.SavedState;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.random.Draws;
import dev.snn.api.random.Seed;
import java.util.random.RandomGenerator;

/**
 * Deep rewiring with a hard number of connections (Bellec et al. 2018, arXiv:1711.05136, algorithm
 * 1). Each weight that exists is {@code w = s theta} with a sign s that never changes:
 *
 * <pre>
 *   theta = s optimizer(w, dL/dw) - h l1 + sqrt(2 h T) N(0, 1)       pruned where theta is below 0
 * </pre>
 *
 * with h = {@link Optimizer#lastRate()}. As many as were pruned grow at random in the same layer,
 * with theta = 1e-12, as in the authors' program.
 */
final class DeepRewiring extends SparseStart {
  private static final float LEAST = 1e-12f;

  private final DeepR.Config config;
  private final BuildContext context;
  private float[][][] signs;

  DeepRewiring(DeepR.Config config, BuildContext context) {
    super(context, config.connectivity(), config.distribution(), config.rescale());
    this.config = config;
    this.context = context;
  }

  @Override
  void start() {
    signs = new float[masks().size()][][];
    for (int k = 0; k < signs.length; k++) {
      Parameter weight = masks().get(k).weight();
      signs[k] = WeightRows.like(weight);
      for (int r = 0; r < signs[k].length; r++) {
        for (int j = 0; j < signs[k][r].length; j++) {
          signs[k][r][j] = Math.copySign(1, weight.value()[r][j]);
        }
      }
    }
    super.start();
  }

  @Override
  void resume(SavedState state) {
    signs = new float[masks().size()][][];
    for (int k = 0; k < signs.length; k++) {
      signs[k] = WeightRows.like(masks().get(k).weight());
      state.copyTo("sign/" + masks().get(k).weight().name(), signs[k]);
    }
  }

  @Override
  void save(SavedState state) {
    for (int k = 0; k < signs.length; k++) {
      state.put("sign/" + masks().get(k).weight().name(), signs[k]);
    }
  }

  @Override
  void after(Optimizer optimizer, Parallel parallel) {
    boolean moves = config.l1() > 0 || config.temperature() > 0;
    double rate = moves ? Rates.of(optimizer, path(), "deep-r") : 0;
    float drift = (float) (rate * config.l1());
    float noise = (float) Math.sqrt(2 * rate * config.temperature());
    long key = context.seed().key(context.path() + "/noise");
    rows()
        .forEach(
            parallel,
            (k, r) -> {
              long here = Draws.mix(Draws.mix(Draws.mix(key, updates()), k), r);
              move(masks().get(k), r, signs[k][r], drift, noise, here);
            });
    growRandomly((k, r, c) -> signs[k][r][c] * LEAST);
  }

  private static void move(Mask mask, int row, float[] sign, float drift, float noise, long key) {
    float[] w = mask.weight().value()[row];
    RandomGenerator random = noise > 0 ? new Seed(key).stream("normal") : null;
    for (int j : mask.live(row)) {
      float theta = sign[j] * w[j] - drift;
      if (random != null) {
        theta += noise * (float) random.nextGaussian();
      }
      if (theta < 0) {
        mask.drop(row, j);
      } else {
        w[j] = sign[j] * theta + 0f;
      }
    }
  }
}
