package yourlab;

import dev.snn.api.layer.Capabilities;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.LayerPlugin;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.layer.Synapses;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Tape;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every input line to every neuron, and every neuron to every neuron one step later.
 *
 * <pre>
 *   x_t = W^T s_t + V^T y_{t-1}      y_t, v_t = neuron(x_t, v_{t-1})
 *   dL/ds_t = W g_t      dL/dy_{t-1} += V g_t      g_t = dL/dx_t, by the neuron
 *   dL/dW = sum_t s_t g_t^T      dL/dV = sum_t y_{t-1} g_t^T
 * </pre>
 *
 * <p>The neuron model runs step by step, with its state handed on; the state of the layer is the
 * neuron's and y.
 */
public final class NewPlugin implements LayerPlugin<NewPlugin.Config> {
  /** Options. */
  public record Config(
      @Doc("number of neurons") int size,
      @Doc("neuron model") @PartOf("neuron") Part neuron,
      @Doc("initial weights are uniform in +- scale / sqrt(lines)") double scale) {
    public Config {
      Check.atLeastOne("size", size);
      Check.positive("scale", scale);
    }
  }

  public String name() {
    return "yourlab.name";
  }

  public Config defaults() {
    return new Config(64, Part.of("lif"), 1);
  }

  public Layer create(Config c, BuildContext context) {
    int n = c.size();
    int in = context.inputSize();
    var w = Parameter.uniform("weight", in, n, in, c.scale(), context.random("weight"));
    var v = Parameter.uniform("recurrent", n, n, n, c.scale(), context.random("recurrent"));
    return new Recurrent(w, v, context.create(Family.NEURON, "neuron", c.neuron(), n));
  }

  private record Recurrent(Parameter w, Parameter v, NeuronModel neuron) implements Layer {
    /** What the backward pass needs: s, and for each step y before it and the neuron's tape. */
    private record History(Tensor input, List<Tensor> before, List<Tape> tapes) implements Tape {}

    public int inputSize() {
      return w.value().length;
    }

    public int outputSize() {
      return neuron.size();
    }

    /** Spikes or values, as the neurons put out. */
    public Capabilities capabilities() {
      return Capabilities.of(neuron);
    }

    public List<Parameter> parameters() {
      var all = new ArrayList<>(List.of(w, v));
      neuron.parameters().forEach(p -> all.add(p.named("neuron." + p.name())));
      return all;
    }

    public Optional<List<Synapses>> synapses() {
      var forward = new Synapses(w, Synapses.Source.INPUT);
      return Optional.of(List.of(forward, new Synapses(v, Synapses.Source.OUTPUT)));
    }

    public State initialState(int batch) {
      return neuron.initialState(batch).with("y", new float[batch][outputSize()]);
    }

    public Forward forward(Signal signal, State initial, Pass pass) {
      Tensor s = signal.toTensor();
      Tensor y = new Tensor(1, s.batch(), outputSize(), initial.get("y"));
      var before = new ArrayList<Tensor>();
      var steps = new ArrayList<NeuronModel.Forward>();
      // Zero steps come first, so that there is a result where the input has none.
      Tensor none = Tensor.zeros(0, s.batch(), outputSize());
      steps.add(neuron.forward(none, initial.without("y"), pass));
      for (int t = 0; t < s.steps(); t++) {
        Tensor x = pass.arena().zeros(1, s.batch(), outputSize());
        multiply(s.timeRange(t, t + 1), w, x, pass);
        multiply(y, v, x, pass);
        before.add(y);
        var at = pass.startingAt(pass.firstStep() + t);
        steps.add(neuron.forward(x, steps.get(t).last(), at));
        y = steps.get(t + 1).output().toTensor().copy();
      }
      var tapes = steps.stream().map(NeuronModel.Forward::tape).toList();
      var readout = Readout.inTime(steps.stream().map(k -> Readout.of(neuron, k, pass)).toList());
      var end = steps.get(s.steps()).last().with("y", y.rows());
      return new Forward(readout, end, new History(s, before, tapes));
    }

    private static void multiply(Tensor lines, Parameter w, Tensor to, Pass pass) {
      pass.parallel()
          .forEachBlock(
              to.batch(),
              (block, from, end) -> {
                for (int b = from; b < end; b++) {
                  float[] s = lines.row(0, b);
                  float[] x = to.row(0, b);
                  for (int i = 0; i < lines.size(); i++) {
                    for (int j = 0; s[i] != 0 && j < to.size(); j++) {
                      x[j] += s[i] * w.value()[i][j];
                    }
                  }
                }
              });
    }

    public Tensor backward(Tape tape, ReadoutGradient gradient, boolean needInput, Pass pass) {
      History h = (History) tape;
      int steps = h.input().steps();
      Tensor gy = ReadoutGradient.sum(gradient.output(), gradient.probability());
      gy = gy == null ? Tensor.zeros(steps, h.input().batch(), outputSize()) : gy;
      Tensor gv = gradient.membrane();
      Tensor gs = Tensor.zeros(steps, h.input().batch(), inputSize());
      State later = null;
      for (int t = steps - 1; t >= 0; t--) {
        Tensor mine = gv == null ? null : gv.timeRange(t, t + 1);
        Tape k = h.tapes().get(t + 1);
        var back = neuron.backward(k, gy.timeRange(t, t + 1), mine, later, pass);
        Tensor g = back.gradCurrent();
        later = back.gradInitial();
        multiplyBack(g, w, h.input().timeRange(t, t + 1), gs.timeRange(t, t + 1), pass);
        boolean through = t > 0 && !gradient.outputsFixed();
        multiplyBack(g, v, h.before().get(t), through ? gy.timeRange(t - 1, t) : null, pass);
      }
      return needInput ? gs : null;
    }

    /** Adds to the gradients of the weights and of the lines; each task has a line of its own. */
    private static void multiplyBack(Tensor g, Parameter w, Tensor lines, Tensor to, Pass pass) {
      pass.parallel()
          .forEach(
              lines.size(),
              i -> {
                for (int b = 0; b < lines.batch(); b++) {
                  float sum = 0;
                  for (int j = 0; j < g.size(); j++) {
                    w.gradient()[i][j] += lines.get(0, b, i) * g.get(0, b, j);
                    sum += w.value()[i][j] * g.get(0, b, j);
                  }
                  if (to != null) {
                    to.row(0, b)[i] += sum;
                  }
                }
              });
    }
  }
}
