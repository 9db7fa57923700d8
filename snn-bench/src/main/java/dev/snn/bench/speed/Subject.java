package dev.snn.bench.speed;

import dev.snn.api.layer.Readout;
import dev.snn.api.learning.Network;
import dev.snn.api.loss.Loss;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Spiking;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.procedure.Stepwise;
import dev.snn.api.tensor.Arena;
import dev.snn.api.tensor.Spikes;
import dev.snn.engine.config.Resolver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Our network of a workload, ready to take steps of one phase on some threads. */
final class Subject {
  private final Workload workload;
  private final Phase phase;
  private final Parallel parallel;
  private final List<Batch> batches;
  private final Network network;
  private final Stepwise.Steps steps;
  private final Arena arena = Arena.recycling();
  private final Stopwatch watch = new Stopwatch();
  private int taken;
  private int timed;
  private double timedMillis;
  private double firstLoss = Double.NaN;
  private double spikes;
  private final double[] rates;
  private int firstSpiking = -1;

  Subject(
      Workload workload, Phase phase, List<Batch> batches, Resolver resolver, Parallel parallel) {
    this.workload = workload;
    this.phase = phase;
    this.batches = batches;
    this.parallel = parallel;
    this.network = watch.watch(workload.network(resolver));
    this.steps = workload.steps(resolver, network);
    this.rates = new double[network.nodes().size()];
  }

  Workload workload() {
    return workload;
  }

  Phase phase() {
    return phase;
  }

  int threads() {
    return parallel.threads();
  }

  /** Takes steps and gives the time of each in ms. */
  List<Double> run(int steps, SpeedListener listener) {
    List<Double> millis = new ArrayList<>();
    watch.reset();
    Arrays.fill(rates, 0);
    spikes = 0;
    for (int k = 0; k < steps; k++) {
      listener.check();
      Batch batch = batches.get(taken % batches.size());
      long start = System.nanoTime();
      Network.Forward forward = phase == Phase.TRAIN ? train(batch) : infer(batch);
      millis.add((System.nanoTime() - start) * 1e-6);
      count(forward);
      taken++;
    }
    timed = steps;
    timedMillis = millis.stream().mapToDouble(Double::doubleValue).sum();
    return millis;
  }

  private Network.Forward train(Batch batch) {
    Pass pass = steps.begin(parallel, key(), batch.samples().ids());
    Stepwise.Done done = steps.learn(batch.spikes(), batch.samples(), pass);
    steps.update(parallel);
    if (taken == 0) {
      firstLoss = done.loss();
    }
    return done.forward();
  }

  private Network.Forward infer(Batch batch) {
    arena.reset();
    Pass pass = new Pass(false, Spiking.HARD, parallel, arena, key(), batch.samples().ids(), 0);
    Network.Forward forward = network.forward(batch.spikes(), pass);
    if (taken == 0) {
      Loss.Value loss = network.loss().evaluate(forward.outcome(), batch.samples(), pass);
      firstLoss = loss.mean();
    }
    return forward;
  }

  private long key() {
    return Workload.SEED.key("speed/step-" + taken);
  }

  private void count(Network.Forward forward) {
    List<Readout> readouts = forward.readouts();
    spikes += ((Spikes) forward.input()).total();
    for (int k = 0; k < readouts.size(); k++) {
      if (readouts.get(k).output() instanceof Spikes s) {
        spikes += s.total();
        rates[k] += s.density();
        firstSpiking = firstSpiking < 0 ? k : firstSpiking;
      }
    }
  }

  /**
   * Mean time per step of each part in the last {@link #run}, ms; the optimiser has what the others
   * leave.
   */
  Map<String, Double> parts() {
    Map<String, Double> parts = new LinkedHashMap<>();
    double rest = timedMillis;
    for (Map.Entry<String, Double> part : watch.millis().entrySet()) {
      parts.put(part.getKey(), part.getValue() / timed);
      rest -= part.getValue();
    }
    if (phase == Phase.TRAIN) {
      parts.put("optimizer", rest / timed);
    }
    return parts;
  }

  /**
   * Operations per second that the decoder's products made in the last {@link #run}, in 10^9; NaN
   * where nothing is known of them.
   */
  double decoderGflops() {
    double millis = 0;
    for (Map.Entry<String, Double> part : parts().entrySet()) {
      millis += part.getKey().startsWith("decoder") ? part.getValue() : 0;
    }
    double density = rate(rates.length - 1);
    double operations = 0;
    for (DecoderProduct product : workload.decoderProducts()) {
      operations += workload.batch() * product.operations(phase, density);
    }
    return operations == 0 ? Double.NaN : operations / millis * 1e-6;
  }

  /** Loss of the first step; NaN before it. */
  double firstLoss() {
    return firstLoss;
  }

  /** Spikes per step, of the input and of all layers, in the last {@link #run}. */
  double spikesPerStep() {
    return spikes / timed;
  }

  /** {@link #rate} of the first layer that puts out spikes. */
  double hiddenRate() {
    return rate(Math.max(0, firstSpiking));
  }

  /** Share of (step, neuron) in which the neurons of a layer fired, in the last run. */
  double rate(int layer) {
    return rates[layer] / timed;
  }
}
