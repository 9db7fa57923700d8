package dev.snn.engine.doctor;

import dev.snn.api.data.Samples;
import dev.snn.api.learning.Network;
import dev.snn.api.loss.Outcome;
import dev.snn.api.neuron.Pass;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.Stepwise;
import dev.snn.api.tensor.Tensor;
import dev.snn.engine.explain.Rehearsal;
import java.util.Arrays;
import java.util.List;

/**
 * What comes of some updates with the same few examples.
 *
 * @param first loss before
 * @param loss mean of the last updates
 * @param constant the smallest loss of a prediction that is the same for all of these examples; NaN
 *     where the loss does not look at the prediction
 * @param examples their number
 * @param layers what the layers do afterwards
 * @param began the gradients of the first update
 * @param gradients those of the last one
 * @param moved how far the first update moved the weights of each node, over their size
 */
record ByHeart(
    double first,
    double loss,
    double constant,
    int examples,
    List<Rehearsal.Activity> layers,
    List<Rehearsal.Gradient> began,
    List<Rehearsal.Gradient> gradients,
    List<Double> moved) {
  /** Updates that are made. */
  static final int UPDATES = 40;

  private static final int EXAMPLES = 32;
  private static final int FEWEST = 8;

  /** Outputs of all neurons at all steps of all examples. */
  private static final long MOST_VALUES = 20_000_000;

  private static final int LAST = 5;

  /** Share of the way from the first loss to that of the constant. */
  private static final double ON_THE_WAY = 0.25;

  /** True where it beats the constant, or has come a good part of the way to it. */
  boolean isLearning() {
    return loss < constant || loss < first - ON_THE_WAY * (first - constant);
  }

  /** True where there is a constant prediction to compare with. */
  boolean isOfPredictions() {
    return !Double.isNaN(constant);
  }

  /** Learns. */
  static ByHeart learn(Run run, Procedure procedure) {
    Samples samples = Patient.samples(run, procedure, examples(run));
    Stepwise.Steps steps = ((Stepwise) procedure).steps(run.network());
    double first = Double.NaN;
    double sum = 0;
    double constant = Double.NaN;
    List<Rehearsal.Gradient> began = List.of();
    List<Rehearsal.Gradient> gradients = List.of();
    List<Double> moved = List.of();
    for (int k = 0; k < UPDATES; k++) {
      Pass pass =
          steps.begin(run.parallel(), run.seed().key("doctor/by-heart-" + k), samples.ids());
      Stepwise.Done done = steps.learn(run.encoder().encode(samples, pass), samples, pass);
      if (k == 0) {
        first = done.loss();
      }
      if (k >= UPDATES - LAST) {
        sum += done.loss();
      }
      if (k == UPDATES - 1 && readsPrediction(run.network(), done.forward(), samples, pass)) {
        constant = constant(run, done.forward(), samples, pass);
      }
      gradients = Rehearsal.gradients(run.network());
      began = k == 0 ? gradients : began;
      FirstUpdate update = k == 0 ? new FirstUpdate(run.network()) : null;
      steps.update(run.parallel());
      moved = k == 0 ? update.moved() : moved;
      run.progress("by heart", k + 1, UPDATES, done.loss());
    }
    return new ByHeart(
        first,
        sum / LAST,
        constant,
        samples.size(),
        Rehearsal.activities(run, procedure),
        began,
        gradients,
        moved);
  }

  /** Fewer of a large network, so that it takes seconds there, too. */
  static int examples(Run run) {
    long each =
        run.encoder().steps()
            * run.network().nodes().stream().mapToLong(node -> node.outputShape().size()).sum();
    return (int) Math.max(FEWEST, Math.min(EXAMPLES, MOST_VALUES / Math.max(1, each)));
  }

  static boolean readsPrediction(
      Network network, Network.Forward forward, Samples samples, Pass pass) {
    return network.loss().evaluate(forward.outcome(), samples, pass).gradPrediction() != null;
  }

  /** The smallest loss of the constants that are best for the losses there are. */
  private static double constant(Run run, Network.Forward forward, Samples samples, Pass pass) {
    int size = forward.decoded().prediction().size();
    return Constants.of(run.dataset().train(), size).stream()
        .mapToDouble(scores -> loss(run.network(), forward, scores, samples, pass))
        .min()
        .getAsDouble();
  }

  /** The mean loss where all examples are given the same scores at all steps. */
  static double loss(
      Network network, Network.Forward forward, float[] scores, Samples samples, Pass pass) {
    Tensor prediction = forward.decoded().prediction();
    float[][] rows = new float[prediction.rows().length][];
    Arrays.setAll(rows, r -> scores.clone());
    Tensor same = new Tensor(prediction.steps(), prediction.batch(), prediction.size(), rows);
    Outcome outcome = new Outcome(same, forward.readout(), forward.readouts());
    return network.loss().evaluate(outcome, samples, pass).mean();
  }
}
