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
import dev.snn.kernels.Products;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@link Recurrent} at work: the input's product for all steps at once, then one step of the neuron
 * model after the other, each with the spikes of the one before. The state is the neuron's and the
 * last output.
 */
record RecurrentModel(
    int inputSize, NeuronModel neuron, Parameter weight, Parameter recurrent, Parameter bias)
    implements Layer {
  private static final String LAST = "out";

  /** Input, the output before the first step, all outputs, and the neuron's tape of each step. */
  private record History(Signal input, Signal before, Signal output, List<Tape> steps)
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

  private Pass at(Pass pass, int t) {
    return pass.startingAt(pass.firstStep() + t);
  }

  @Override
  public Forward forward(Signal input, State initial, Pass pass) {
    int steps = input.steps();
    int batch = input.batch();
    int size = neuron.size();
    Tensor current = pass.arena().tensor(steps, batch, size);
    Products.forward(
        input, weight.value(), bias == null ? null : bias.value()[0], current, pass.parallel());
    Tensor rowsBefore = new Tensor(1, batch, size, initial.get(LAST).clone());
    State state = initial.without(LAST);
    Signal before = sendsEvents(state, pass) ? Spikes.of(rowsBefore) : rowsBefore;
    List<Signal> outputs = new ArrayList<>();
    List<Tensor> membranes = new ArrayList<>();
    List<Tape> tapes = new ArrayList<>();
    Signal last = before;
    Tensor fed = pass.arena().tensor(1, batch, size);
    for (int t = 0; t < steps; t++) {
      Tensor now = current.timeRange(t, t + 1);
      Products.forward(last, recurrent.value(), null, fed, pass.parallel());
      add(now, fed);
      NeuronModel.Forward step = neuron.forward(now, state, at(pass, t));
      last = step.output();
      state = step.last();
      outputs.add(last);
      membranes.add(step.membrane());
      tapes.add(step.tape());
    }
    Signal output = steps == 0 ? empty(state, pass) : Signal.inTime(outputs);
    Tensor membrane = steps == 0 ? Tensor.zeros(0, batch, size) : Tensor.inTime(membranes);
    boolean fires = neuron.output() == Capabilities.Output.SPIKES;
    Supplier<Tensor> probability = () -> probability(tapes, batch, pass);
    Readout readout = new Readout(output, membrane, fires ? probability : null, false);
    float[][] rows = new float[batch][];
    Tensor lastRows = last.toTensor();
    for (int b = 0; b < batch; b++) {
      rows[b] = java.util.Arrays.copyOf(lastRows.row(0, b), size);
    }
    return new Forward(readout, state.with(LAST, rows), new History(input, before, output, tapes));
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

  private Tensor probability(List<Tape> tapes, int batch, Pass pass) {
    List<Tensor> all = new ArrayList<>();
    for (int t = 0; t < tapes.size(); t++) {
      all.add(neuron.probability(tapes.get(t), at(pass, t)));
    }
    return all.isEmpty() ? Tensor.zeros(0, batch, neuron.size()) : Tensor.inTime(all);
  }

  private static void add(Tensor to, Tensor more) {
    for (int b = 0; b < to.batch(); b++) {
      float[] row = to.row(0, b);
      float[] other = more.row(0, b);
      for (int n = 0; n < to.size(); n++) {
        row[n] += other[n];
      }
    }
  }

  @Override
  public Tensor backward(Tape tape, ReadoutGradient gradient, boolean needInput, Pass pass) {
    History history = (History) tape;
    int steps = history.input().steps();
    int batch = history.input().batch();
    int size = neuron.size();
    Tensor gradOutput = ReadoutGradient.sum(gradient.output(), gradient.probability());
    Tensor[] currents = new Tensor[steps];
    State later = null;
    for (int t = steps - 1; t >= 0; t--) {
      Tensor out =
          gradOutput == null ? Tensor.zeros(1, batch, size) : gradOutput.timeRange(t, t + 1);
      if (t + 1 < steps && !gradient.outputsFixed()) {
        Tensor back = pass.arena().tensor(1, batch, size);
        Products.gradInput(currents[t + 1], recurrent.value(), back, pass.parallel());
        add(out, back);
      }
      Tensor membrane =
          gradient.membrane() == null ? null : gradient.membrane().timeRange(t, t + 1);
      NeuronModel.Backward step =
          neuron.backward(history.steps().get(t), out, membrane, later, at(pass, t));
      currents[t] = step.gradCurrent();
      later = step.gradInitial();
    }
    Tensor gradCurrent =
        steps == 0 ? Tensor.zeros(0, batch, size) : Tensor.inTime(List.of(currents));
    Products.gradWeight(history.input(), gradCurrent, weight.gradient(), pass.parallel());
    if (steps > 0) {
      Products.gradWeight(history.before(), currents[0], recurrent.gradient(), pass.parallel());
    }
    if (steps > 1) {
      Products.gradWeight(
          history.output().timeRange(0, steps - 1),
          gradCurrent.timeRange(1, steps),
          recurrent.gradient(),
          pass.parallel());
    }
    if (bias != null) {
      Products.gradBias(gradCurrent, bias.gradient()[0], pass.parallel());
    }
    if (!needInput) {
      return null;
    }
    Tensor gradInput = pass.arena().tensor(steps, batch, inputSize);
    Products.gradInput(gradCurrent, weight.value(), gradInput, pass.parallel());
    return gradInput;
  }
}
