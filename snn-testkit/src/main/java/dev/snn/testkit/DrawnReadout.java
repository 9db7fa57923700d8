package dev.snn.testkit;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Tape;
import dev.snn.api.random.Draws;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.SpikesBuilder;
import dev.snn.api.tensor.Tensor;
import java.util.List;

/**
 * The simplest stochastic layer, {@code u = W^T s, p = sigmoid(u), y ~ Bernoulli(p)}, with {@code
 * dy/dp = 1}; in a SMOOTH pass its output is p.
 */
final class DrawnReadout implements Layer {
  private final Parameter weight;

  private record History(Tensor input, Tensor p) implements Tape {}

  DrawnReadout(String name, int in, int out) {
    weight = Parameter.of("weight", Examples.rows(name, in, out, -1, 1));
  }

  @Override
  public int inputSize() {
    return weight.value().length;
  }

  @Override
  public int outputSize() {
    return weight.value()[0].length;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(weight);
  }

  @Override
  public State initialState(int batch) {
    return State.NONE;
  }

  @Override
  public Forward forward(Signal signal, State initial, Pass pass) {
    Tensor input = signal.toTensor();
    int size = outputSize();
    Tensor u = Tensor.zeros(input.steps(), input.batch(), size);
    Tensor p = Tensor.zeros(input.steps(), input.batch(), size);
    SpikesBuilder spikes = new SpikesBuilder(input.steps(), input.batch(), size);
    long purpose = pass.purposeKey("drawn");
    for (int t = 0; t < input.steps(); t++) {
      for (int b = 0; b < input.batch(); b++) {
        for (int j = 0; j < size; j++) {
          for (int i = 0; i < inputSize(); i++) {
            u.row(t, b)[j] += weight.value()[i][j] * input.get(t, b, i);
          }
          p.row(t, b)[j] = (float) (1 / (1 + Math.exp(-u.get(t, b, j))));
          long counter = (long) (pass.firstStep() + t) * size + j;
          if (Draws.uniform(pass.exampleKey(purpose, b), counter) < p.get(t, b, j)) {
            spikes.lane(b).add(t, j);
          }
        }
      }
    }
    Signal output = pass.isHard() ? spikes.build() : p;
    return new Forward(new Readout(output, u, () -> p, true), State.NONE, new History(input, p));
  }

  @Override
  public Tensor backward(Tape tape, ReadoutGradient gradient, boolean needInput, Pass pass) {
    History history = (History) tape;
    Tensor p = history.p();
    Tensor back = Tensor.zeros(p.steps(), p.batch(), inputSize());
    for (int r = 0; r < p.rows().length; r++) {
      for (int j = 0; j < outputSize(); j++) {
        float q = p.rows()[r][j];
        float g = at(gradient.output(), r, j) + at(gradient.probability(), r, j);
        float gu = g * q * (1 - q) + at(gradient.membrane(), r, j);
        for (int i = 0; i < inputSize(); i++) {
          weight.gradient()[i][j] += gu * history.input().rows()[r][i];
          back.rows()[r][i] += gu * weight.value()[i][j];
        }
      }
    }
    return needInput ? back : null;
  }

  private static float at(Tensor gradient, int r, int j) {
    return gradient == null ? 0 : gradient.rows()[r][j];
  }
}
