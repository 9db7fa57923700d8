package dev.snn.training.layerwise;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.Layer;
import dev.snn.api.neuron.Pass;
import dev.snn.api.procedure.Run;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import java.util.ArrayList;
import java.util.List;

/** What reaches the layers of a chain; nothing is trained. */
final class Inputs {
  private final Run run;
  private final List<Layer> layers;
  private final Pass pass;

  Inputs(Run run) {
    this.run = run;
    this.layers = run.network().layers();
    this.pass = Pass.hard().forEvaluation().withKey(run.seed().key("evaluate")).on(run.parallel());
  }

  /** The input of a layer. */
  Spikes of(Samples samples, int layer) {
    List<Spikes> all = through(samples, layer);
    return all.get(layer);
  }

  /** The input of each of the first layers, and the output of the last one of them. */
  List<Spikes> through(Samples samples, int count) {
    Pass mine = pass.forIds(samples.ids());
    List<Spikes> all = new ArrayList<>();
    Signal signal = run.encoder().encode(samples, mine);
    for (int k = 0; k < count; k++) {
      all.add(spikes(signal));
      Layer layer = layers.get(k);
      signal = layer.forward(signal, layer.initialState(signal.batch()), mine).readout().output();
    }
    all.add(spikes(signal));
    return all;
  }

  private static Spikes spikes(Signal signal) {
    return signal instanceof Spikes s ? s : Spikes.of(signal.toTensor());
  }
}
