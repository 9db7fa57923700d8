package dev.snn.engine.run;

import dev.snn.api.codec.Decoder;
import dev.snn.api.data.Samples;
import dev.snn.api.layer.Capabilities;
import dev.snn.api.layer.MissingReadoutException;
import dev.snn.api.layer.Readout;
import dev.snn.api.learning.Network;
import dev.snn.api.learning.Node;
import dev.snn.api.loss.Outcome;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.procedure.Run;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import dev.snn.engine.config.RunConfig;

/**
 * Refuses a decoder or a loss that reads a membrane or a firing probability of a network whose end
 * has none. They are shown what such a readout looks like; a network that ends in neurons with both
 * is not tried.
 */
final class ReadoutCheck {
  private final Run run;
  private final RunConfig config;
  private final Network network;

  private ReadoutCheck(Run run, RunConfig config) {
    this.run = run;
    this.config = config;
    this.network = run.network();
  }

  /** Tries the first training example. */
  static void check(Run run, RunConfig config) {
    ReadoutCheck check = new ReadoutCheck(run, config);
    Capabilities shown = check.shown();
    if (!shown.membrane() || !shown.probability()) {
      check.attempt(shown, Pass.hard());
      check.attempt(shown, Pass.hard().forEvaluation());
    }
  }

  private Capabilities shown() {
    int last = network.nodes().size() - 1;
    return last >= 0 && network.nodes().get(last) instanceof Node.OfLayer node
        ? node.layer().capabilities()
        : Capabilities.of(Capabilities.Output.VALUES);
  }

  private void attempt(Capabilities shown, Pass pass) {
    Samples first = run.dataset().train().gather(new int[] {0});
    Pass mine = pass.forIds(first.ids());
    Readout readout = readout(shown, first, mine);
    String reader = "decoder '" + config.decoder().entry().name() + "'";
    try {
      Decoder.Decoded decoded = network.decoder().decode(readout, mine);
      reader = "loss '" + config.loss().entry().name() + "'";
      network.loss().evaluate(new Outcome(decoded.prediction(), readout), first, mine);
    } catch (MissingReadoutException e) {
      throw new NotApplicableException(
          "the %s reads the %s of the last layer, and %s has none; %s"
              .formatted(
                  reader,
                  e.part(),
                  end(),
                  shown.membrane()
                      ? "its neurons put out values, not spikes"
                      : "end 'layers' with one of neurons, such as dense"));
    } catch (RuntimeException e) {
      // Of something else than the readout; it is told where it happens.
      return;
    }
  }

  private Readout readout(Capabilities shown, Samples first, Pass pass) {
    int steps = run.encoder().steps();
    int last = network.nodes().size() - 1;
    if (last < 0) {
      return Readout.of(run.encoder().encode(first, pass));
    }
    int size = network.nodes().get(last).outputShape().size();
    Tensor zeros = Tensor.zeros(steps, 1, size);
    Signal output = shown.output() == Capabilities.Output.VALUES ? zeros : Spikes.of(zeros);
    return new Readout(
        output, shown.membrane() ? zeros : null, shown.probability() ? () -> zeros : null, false);
  }

  private String end() {
    int last = network.nodes().size() - 1;
    if (last < 0) {
      return "the encoder's output";
    }
    String place = "layers[" + last + "]";
    String name = network.nodes().get(last).name();
    String what =
        config
            .layers()
            .get(last)
            .layer()
            .map(layer -> layer.entry().name())
            .orElseGet(() -> config.layers().get(last).merge().orElseThrow().id());
    return "%s%s (%s)".formatted(place, name.equals(place) ? "" : " '" + name + "'", what);
  }
}
