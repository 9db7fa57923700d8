package dev.snn.engine.explain;

import dev.snn.api.data.Batches;
import dev.snn.api.data.Samples;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.learning.Network;
import dev.snn.api.loss.Loss;
import dev.snn.api.loss.Outcome;
import dev.snn.api.neuron.Pass;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.Stepwise;
import dev.snn.api.tensor.Arena;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import dev.snn.engine.evaluate.Predictor;
import dev.snn.engine.evaluate.TimeShuffle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Makes a {@link Rehearsal} of a procedure that takes steps. */
final class Rehearsing {
  private static final int MOST_BATCHES = 12;
  private static final double TOLERANCE = 1e-6;

  private final Run run;
  private final Network network;
  private final Stepwise procedure;
  private final Stepwise.Steps steps;
  private final int batch;
  private final Samples samples;

  Rehearsing(Run run, Stepwise procedure) {
    this.run = run;
    this.network = run.network();
    this.procedure = procedure;
    this.steps = procedure.steps(network);
    this.batch = Math.min(procedure.batch(), run.dataset().train().size());
    this.samples = run.dataset().train().gather(IntStream.range(0, batch).toArray());
  }

  Rehearsal rehearse(double seconds) {
    Pass pass = Predictor.pass(run, samples, 0, Arena.HEAP);
    Network.Forward forward = network.forward(run.encoder().encode(samples, pass), pass);
    Network.Forward seen =
        Activities.usesBatch(network)
            ? network.forward(forward.input(), Activities.training(pass))
            : forward;
    List<Rehearsal.Activity> layers = Activities.of(network, seen);
    boolean decodes = network.hasDecoder();
    boolean ignoresTime = decodes && ignoresTime(forward, pass);
    boolean lossNeedsTime =
        network.hasLoss() && !network.nodes().isEmpty() && lossNeedsTime(forward, pass);
    boolean readsSpikes = readsSpikes(pass);
    boolean sameScores = decodes && sameScores(forward.decoded().prediction());
    List<String> remarks =
        decodes ? network.decoder().remarks(forward.decoded().terms()) : List.of();
    double forwardSeconds = timeForward(pass);
    clear();
    Stepwise.Done first = trainingStep();
    List<String> without = withoutGradient();
    List<Rehearsal.Gradient> gradients = GradientSizes.of(network);
    List<Double> times = time(seconds);
    double perBatch = times.stream().mapToDouble(t -> t).min().orElse(Double.NaN);
    double perEpoch = perBatch * batches(run.dataset().train().size());
    int evaluated =
        batches(run.dataset().validation().size()) + batches(run.dataset().test().size());
    return new Rehearsal(
        layers,
        first.loss(),
        first.terms(),
        without,
        gradients,
        ignoresTime,
        lossNeedsTime,
        readsSpikes,
        sameScores,
        remarks,
        batch,
        procedure.epochs(),
        times.size(),
        perEpoch,
        procedure.epochs() * perEpoch
            + procedure.evaluations() * evaluated * run.samples() * forwardSeconds);
  }

  private int batches(int examples) {
    return Batches.count(examples, procedure.batch());
  }

  private boolean ignoresTime(Network.Forward forward, Pass pass) {
    if (!(forward.readout().output() instanceof Spikes spikes) || spikes.events() == 0) {
      return false;
    }
    Spikes shuffled = TimeShuffle.shuffle(spikes, pass);
    boolean moved = !shuffled.isSame(spikes);
    Spikes none = spikes.until(0);
    Tensor scores = forward.decoded().prediction();
    return moved
        && same(scores, decode(forward.readout(), shuffled, pass))
        && !same(scores, decode(forward.readout(), none, pass));
  }

  /** A decoder of membranes sends no gradient to the spikes, and loses nothing by their silence. */
  private boolean readsSpikes(Pass pass) {
    if (!network.hasDecoder() || !network.hasLoss()) {
      return true;
    }
    Pass training = Activities.training(pass);
    Network.Forward forward = network.forward(run.encoder().encode(samples, training), training);
    Loss.Value loss = network.loss().evaluate(forward.outcome(), samples, training);
    ReadoutGradient gradient = loss.gradReadout();
    if (loss.gradPrediction() != null) {
      gradient =
          network
              .decoder()
              .backward(forward.decoded().tape(), loss.gradPrediction(), training)
              .plus(gradient);
    }
    return gradient.output() != null || gradient.probability() != null;
  }

  private Tensor decode(Readout readout, Spikes output, Pass pass) {
    return network.decoder().decode(readout.withOutput(output), pass).prediction();
  }

  private static boolean same(Tensor a, Tensor b) {
    return Arrays.deepEquals(a.rows(), b.rows());
  }

  private boolean lossNeedsTime(Network.Forward forward, Pass pass) {
    Readout readout = forward.readout();
    Readout backwards =
        new Readout(
            readout.output(),
            readout.hasMembrane() ? readout.membrane() : null,
            () -> backwards(readout.probability()),
            readout.isStochastic());
    double before = network.loss().evaluate(forward.outcome(), samples, pass).mean();
    List<Readout> layers = new ArrayList<>(forward.readouts());
    layers.set(layers.size() - 1, backwards);
    Outcome outcome = new Outcome(forward.decoded().prediction(), backwards, layers);
    double after = network.loss().evaluate(outcome, samples, pass).mean();
    return Math.abs(after - before) > TOLERANCE * Math.abs(before);
  }

  private static Tensor backwards(Tensor p) {
    float[][] rows = new float[p.rows().length][];
    for (int t = 0; t < p.steps(); t++) {
      for (int b = 0; b < p.batch(); b++) {
        rows[t * p.batch() + b] = p.row(p.steps() - 1 - t, b);
      }
    }
    return new Tensor(p.steps(), p.batch(), p.size(), rows);
  }

  private static boolean sameScores(Tensor prediction) {
    for (int t = 0; t < prediction.steps(); t++) {
      for (int b = 1; b < prediction.batch(); b++) {
        if (!Arrays.equals(prediction.row(t, b), prediction.row(t, 0))) {
          return false;
        }
      }
    }
    return prediction.batch() > 1;
  }

  private List<String> withoutGradient() {
    List<String> names = new ArrayList<>();
    for (Parameter p : steps.byGradients()) {
      boolean zero = true;
      for (float[] row : p.gradient()) {
        for (float g : row) {
          zero &= g == 0;
        }
      }
      if (zero && p.trainable() && p.count() > 0) {
        names.add(p.name());
      }
    }
    return names;
  }

  private void clear() {
    steps.byGradients().forEach(Parameter::clearGradient);
  }

  private Stepwise.Done trainingStep() {
    long key = run.seed().key("train/epoch-1");
    Pass pass = steps.begin(run.parallel(), key, samples.ids());
    return steps.learn(run.encoder().encode(samples, pass), samples, pass);
  }

  private double timeForward(Pass pass) {
    double best = Double.POSITIVE_INFINITY;
    for (int k = 0; k < 2; k++) {
      long start = System.nanoTime();
      network.forward(run.encoder().encode(samples, pass), pass);
      best = Math.min(best, (System.nanoTime() - start) * 1e-9);
    }
    return best;
  }

  /** The first ones are slow, until the code that runs is compiled. */
  private List<Double> time(double seconds) {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    List<Double> times = new ArrayList<>();
    while (times.isEmpty() || times.size() < MOST_BATCHES && System.nanoTime() < end) {
      long start = System.nanoTime();
      clear();
      trainingStep();
      steps.update(run.parallel());
      times.add((System.nanoTime() - start) * 1e-9);
      run.progress("rehearse", times.size(), MOST_BATCHES, Double.NaN);
    }
    return times;
  }
}
