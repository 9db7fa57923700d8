package dev.snn.api.learning;

import dev.snn.api.codec.Decoder;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.loss.Loss;
import dev.snn.api.loss.Outcome;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Tape;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Layers, a decoder and a loss. */
public record Network(List<Layer> layers, Decoder decoder, Loss loss) {

  /** All parameters, named by where they stand: "layers[0].weight", "decoder.hidden.weight", ... */
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    for (int k = 0; k < layers.size(); k++) {
      for (Parameter p : layers.get(k).parameters()) {
        all.add(p.named("layers[" + k + "]." + p.name()));
      }
    }
    for (Parameter p : decoder.parameters()) {
      all.add(p.named("decoder." + p.name()));
    }
    return all;
  }

  /** Runs the layers and the decoder, each layer over its whole {@code [T x B x N]}. */
  public Forward forward(Signal input, Pass pass) {
    List<Readout> readouts = new ArrayList<>();
    List<Tape> tapes = new ArrayList<>();
    Readout last = Readout.of(input);
    for (Layer layer : layers) {
      Layer.Forward forward = layer.forward(last.output(), layer.initialState(input.batch()), pass);
      last = forward.readout();
      readouts.add(last);
      tapes.add(forward.tape());
    }
    Decoder.Decoded decoded = decoder.decode(last, pass);
    return new Forward(input, readouts, tapes, last, decoded);
  }

  /** Back-propagates the gradients of a loss through decoder and layers into the parameters. */
  public void backward(
      Forward forward, Tensor gradPrediction, ReadoutGradient gradReadout, Pass pass) {
    ReadoutGradient gradient = gradReadout;
    if (gradPrediction != null) {
      gradient = decoder.backward(forward.decoded().tape(), gradPrediction, pass).plus(gradReadout);
    }
    backwardLayers(forward, gradient, pass);
  }

  /** Back-propagates a gradient of the last readout through the layers into their parameters. */
  public void backwardLayers(Forward forward, ReadoutGradient gradient, Pass pass) {
    for (int k = layers.size() - 1; k >= 0; k--) {
      Tensor gradInput = layers.get(k).backward(forward.tapes().get(k), gradient, k > 0, pass);
      gradient = new ReadoutGradient(gradInput, null, null);
    }
  }

  /**
   * Everything a forward pass made.
   *
   * @param readouts one per layer
   * @param readout the last one, or the input where there are no layers
   */
  public record Forward(
      Signal input,
      List<Readout> readouts,
      List<Tape> tapes,
      Readout readout,
      Decoder.Decoded decoded) {

    /** What the loss sees. */
    public Outcome outcome() {
      return new Outcome(decoded.prediction(), readout);
    }
  }
}
