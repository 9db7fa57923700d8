package dev.snn.neurons.layer;

import dev.snn.api.layer.Capabilities;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.layer.Synapses;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Tape;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import dev.snn.kernels.ConnectionProducts;
import dev.snn.kernels.Feedback;
import dev.snn.kernels.Products;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@link Recurrent} at work: the input's product for all steps at once, then {@linkplain
 * RecurrentBlock blocks of examples} step by step. Backward the same, and the gradients of the
 * weights from all steps at once. The state is the neuron's and the last output.
 */
record RecurrentModel(
    int inputSize, NeuronModel neuron, Parameter weight, Parameter recurrent, Parameter bias)
    implements Layer {
  private static final String LAST = "out";

  /** Input, the output before the first step, all outputs, and what the blocks remember. */
  private record History(Signal input, Signal before, Signal output, List<RecurrentBlock> blocks)
      implements Tape {}

  @Override
  public int outputSize() {
    return neuron.size();
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.of(neuron);
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(List.of(weight, recurrent));
    if (bias != null) {
      all.add(bias);
    }
    for (Parameter p : neuron.parameters()) {
      all.add(p.named("neuron." + p.name()));
    }
    return all;
  }

  @Override
  public Optional<List<Synapses>> synapses() {
    return Optional.of(
        List.of(
            new Synapses(weight, Synapses.Source.INPUT),
            new Synapses(recurrent, Synapses.Source.OUTPUT)));
  }

  @Override
  public State initialState(int batch) {
    return neuron.initialState(batch).with(LAST, new float[batch][neuron.size()]);
  }

  @Override
  public Forward forward(Signal input, State initial, Pass pass) {
    int steps = input.steps();
    int batch = input.batch();
    int size = neuron.size();
    Tensor current = pass.arena().tensor(steps, batch, size);
    ConnectionProducts.forward(
        input, weight, bias == null ? null : bias.value()[0], current, pass.parallel());
    State start = initial.without(LAST);
    Tensor rowsBefore = new Tensor(1, batch, size, initial.get(LAST).clone());
    Signal before = sendsEvents(start, pass) ? Spikes.of(rowsBefore) : rowsBefore;
    List<RecurrentBlock> blocks = RecurrentBlock.of(batch, neuron);
    ConnectionProducts.Steps fed = ConnectionProducts.steps(recurrent);
    RecurrentBlock.each(
        blocks, pass, (block, part) -> block.forward(current, before, fed, start, part));
    Signal output =
        steps == 0 ? empty(start, pass) : RecurrentBlock.output(blocks, steps, batch, size);
    float[][] membrane = new float[steps * batch][];
    blocks.forEach(block -> block.membranes(membrane, batch));
    boolean fires = neuron.output() == Capabilities.Output.SPIKES;
    Supplier<Tensor> probability = () -> probability(blocks, steps, batch, pass);
    Readout readout =
        new Readout(
            output, new Tensor(steps, batch, size, membrane), fires ? probability : null, false);
    State last = RecurrentBlock.last(blocks, batch);
    return new Forward(
        readout,
        last.with(LAST, lastRows(steps == 0 ? before : output.timeRange(steps - 1, steps))),
        new History(input, before, output, blocks));
  }

  private Tensor probability(List<RecurrentBlock> blocks, int steps, int batch, Pass pass) {
    float[][] all = new float[steps * batch][];
    RecurrentBlock.each(blocks, pass, (block, part) -> block.probability(all, batch, part));
    return new Tensor(steps, batch, neuron.size(), all);
  }

  /** True where the neurons put out events rather than dense rows. */
  private boolean sendsEvents(State state, Pass pass) {
    return neuron.output() == Capabilities.Output.SPIKES
        ? pass.isHard()
        : empty(state, pass) instanceof Spikes;
  }

  /** The neuron's output of no step: of the kind that it has. */
  private Signal empty(State state, Pass pass) {
    int batch = state.values().length == 0 ? 0 : state.values()[0].length;
    return neuron.forward(Tensor.zeros(0, batch, neuron.size()), state, pass).output();
  }

  /** Rows that nobody else has. */
  private static float[][] lastRows(Signal last) {
    Tensor rows = last.toTensor();
    float[][] own = new float[last.batch()][];
    for (int b = 0; b < own.length; b++) {
      own[b] = rows.row(0, b).clone();
    }
    return own;
  }

  @Override
  public Tensor backward(Tape tape, ReadoutGradient gradient, boolean needInput, Pass pass) {
    History history = (History) tape;
    int steps = history.input().steps();
    int batch = history.input().batch();
    int size = neuron.size();
    Tensor gradOutput = ReadoutGradient.sum(gradient.output(), gradient.probability());
    Tensor gradCurrent = new Tensor(steps, batch, size, new float[steps * batch][]);
    Feedback feedback =
        gradient.outputsFixed() || steps < 2
            ? null
            : Feedback.of(recurrent.value(), (long) steps * batch, pass.parallel());
    RecurrentBlock.each(
        history.blocks(),
        pass,
        (block, part) ->
            block.backward(gradOutput, gradient.membrane(), feedback, gradCurrent, part));
    ConnectionProducts.gradWeight(history.input(), gradCurrent, weight, pass.parallel());
    if (steps > 0) {
      ConnectionProducts.gradWeight(
          history.before(), gradCurrent.timeRange(0, 1), recurrent, pass.parallel());
    }
    if (steps > 1) {
      ConnectionProducts.gradWeight(
          history.output().timeRange(0, steps - 1),
          gradCurrent.timeRange(1, steps),
          recurrent,
          pass.parallel());
    }
    if (bias != null) {
      Products.gradBias(gradCurrent, bias.gradient()[0], pass.parallel());
    }
    if (!needInput) {
      return null;
    }
    Tensor gradInput = pass.arena().tensor(steps, batch, inputSize);
    ConnectionProducts.gradInput(gradCurrent, weight, gradInput, pass.parallel());
    return gradInput;
  }
}
