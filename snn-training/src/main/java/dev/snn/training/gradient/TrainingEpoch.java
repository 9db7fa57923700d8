package dev.snn.training.gradient;

import dev.snn.api.data.Augmentation;
import dev.snn.api.data.AugmentedSplit;
import dev.snn.api.data.Batches;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.Feed;
import dev.snn.api.data.Samples;
import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.GradientStep;
import dev.snn.api.learning.LearningRule;
import dev.snn.api.learning.SavedState;
import dev.snn.api.metric.Means;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Spiking;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.procedure.Epoch;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.RunFailure;
import dev.snn.api.tensor.Arena;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Trains for one epoch after another. The order of the examples of epoch k comes from the stream
 * "data/shuffle/epoch-k", their augmentation from the key "augment/epoch-k" and all draws of its
 * passes from the key "train/epoch-k", both with the example's id, so that nothing but {@link
 * #state} is carried from step to step.
 */
final class TrainingEpoch {
  private final Run run;
  private final GradientStep step;
  private final GradientPlugin.Config config;
  private final List<Augmentation> augmentations;
  private final int batches;
  private Means means = new Means();
  private int done;
  private double seconds;

  TrainingEpoch(
      Run run, GradientStep step, GradientPlugin.Config config, List<Augmentation> augmentations) {
    this.run = run;
    this.step = step;
    this.config = config;
    this.augmentations = augmentations;
    this.batches = Batches.inOrder(run.dataset().train().size(), config.batch()).count();
  }

  /** Updates in an epoch. */
  int batches() {
    return batches;
  }

  /** How far the epoch has come; all batches are done until {@link #next}. */
  SavedState state() {
    return new SavedState()
        .put("batches", done)
        .put("seconds", seconds)
        .put("means", means.state());
  }

  /** Goes on within an epoch. */
  void restore(SavedState state) {
    done = (int) state.number("batches");
    seconds = state.number("seconds");
    means = Means.of(state.part("means"));
  }

  /** Gets ready for the next epoch. */
  void next() {
    means = new Means();
    done = 0;
    seconds = 0;
  }

  /**
   * Trains for the rest of an epoch; of one that is done already only its means are left.
   *
   * @param between is told after each update but the last how many of the epoch are done
   */
  Epoch train(int number, IntConsumer between) {
    Dataset.Split split =
        new AugmentedSplit(
            run.dataset().train(), augmentations, run.seed().key("augment/epoch-" + number));
    Batches order =
        config.shuffle()
            ? new Batches(
                run.seed().stream("data/shuffle/epoch-" + number).permutation(split.size()),
                config.batch())
            : Batches.inOrder(split.size(), config.batch());
    long key = run.seed().key("train/epoch-" + number);
    long start = System.nanoTime();
    double before = seconds;
    int threads = run.parallel().threads();
    try (Feed feed = new Feed(split, order.from(done), x -> encode(x, key), null, threads)) {
      while (done < batches) {
        update(number, feed.next(), key);
        seconds = before + (System.nanoTime() - start) * 1e-9;
        if (done < batches) {
          between.accept(done);
        }
      }
    }
    requireFinite(step.parameters(), number);
    Map<String, Double> terms = means.startingWith("/");
    return new Epoch(
        number, means.get("loss"), terms, Map.of(), Double.NaN, new double[0], seconds, 0);
  }

  private void update(int number, Feed.Batch batch, long key) {
    Samples samples = batch.samples();
    Pass pass = step.begin(run.parallel(), key, samples.ids());
    LearningRule.Step result = step.accumulate(batch.input(), samples, pass);
    double loss = result.loss().mean();
    long before = (number - 1L) * batches + done;
    if (!Double.isFinite(loss)) {
      throw new RunFailure(
          "loss is %s at step %d (epoch %d)"
              .formatted(Double.isNaN(loss) ? "NaN" : "infinite", before + 1, number));
    }
    means.add("loss", loss, samples.size());
    result.loss().terms().forEach((name, value) -> means.add("/" + name, value, samples.size()));
    step.update(config.schedule().scale(config, before, batches), run.parallel());
    done++;
    run.progress("train", before + 1, (long) config.epochs() * batches, loss);
  }

  /** A neuron whose membrane is NaN never fires, so that a loss alone may stay finite. */
  private static void requireFinite(List<Parameter> parameters, int epoch) {
    for (Parameter p : parameters) {
      for (float[] row : p.value()) {
        for (float x : row) {
          if (!Float.isFinite(x)) {
            throw new RunFailure(
                "%s is %s after epoch %d"
                    .formatted(p.name(), Float.isNaN(x) ? "NaN" : "infinite", epoch));
          }
        }
      }
    }
  }

  /** A weight gradient needs the spikes by unit: they are found here, beside the step before. */
  private Signal encode(Samples samples, long key) {
    Pass pass =
        new Pass(true, Spiking.HARD, Parallel.SEQUENTIAL, Arena.HEAP, key, samples.ids(), 0);
    Signal input = run.encoder().encode(samples, pass);
    if (config.chooseSteps() > 0) {
      input = new ChosenSteps(config.chooseSteps()).of(input, key, samples.ids());
    }
    if (input instanceof Spikes spikes) {
      spikes.byUnit();
    }
    return input;
  }
}
