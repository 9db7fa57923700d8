package dev.snn.engine.explain;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.Readout;
import dev.snn.api.learning.Network;
import dev.snn.api.learning.Node;
import dev.snn.api.neuron.Pass;
import dev.snn.api.procedure.Run;
import dev.snn.api.tensor.Arena;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.engine.evaluate.Predictor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Counts what the neurons of a network do with a batch. */
final class Activities {
  private Activities() {}

  /** Of each node, with some examples. */
  static List<Rehearsal.Activity> of(Run run, Samples samples) {
    Pass pass = Predictor.pass(run, samples, 0, Arena.HEAP);
    Network network = run.network();
    Signal input = run.encoder().encode(samples, pass);
    return of(network, network.forward(input, usesBatch(network) ? training(pass) : pass));
  }

  /** Of each node, in a pass that was made. */
  static List<Rehearsal.Activity> of(Network network, Network.Forward forward) {
    List<Rehearsal.Activity> layers = new ArrayList<>();
    for (int k = 0; k < network.nodes().size(); k++) {
      layers.add(activity(network.nodes().get(k), forward.readouts().get(k)));
    }
    return layers;
  }

  /**
   * Running statistics say nothing before any training: then activity is that of training passes.
   */
  static boolean usesBatch(Network network) {
    return network.layers().stream().anyMatch(layer -> layer.capabilities().batchStatistics());
  }

  static Pass training(Pass pass) {
    return new Pass(
        true,
        pass.spiking(),
        pass.parallel(),
        pass.arena(),
        pass.key(),
        pass.ids(),
        pass.firstStep());
  }

  private static Rehearsal.Activity activity(Node node, Readout readout) {
    Signal output = readout.output();
    boolean neurons =
        node instanceof Node.OfLayer of
            && (of.layer().capabilities().membrane() || of.layer().capabilities().probability());
    if (!neurons || !(output instanceof Spikes spikes)) {
      return new Rehearsal.Activity(output.size(), Double.NaN, 0, Double.NaN, Double.NaN);
    }
    boolean[] active = new boolean[output.size()];
    for (int t = 0; t < spikes.steps(); t++) {
      for (int b = 0; b < spikes.batch(); b++) {
        spikes.forEach(t, b, (unit, count) -> active[unit] = true);
      }
    }
    int silent = (int) IntStream.range(0, active.length).filter(n -> !active[n]).count();
    double[] largest = new double[output.size()];
    Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    float[][] membrane = readout.hasMembrane() ? readout.membrane().rows() : new float[0][];
    for (float[] row : membrane) {
      for (int n = 0; n < largest.length; n++) {
        largest[n] = Math.max(largest[n], row[n]);
      }
    }
    Arrays.sort(largest);
    return new Rehearsal.Activity(
        output.size(),
        spikes.density(),
        silent,
        largest[largest.length - 1],
        largest[largest.length / 2]);
  }
}
