package dev.snn.engine.evaluate;

import dev.snn.api.data.Batches;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.Feed;
import dev.snn.api.data.FeedMemory;
import dev.snn.api.data.Samples;
import dev.snn.api.layer.Capabilities;
import dev.snn.api.layer.Readout;
import dev.snn.api.learning.Network;
import dev.snn.api.learning.Node;
import dev.snn.api.metric.Means;
import dev.snn.api.metric.Metric;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Spiking;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.procedure.Epoch;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.RunFailure;
import dev.snn.api.procedure.Scoring;
import dev.snn.api.tensor.Arena;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import dev.snn.engine.config.RunConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Scores a network on the validation and test splits, with the draws of {@link Predictor}, so that
 * two epochs see the same noise. Predictions of several draws are averaged before they are scored.
 */
public final class Evaluation implements Scoring {

  private final Run run;
  private final Network network;
  private final int batch;
  private final Arena arena = Arena.recycling();
  private final Map<String, FeedMemory> memories = new HashMap<>();

  /** Of the network of a run, some examples at a time. */
  public Evaluation(Run run, int batch) {
    this.run = run;
    this.network = run.network();
    this.batch = batch;
  }

  @Override
  public Epoch score(Epoch epoch, Set<String> splits, boolean mayBeLast) {
    long start = System.nanoTime();
    Map<String, Map<String, Double>> scores = new LinkedHashMap<>();
    Dataset data = run.dataset();
    Means means = new Means();
    if (splits.contains(VALIDATION) && data.validation().size() > 0) {
      Score validation = score(data.validation(), VALIDATION, false, null, null);
      scores.put(VALIDATION, validation.values());
    }
    StepScores steps = null;
    Efficiency efficiency = null;
    if (splits.contains(TEST)) {
      steps = run.byStep() && mayBeLast ? new StepScores(run, network) : null;
      efficiency = mayBeLast ? new Efficiency(network) : null;
      Score test = score(data.test(), TEST, run.shuffleTime(), steps, efficiency);
      if (steps != null) {
        steps.steps().ifPresent(k -> test.values().put(RunConfig.STEPS_TO_90, k));
      }
      scores.put(TEST, test.values());
      if (!test.shuffled().isEmpty()) {
        scores.put("test@shuffled", test.shuffled());
      }
      means = test.means();
    }
    double[] spikes = new double[network.nodes().size()];
    for (int k = 0; k < spikes.length; k++) {
      spikes[k] = means.get("spikes/" + k);
    }
    return new Epoch(
        epoch.number(),
        epoch.trainLoss(),
        epoch.trainTerms(),
        scores,
        spikes.length == 0 ? Double.NaN : spikes[spikes.length - 1],
        spikes,
        epoch.trainSeconds(),
        (System.nanoTime() - start) * 1e-9,
        steps == null ? List.of() : steps.series(),
        efficiency == null ? Map.of() : efficiency.values());
  }

  private record Score(Map<String, Double> values, Map<String, Double> shuffled, Means means) {}

  private Score score(
      Dataset.Split split, String phase, boolean shuffle, StepScores steps, Efficiency efficiency) {
    Map<String, Metric.Sum> sums = sums();
    Map<String, Metric.Sum> shuffledSums = sums();
    boolean anyShuffled = false;
    Means means = new Means();
    Batches batches = Batches.inOrder(split.size(), batch);
    FeedMemory memory = memories.computeIfAbsent(phase, x -> new FeedMemory(batches.count()));
    try (Feed feed = new Feed(split, batches, this::encode, memory, run.parallel().threads())) {
      for (int k = 0; k < batches.count(); k++) {
        Feed.Batch next = feed.next();
        Samples samples = next.samples();
        arena.reset();
        List<Tensor> predictions = new ArrayList<>();
        List<Tensor> shuffledPredictions = new ArrayList<>();
        for (int draw = 0; draw < run.samples(); draw++) {
          Pass pass = pass(samples, draw);
          Signal input = draw == 0 ? next.input() : run.encoder().encode(samples, pass);
          Network.Forward forward = network.forward(input, pass);
          predictions.add(forward.decoded().prediction());
          network
              .loss()
              .evaluate(forward.outcome(), samples, pass)
              .terms()
              .forEach((name, value) -> means.add("term/" + name, value, samples.size()));
          forward
              .decoded()
              .terms()
              .forEach((name, value) -> means.add("term/" + name, value, samples.size()));
          count(forward, means);
          if (efficiency != null) {
            efficiency.add(forward);
          }
          if (steps != null) {
            steps.draw(forward, pass);
          }
          if (shuffle && forward.readout().output() instanceof Spikes spikes) {
            Readout shuffled = forward.readout().withOutput(TimeShuffle.shuffle(spikes, pass));
            shuffledPredictions.add(network.decoder().decode(shuffled, pass).prediction());
          }
        }
        add(sums, Predictor.mean(predictions), samples);
        if (steps != null) {
          steps.add(samples);
        }
        if (!shuffledPredictions.isEmpty()) {
          anyShuffled = true;
          add(shuffledSums, Predictor.mean(shuffledPredictions), samples);
        }
        run.progress(phase, k + 1, batches.count(), Double.NaN);
      }
    }
    Map<String, Double> values = values(sums, phase);
    means.startingWith("term/").forEach(values::putIfAbsent);
    return new Score(
        values, anyShuffled ? values(shuffledSums, phase + "@shuffled") : Map.of(), means);
  }

  /** For the first draw. */
  private Signal encode(Samples samples) {
    Pass pass = pass(samples, 0);
    Pass alone =
        new Pass(
            false, Spiking.HARD, Parallel.SEQUENTIAL, Arena.HEAP, pass.key(), samples.ids(), 0);
    return run.encoder().encode(samples, alone);
  }

  private Pass pass(Samples samples, int draw) {
    return Predictor.pass(run, samples, draw, arena);
  }

  /**
   * Spikes of each layer, and of the readout whatever it is; a merge fires none of its own. A spike
   * that carries a value is one.
   */
  private void count(Network.Forward forward, Means means) {
    int last = network.nodes().size() - 1;
    for (int k = 0; k <= last; k++) {
      boolean fires = k == last || network.nodes().get(k) instanceof Node.OfLayer;
      if (fires && forward.readouts().get(k).output() instanceof Spikes spikes) {
        double count = isGraded(network.nodes().get(k)) ? spikes.events() : spikes.total();
        means.add("spikes/" + k, count / spikes.batch(), spikes.batch());
      }
    }
  }

  private static boolean isGraded(Node node) {
    return node instanceof Node.OfLayer of
        && of.layer().capabilities().membrane()
        && of.layer().capabilities().output() == Capabilities.Output.VALUES;
  }

  private Map<String, Metric.Sum> sums() {
    Map<String, Metric.Sum> sums = new LinkedHashMap<>();
    run.metrics().forEach((name, metric) -> sums.put(name, metric.start()));
    return sums;
  }

  private static void add(Map<String, Metric.Sum> sums, Tensor prediction, Samples samples) {
    sums.values().forEach(sum -> sum.add(prediction, samples));
  }

  private static Map<String, Double> values(Map<String, Metric.Sum> sums, String phase) {
    Map<String, Double> values = new LinkedHashMap<>();
    sums.forEach((name, sum) -> values.put(name, sum.value()));
    values.forEach(
        (name, value) -> {
          if (!Double.isFinite(value)) {
            throw new RunFailure(name + " is " + value + " on " + phase);
          }
        });
    return values;
  }
}
