package dev.snn.neurons.conv;

import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Synapses;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Tape;
import dev.snn.api.tensor.Constant;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import dev.snn.kernels.Convolution2d;
import java.util.List;
import java.util.Optional;

/** {@link Conv} at work. A held image is convolved once. */
final class ConvModel extends Mapping {
  private final Convolution2d kernel;
  private final Parameter weight;
  private final Parameter bias;
  private final float[] offset;

  ConvModel(
      Shape in,
      Shape out,
      Convolution2d kernel,
      NeuronModel neuron,
      Parameter weight,
      Parameter bias) {
    super(in, out, neuron);
    this.kernel = kernel;
    this.weight = weight;
    this.bias = bias;
    this.offset = bias == null ? new float[out.channels()] : bias.value()[0];
  }

  private record Seen(Signal input) implements Tape {}

  @Override
  List<Parameter> own() {
    return bias == null ? List.of(weight) : List.of(weight, bias);
  }

  /** A pixel has a synapse for each weight at each place of the result that sees it. */
  @Override
  public Optional<List<Synapses>> synapses() {
    Synapses.Shared shared = zeros -> kernel.synapses(weight.value(), zeros);
    return Optional.of(List.of(new Synapses(weight, Synapses.Source.INPUT, shared)));
  }

  @Override
  Mapped map(Signal input, Pass pass) {
    int batch = input.batch();
    Tensor out = pass.arena().tensor(input.steps(), batch, outputSize());
    boolean held = input instanceof Constant && input.steps() > 1;
    float[][] rows = held ? out.timeRange(0, 1).rows() : out.rows();
    kernel.forward(input, weight.value(), offset, rows, pass.parallel());
    for (int r = batch; held && r < out.rows().length; r++) {
      System.arraycopy(out.rows()[r % batch], 0, out.rows()[r], 0, outputSize());
    }
    return new Mapped(out, new Seen(input));
  }

  @Override
  Tensor back(Tape tape, Tensor gradient, boolean needInput, Pass pass) {
    Signal input = ((Seen) tape).input();
    Tensor g = input instanceof Constant && !needInput ? overTime(gradient) : gradient;
    Tensor gradInput = needInput ? pass.arena().tensor(g.steps(), g.batch(), inputSize()) : null;
    kernel.backward(
        input,
        g.rows(),
        weight.value(),
        weight.gradient(),
        bias == null ? null : bias.gradient()[0],
        needInput ? gradInput.rows() : null,
        pass.parallel());
    return gradInput;
  }

  /** The sum over all steps, in the rows of the first. */
  private static Tensor overTime(Tensor gradient) {
    if (gradient.steps() < 2) {
      return gradient;
    }
    Tensor sum = gradient.timeRange(0, 1);
    for (int t = 1; t < gradient.steps(); t++) {
      for (int b = 0; b < gradient.batch(); b++) {
        float[] to = sum.row(0, b);
        float[] more = gradient.row(t, b);
        for (int n = 0; n < gradient.size(); n++) {
          to[n] += more[n];
        }
      }
    }
    return sum;
  }
}
