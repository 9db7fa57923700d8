package dev.snn.bench.speed;

import dev.snn.api.codec.Encoder;
import dev.snn.api.data.Samples;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.LocalLearning;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Synapses;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.Value;
import dev.snn.api.synapse.Plasticity;
import dev.snn.api.tensor.Spikes;
import java.util.ArrayList;
import java.util.List;

/**
 * Layers of first spikes that take steps, a batch each: the first layer learns from it image by
 * image, or all layers pass it on. Encoding it is part of a step, as in {@code layerwise}. Every
 * step begins with the weights as they were drawn, so that all do the same work.
 */
final class StdpSubject {
  private final Phase phase;
  private final List<FirstSpikeLayers.Made> made;
  private final Encoder encoder;
  private final List<Samples> batches;
  private final Plasticity rule;

  /** The weights of the layer that learns; of what learns nothing, none. */
  private final float[][] drawn;

  private final List<Double> millis = new ArrayList<>();
  private final List<Double> networkMillis = new ArrayList<>();
  private int taken;
  private double spikes;
  private double operations;
  private double winners;

  StdpSubject(
      Phase phase,
      List<FirstSpikeLayers.Made> made,
      Encoder encoder,
      List<Samples> batches,
      Plasticity rule) {
    this.phase = phase;
    this.made = made;
    this.encoder = encoder;
    this.batches = batches;
    this.rule = rule;
    this.drawn = phase == Phase.TRAIN ? copy(local().weight().value()) : new float[0][];
  }

  List<FirstSpikeLayers.Made> made() {
    return made;
  }

  /** Forgets what was measured so far. */
  void begin() {
    millis.clear();
    networkMillis.clear();
    spikes = 0;
    operations = 0;
    winners = 0;
  }

  /** Takes steps. */
  void run(int steps, SpeedListener listener) {
    for (int k = 0; k < steps; k++) {
      listener.check();
      step(batches.get(taken++ % batches.size()));
    }
  }

  private void step(Samples samples) {
    long start = System.nanoTime();
    Pass pass = Pass.hard().forEvaluation().forIds(samples.ids());
    Spikes input = (Spikes) encoder.encode(samples, pass);
    long encoded = System.nanoTime();
    List<Spikes> through = phase == Phase.TRAIN ? learn(input) : infer(input);
    long end = System.nanoTime();
    millis.add((end - start) * 1e-6);
    networkMillis.add((end - encoded) * 1e-6);
    setBack();
    through.forEach(one -> spikes += one.total());
    for (int k = 0; k < through.size() - 1; k++) {
      operations += operations(made.get(k).layer(), through.get(k));
    }
  }

  private List<Spikes> learn(Spikes input) {
    LocalLearning local = local();
    float plus = rate(rule.etaPlus());
    float minus = rate(rule.etaMinus());
    for (int b = 0; b < input.batch(); b++) {
      LocalLearning.Presentation shown = local.present(input, b);
      shown.learn(rule, plus, minus);
      operations += shown.operations();
      winners += shown.winners();
    }
    return List.of(input);
  }

  /** To the weights as they were drawn. */
  private void setBack() {
    for (int r = 0; r < drawn.length; r++) {
      System.arraycopy(drawn[r], 0, local().weight().value()[r], 0, drawn[r].length);
    }
  }

  private LocalLearning local() {
    return made.get(0).layer().localLearning().orElseThrow();
  }

  private static float rate(Value value) {
    return (float) ((Value.Constant) value).value();
  }

  private static float[][] copy(float[][] rows) {
    float[][] copy = new float[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      copy[r] = rows[r].clone();
    }
    return copy;
  }

  private List<Spikes> infer(Spikes input) {
    List<Spikes> through = new ArrayList<>(List.of(input));
    for (FirstSpikeLayers.Made one : made) {
      through.add(FirstSpikeLayers.output(one.layer(), through.get(through.size() - 1)));
    }
    return through;
  }

  private static double operations(Layer layer, Spikes input) {
    double sum = 0;
    for (Synapses one : layer.synapses().orElseThrow()) {
      int[] costs = one.shared().perLine(false);
      for (int e = 0; e < input.events(); e++) {
        sum += costs[input.raw().units()[e]];
      }
    }
    return sum;
  }

  /** Times of the steps, ms. */
  Times times() {
    return Times.ofMillis(millis);
  }

  /** The same without the encoding. */
  Times networkTimes() {
    return Times.ofMillis(networkMillis);
  }

  /** Per step: of the input and, in inference, of all layers. */
  double spikes() {
    return spikes / millis.size();
  }

  /** Weights added per step. */
  double operations() {
    return operations / millis.size();
  }

  /** Neurons that learned, per step. */
  double winners() {
    return winners / millis.size();
  }

  /** Weights that exist in the layers that take part. */
  long live() {
    return count(true);
  }

  /** The share of the weights which exist. */
  double connectivity() {
    return live() / (double) count(false);
  }

  private long count(boolean live) {
    long count = 0;
    for (FirstSpikeLayers.Made one : phase == Phase.TRAIN ? made.subList(0, 1) : made) {
      for (Parameter weight : one.layer().parameters()) {
        boolean all = !live || weight.connections().complete();
        count += all ? weight.count() : weight.connections().count();
      }
    }
    return count;
  }
}
