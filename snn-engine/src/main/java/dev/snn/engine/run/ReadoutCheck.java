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
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Run;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import dev.snn.engine.config.RunConfig;
import java.util.Arrays;
import java.util.List;

/**
 * Refuses a decoder or a loss that reads a membrane or a firing probability of a network whose end
 * has none, and a loss that refuses layers of the network. They are shown what its readouts look
 * like.
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

  /** Tries the first training example, where there is a decoder. */
  static void check(Run run, RunConfig config) {
    if (!run.network().hasDecoder()) {
      return;
    }
    ReadoutCheck check = new ReadoutCheck(run, config);
    if (config.decoder() != null && config.loss() != null) {
      check.attempt(Pass.hard());
      check.attempt(Pass.hard().forEvaluation());
    }
  }

  private static Capabilities shown(Node node) {
    return node instanceof Node.OfLayer layer
        ? layer.layer().capabilities()
        : Capabilities.of(Capabilities.Output.VALUES);
  }

  private void attempt(Pass pass) {
    Samples first = run.dataset().train().gather(new int[] {0});
    Pass mine = pass.forIds(first.ids());
    List<Readout> layers = network.nodes().stream().map(this::readout).toList();
    Readout readout =
        layers.isEmpty()
            ? Readout.of(run.encoder().encode(first, mine))
            : layers.get(layers.size() - 1);
    String reader = "decoder '" + config.decoder().entry().name() + "'";
    try {
      Decoder.Decoded decoded = network.decoder().decode(readout, mine);
      reader = "loss '" + config.loss().entry().name() + "'";
      network.loss().evaluate(new Outcome(decoded.prediction(), readout, layers), first, mine);
    } catch (UserError | NotApplicableException e) {
      throw e;
    } catch (MissingReadoutException e) {
      throw new NotApplicableException(
          "the %s reads the %s of the last layer, and %s has none; %s"
              .formatted(
                  reader,
                  e.part(),
                  end(),
                  readout.hasMembrane()
                      ? "its neurons put out values, not spikes"
                      : "end 'layers' with one of neurons, such as dense"));
    } catch (RuntimeException e) {
      // Of something else than the readout; it is told where it happens.
      return;
    }
  }

  /** What a node shows of one example, all of it 0. */
  private Readout readout(Node node) {
    Capabilities shown = shown(node);
    int steps = run.encoder().steps();
    int size = node.outputShape().size();
    // One row for all steps: nobody writes into it, and networks may be large.
    float[][] rows = new float[steps][];
    Arrays.fill(rows, new float[size]);
    Tensor zeros = new Tensor(steps, 1, size, rows);
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
