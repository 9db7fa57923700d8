package dev.snn.testkit;

import dev.snn.api.codec.Decoder;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.LocalLearning;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.learning.Network;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Tape;
import dev.snn.api.synapse.Plasticity;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * A network of two small layers, the second of which draws its spikes, mean rates as scores and a
 * squared error, to try rules on.
 */
final class TinyNetwork {
  private TinyNetwork() {}

  /** 5 inputs, 4 hidden neurons, 3 classes. */
  static Network create() {
    return create(true);
  }

  /** The same, with or without the loss. */
  static Network create(boolean withLoss) {
    return Network.chain(
        List.of(new Linear("first", 5, 4), new DrawnReadout("second", 4, 3)),
        new MeanRate(3),
        withLoss ? new StandIns.SquaredError() : null);
  }

  /** The two layers alone. */
  static Network layers() {
    return Network.chain(
        List.of(new Linear("first", 5, 4), new DrawnReadout("second", 4, 3)), null, null);
  }

  /** A layer of leaky neurons behind random weights. */
  static Layer layer(int in, int out) {
    return layer("layer", in, out);
  }

  /** The same with weights of its own. */
  static Layer layer(String name, int in, int out) {
    return new Linear(name, in, out);
  }

  /**
   * Plain loops over dense rows; {@code x = W^T s}, then leaky neurons. The neuron with the largest
   * sum over an example learns from it where somebody asks for that.
   */
  private static final class Linear implements Layer {
    private final Parameter weight;
    private final NeuronModel neuron;

    private record History(Tensor input, Tape neuron) implements Tape {}

    Linear(String name, int in, int out) {
      weight = Parameter.of("weight", Examples.rows(name, in, out, -0.5, 1));
      neuron = StandIns.neuron(out);
    }

    @Override
    public int inputSize() {
      return weight.value().length;
    }

    @Override
    public int outputSize() {
      return neuron.size();
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(weight);
    }

    @Override
    public State initialState(int batch) {
      return neuron.initialState(batch);
    }

    @Override
    public Optional<LocalLearning> localLearning() {
      return Optional.of(new LargestSum(weight));
    }

    @Override
    public Forward forward(Signal signal, State initial, Pass pass) {
      Tensor input = signal.toTensor();
      Tensor x = Tensor.zeros(input.steps(), input.batch(), outputSize());
      for (int r = 0; r < x.rows().length; r++) {
        for (int i = 0; i < inputSize(); i++) {
          for (int j = 0; j < outputSize(); j++) {
            x.rows()[r][j] += weight.value()[i][j] * input.rows()[r][i];
          }
        }
      }
      NeuronModel.Forward f = neuron.forward(x, initial, pass);
      Readout readout =
          new Readout(f.output(), f.membrane(), () -> neuron.probability(f.tape(), pass), false);
      return new Forward(readout, f.last(), new History(input, f.tape()));
    }

    @Override
    public Tensor backward(Tape tape, ReadoutGradient gradient, boolean needInput, Pass pass) {
      History history = (History) tape;
      Tensor output = ReadoutGradient.sum(gradient.output(), gradient.probability());
      Tensor g =
          neuron.backward(history.neuron(), output, gradient.membrane(), null, pass).gradCurrent();
      Tensor back = Tensor.zeros(g.steps(), g.batch(), inputSize());
      for (int r = 0; r < g.rows().length; r++) {
        for (int i = 0; i < inputSize(); i++) {
          for (int j = 0; j < outputSize(); j++) {
            weight.gradient()[i][j] += g.rows()[r][j] * history.input().rows()[r][i];
            back.rows()[r][i] += g.rows()[r][j] * weight.value()[i][j];
          }
        }
      }
      return needInput ? back : null;
    }
  }

  /** One winner: the neuron with the largest sum over the spikes of an example. */
  private record LargestSum(Parameter weight) implements LocalLearning {
    @Override
    public Presentation present(Spikes input, int example) {
      float[] seen = new float[input.size()];
      for (int t = 0; t < input.steps(); t++) {
        input.forEach(t, example, (line, spikes) -> seen[line] += spikes);
      }
      return new Won(weight.value(), seen, winner(seen));
    }

    private int winner(float[] seen) {
      float[] sums = new float[weight.value()[0].length];
      for (int i = 0; i < seen.length; i++) {
        for (int j = 0; j < sums.length; j++) {
          sums[j] += seen[i] * weight.value()[i][j];
        }
      }
      int best = 0;
      for (int j = 1; j < sums.length; j++) {
        best = sums[j] > sums[best] ? j : best;
      }
      return best;
    }
  }

  private record Won(float[][] weight, float[] seen, int winner)
      implements LocalLearning.Presentation {
    @Override
    public int winners() {
      return 1;
    }

    @Override
    public long operations() {
      return (long) weight.length * weight[0].length;
    }

    @Override
    public void learn(Plasticity rule, float etaPlus, float etaMinus) {
      for (int i = 0; i < weight.length; i++) {
        float w = weight[i][winner];
        weight[i][winner] =
            seen[i] > 0 ? rule.afterPost(w, etaPlus, 1) : rule.afterPre(w, etaMinus, 1);
      }
    }
  }

  /** Mean output times a learned gain per class. */
  private record MeanRate(Parameter gain) implements Decoder {
    private record History(Tensor output) implements Tape {}

    MeanRate(int classes) {
      this(Parameter.of("gain", Examples.rows("gain", 1, classes, 0.5, 1.5)));
    }

    @Override
    public int outputSize() {
      return gain.value()[0].length;
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(gain);
    }

    @Override
    public Decoded decode(Readout readout, Pass pass) {
      Tensor y = readout.output().toTensor();
      Tensor scores = Tensor.zeros(1, y.batch(), y.size());
      for (int r = 0; r < y.rows().length; r++) {
        for (int c = 0; c < y.size(); c++) {
          scores.row(0, r % y.batch())[c] += gain.value()[0][c] * y.rows()[r][c] / y.steps();
        }
      }
      return new Decoded(scores, new History(y));
    }

    @Override
    public ReadoutGradient backward(Tape tape, Tensor g, Pass pass) {
      Tensor y = ((History) tape).output();
      Tensor out = Tensor.zeros(y.steps(), y.batch(), y.size());
      for (int r = 0; r < y.rows().length; r++) {
        for (int c = 0; c < y.size(); c++) {
          float share = g.row(0, r % y.batch())[c] / y.steps();
          out.rows()[r][c] = share * gain.value()[0][c];
          gain.gradient()[0][c] += share * y.rows()[r][c];
        }
      }
      return new ReadoutGradient(out, null, null);
    }
  }
}
