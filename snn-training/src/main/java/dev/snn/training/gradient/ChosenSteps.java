package dev.snn.training.gradient;

import dev.snn.api.data.Samples;
import dev.snn.api.learning.Network;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Run;
import dev.snn.api.random.Draws;
import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Constant;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import dev.snn.api.tensor.Tensor;

/**
 * Some of the steps of each example, in their order: every subset of {@code count} of the T steps
 * is as likely as any other (Knuth, The Art of Computer Programming 2, algorithm S of section
 * 3.4.2).
 */
record ChosenSteps(int count) {

  /** Refuses a run whose network or data need all steps, before anything is trained. */
  void check(Run run) {
    int steps = run.encoder().steps();
    if (count >= steps) {
      throw new UserError(
          "training.choose_steps: must be below the %d steps that the encoder makes, got %d"
              .formatted(steps, count));
    }
    Samples first = run.dataset().train().gather(new int[] {0});
    if (first.stepLabels() != null) {
      throw new UserError(
          "training.choose_steps: '%s' has a class for each step; leave it out"
              .formatted(run.dataset().info().name()));
    }
    Pass pass = Pass.hard().forEvaluation().forIds(first.ids());
    Signal chosen = of(run.encoder().encode(first, pass), 0, first.ids());
    try {
      Network.Forward forward = run.network().forward(chosen, pass);
      run.network().loss().evaluate(forward.outcome(), first, pass);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new UserError(
          "training.choose_steps: the decoder or the loss needs all %d steps; take one that does not, such as rate or membrane"
              .formatted(steps),
          e);
    }
  }

  /**
   * The chosen steps {@code [count x B x N]} of a signal.
   *
   * @param key of the run's seed and the epoch
   */
  Signal of(Signal signal, long key, long[] ids) {
    if (signal instanceof Constant constant) {
      return constant.timeRange(0, count);
    }
    int[][] chosen = new int[ids.length][];
    long purpose = new Seed(key).key("steps");
    for (int b = 0; b < ids.length; b++) {
      chosen[b] = chosen(signal.steps(), Draws.mix(purpose, ids[b]));
    }
    return signal instanceof Spikes spikes
        ? spikes(spikes, chosen)
        : rows(signal.toTensor(), chosen);
  }

  /** An ascending subset of {@code 0 .. steps - 1}. */
  int[] chosen(int steps, long key) {
    int[] chosen = new int[count];
    int have = 0;
    for (int t = 0; have < count; t++) {
      if (Draws.uniform(key, t) * (steps - t) < count - have) {
        chosen[have++] = t;
      }
    }
    return chosen;
  }

  private Spikes spikes(Spikes all, int[][] chosen) {
    SpikesBuilder builder = new SpikesBuilder(count, all.batch(), all.size());
    for (int b = 0; b < all.batch(); b++) {
      SpikesBuilder.Lane lane = builder.lane(b);
      for (int k = 0; k < count; k++) {
        int step = k;
        all.forEach(chosen[b][k], b, (unit, spikes) -> lane.add(step, unit, spikes));
      }
    }
    return builder.build();
  }

  private Tensor rows(Tensor all, int[][] chosen) {
    float[][] rows = new float[count * all.batch()][];
    for (int k = 0; k < count; k++) {
      for (int b = 0; b < all.batch(); b++) {
        rows[k * all.batch() + b] = all.row(chosen[b][k], b);
      }
    }
    return new Tensor(count, all.batch(), all.size(), rows);
  }
}
