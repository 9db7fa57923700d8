package dev.snn.testkit;

import dev.snn.api.layer.Capabilities;
import dev.snn.api.layer.Parameter;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Tape;
import dev.snn.api.tensor.Tensor;
import java.util.List;

/** Passes copies on of what a model would take over, so that a check may use it again. */
record Borrowing(NeuronModel model) implements NeuronModel {
  @Override
  public int size() {
    return model.size();
  }

  @Override
  public Capabilities.Output output() {
    return model.output();
  }

  @Override
  public State initialState(int batch) {
    return model.initialState(batch);
  }

  @Override
  public Forward forward(Tensor current, State initial, Pass pass) {
    return model.forward(current.copy(), initial, pass);
  }

  @Override
  public Backward backward(
      Tape tape, Tensor gradOutput, Tensor gradMembrane, State gradLast, Pass pass) {
    Tensor output = gradOutput == null ? null : gradOutput.copy();
    return model.backward(tape, output, gradMembrane, gradLast, pass);
  }

  @Override
  public Tensor probability(Tape tape, Pass pass) {
    return model.probability(tape, pass);
  }

  @Override
  public List<Parameter> parameters() {
    return model.parameters();
  }

  @Override
  public boolean ownsBias() {
    return model.ownsBias();
  }
}
