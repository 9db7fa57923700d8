package dev.snn.training.gradient;

import dev.snn.api.data.Samples;
import dev.snn.api.learning.Network;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Run;

/** Refuses a network that does not fit a data set with a class for each step. */
final class StepTargets {
  private StepTargets() {}

  /** Tries the first training example, in an evaluation: running means stay as they are. */
  static void check(Run run) {
    Samples first = run.dataset().train().gather(new int[] {0});
    if (first.stepLabels() == null) {
      return;
    }
    String name = run.dataset().info().name();
    int labelled = first.stepLabels()[0].length;
    if (labelled != run.encoder().steps()) {
      throw new UserError(
          "'%s' has a class for each of %d steps, but the encoder makes %d. Give dataset and encoder the same 'steps'."
              .formatted(name, labelled, run.encoder().steps()));
    }
    Pass pass = Pass.hard().forIds(first.ids()).forEvaluation();
    Network.Forward forward = run.network().forward(run.encoder().encode(first, pass), pass);
    int times = forward.decoded().prediction().steps();
    if (times != labelled) {
      throw new UserError(
          "'%s' has a class for each of %d steps, but the decoder decodes %s. Take one that decodes at every step, as {type: linear, tau: 5}."
              .formatted(name, labelled, times == 1 ? "once" : times + " times"));
    }
    try {
      run.network().loss().evaluate(forward.outcome(), first, pass);
    } catch (IllegalArgumentException e) {
      throw new UserError("loss: " + e.getMessage(), e);
    }
  }
}
