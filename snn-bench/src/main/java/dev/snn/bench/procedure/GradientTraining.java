package dev.snn.bench.procedure;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.LearningRule;
import dev.snn.api.learning.Network;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Spiking;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.procedure.Epoch;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.Run;
import dev.snn.api.tensor.Arena;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.bench.run.RunFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Mini-batch gradient descent. The order of the examples of epoch k comes from the stream
 * "data/shuffle/epoch-k", all draws of its passes from the key "train/epoch-k" and the example's
 * id. The validation split decides about early stopping; the test split decides nothing.
 */
final class GradientTraining implements Procedure {
  private final GradientPlugin.Config config;
  private final BuildContext context;

  GradientTraining(GradientPlugin.Config config, BuildContext context) {
    this.config = config;
    this.context = context;
  }

  @Override
  public void check(Run run) {
    BestEpoch.check(run, config.earlyStopping());
    StepTargets.check(run);
    StepScores.check(run);
  }

  @Override
  public void execute(Run run) {
    Network network = run.network();
    Session session = new Session(run, new GradientStep(network, config, context));
    Evaluation evaluation = new Evaluation(run, network, config.batch());
    BestEpoch best = new BestEpoch(run, session.step().parameters(), config.earlyStopping());
    for (int number = 1; number <= config.epochs(); number++) {
      Epoch trained = train(session, number);
      boolean evaluate = number % config.evaluateEvery() == 0 || number == config.epochs();
      boolean mayBeLast = number == config.epochs() || config.earlyStopping() > 0;
      Epoch epoch = evaluate ? evaluation.evaluate(trained, mayBeLast) : trained;
      if (number == config.epochs() && config.gradientDraws() > 1) {
        epoch = withNoise(epoch, new GradientNoise(run, session.step()));
      }
      run.report(epoch);
      if (evaluate && best.isOver(epoch)) {
        break;
      }
    }
    best.restore();
  }

  private Epoch withNoise(Epoch epoch, GradientNoise measure) {
    GradientNoise.Noise noise = measure.measure(config.gradientDraws(), config.batch());
    Map<String, Map<String, Double>> scores = new LinkedHashMap<>(epoch.scores());
    Map<String, Double> test = new LinkedHashMap<>(scores.get("test"));
    test.put("gradient_variance", noise.variance());
    test.put("gradient_noise", noise.relative());
    scores.put("test", test);
    return new Epoch(
        epoch.number(),
        epoch.trainLoss(),
        epoch.trainTerms(),
        scores,
        epoch.readoutSpikes(),
        epoch.layerSpikes(),
        epoch.trainSeconds(),
        epoch.evaluateSeconds(),
        epoch.byStep());
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

  private record Session(Run run, GradientStep step) {}

  private Epoch train(Session session, int number) {
    Run run = session.run();
    long start = System.nanoTime();
    Dataset.Split split = run.dataset().train();
    Batches batches =
        config.shuffle()
            ? new Batches(
                run.seed().stream("data/shuffle/epoch-" + number).permutation(split.size()),
                config.batch())
            : Batches.inOrder(split.size(), config.batch());
    long key = run.seed().key("train/epoch-" + number);
    Means means = new Means();
    int threads = run.parallel().threads();
    try (Feed feed = new Feed(split, batches, x -> encode(run, x, key), null, threads)) {
      for (int k = 0; k < batches.count(); k++) {
        Feed.Batch batch = feed.next();
        Samples samples = batch.samples();
        Pass pass = session.step().begin(run.parallel(), key, samples.ids());
        LearningRule.Step step = session.step().accumulate(batch.input(), samples, pass);
        double loss = step.loss().mean();
        long done = (number - 1L) * batches.count() + k;
        if (!Double.isFinite(loss)) {
          throw new RunFailure(
              "loss is %s at step %d (epoch %d)"
                  .formatted(Double.isNaN(loss) ? "NaN" : "infinite", done + 1, number));
        }
        means.add("loss", loss, samples.size());
        step.loss().terms().forEach((name, value) -> means.add("/" + name, value, samples.size()));
        session
            .step()
            .update(config.schedule().scale(config, done, batches.count()), run.parallel());
        run.progress("train", done + 1, (long) config.epochs() * batches.count(), loss);
      }
    }
    requireFinite(session.step().parameters(), number);
    Map<String, Double> terms = means.startingWith("/");
    double seconds = (System.nanoTime() - start) * 1e-9;
    return new Epoch(
        number, means.get("loss"), terms, Map.of(), Double.NaN, new double[0], seconds, 0);
  }

  /** A weight gradient needs the spikes by unit: they are found here, beside the step before. */
  private static Signal encode(Run run, Samples samples, long key) {
    Pass pass =
        new Pass(true, Spiking.HARD, Parallel.SEQUENTIAL, Arena.HEAP, key, samples.ids(), 0);
    Signal input = run.encoder().encode(samples, pass);
    if (input instanceof Spikes spikes) {
      spikes.byUnit();
    }
    return input;
  }
}
