package dev.snn.testkit;

import dev.snn.api.layer.Capabilities;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.LayerPlugin;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Tape;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.random.Draws;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.List;

/** Layers without neurons: one that sums pixels, one that normalises, one that drops. */
final class Functions {
  private Functions() {}

  /** No options. */
  public record Config() {}

  /** A plug-in for a layer. */
  abstract static class Plugin implements LayerPlugin<Config> {
    @Override
    public Config defaults() {
      return new Config();
    }
  }

  /** Sums the pixels of each row of an image. */
  public static final class SumPlugin extends Plugin {
    @Override
    public String name() {
      return "test.sum";
    }

    @Override
    public Layer create(Config config, BuildContext context) {
      if (context.inputShape().isFlat()) {
        throw new IllegalArgumentException("needs an image");
      }
      return new Sum(context.inputShape());
    }
  }

  /** Normalises each line over the batch. */
  public static final class NormPlugin extends Plugin {
    @Override
    public String name() {
      return "test.norm";
    }

    @Override
    public Layer create(Config config, BuildContext context) {
      return new Norm(context.inputSize());
    }
  }

  /** Silences half of the lines of each example in training passes. */
  public static final class DropPlugin extends Plugin {
    @Override
    public String name() {
      return "test.drop";
    }

    @Override
    public Layer create(Config config, BuildContext context) {
      return new Drop(context.inputSize(), context.path());
    }
  }

  private record Input(Tensor input) implements Tape {}

  private static Layer.Forward show(Signal output, Tape tape) {
    return new Layer.Forward(Readout.of(output), State.NONE, tape);
  }

  /** {@code y[c, row] = sum_x s[c, row, x]}. */
  record Sum(Shape inputShape) implements Layer {
    @Override
    public Shape outputShape() {
      return new Shape(inputShape.channels(), inputShape.height(), 1);
    }

    @Override
    public int inputSize() {
      return inputShape.size();
    }

    @Override
    public int outputSize() {
      return outputShape().size();
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.of(Capabilities.Output.COUNTS);
    }

    @Override
    public List<Parameter> parameters() {
      return List.of();
    }

    @Override
    public State initialState(int batch) {
      return State.NONE;
    }

    @Override
    public Forward forward(Signal input, State initial, Pass pass) {
      Tensor in = input.toTensor();
      Tensor out = Tensor.zeros(in.steps(), in.batch(), outputSize());
      for (int r = 0; r < out.rows().length; r++) {
        for (int n = 0; n < in.size(); n++) {
          out.rows()[r][n / inputShape.width()] += in.rows()[r][n];
        }
      }
      return show(input instanceof Spikes ? Spikes.of(out) : out, new Input(null));
    }

    @Override
    public Tensor backward(Tape tape, ReadoutGradient gradient, boolean needInput, Pass pass) {
      Tensor g = gradient.output();
      Tensor back = Tensor.zeros(g.steps(), g.batch(), inputSize());
      for (int r = 0; r < back.rows().length; r++) {
        for (int n = 0; n < inputSize(); n++) {
          back.rows()[r][n] = g.rows()[r][n / inputShape.width()];
        }
      }
      return back;
    }
  }

  /**
   * {@code y = gain (x - mean) / sqrt(var + 0.1)}; mean and variance of a line over steps and
   * examples, in evaluation passes their running averages.
   */
  static class Norm implements Layer {
    private static final double EPS = 0.1;
    final Parameter gain;
    final Parameter mean;
    final Parameter variance;

    Norm(int size) {
      gain = Parameter.of("gain", new float[][] {Examples.rows("gain", 1, size, 0.5, 2)[0]});
      mean = fixed("mean", size, 0);
      variance = fixed("variance", size, 1);
    }

    private static Parameter fixed(String name, int size, float value) {
      float[][] row = new float[1][size];
      java.util.Arrays.fill(row[0], value);
      Parameter p = Parameter.of(name, row);
      return new Parameter(name, p.value(), p.gradient(), false, Parameter.Constraint.NONE);
    }

    private record History(Tensor normal, double[] scale) implements Tape {}

    @Override
    public int inputSize() {
      return gain.value()[0].length;
    }

    @Override
    public int outputSize() {
      return inputSize();
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.of(Capabilities.Output.VALUES).withBatchStatistics();
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(gain, mean, variance);
    }

    @Override
    public State initialState(int batch) {
      return State.NONE;
    }

    /** True where the batch's own statistics are used. */
    boolean ofBatch(Pass pass) {
      return pass.training();
    }

    void update(Pass pass, int n, double m, double v) {
      if (pass.training()) {
        mean.value()[0][n] += 0.1f * (float) (m - mean.value()[0][n]);
        variance.value()[0][n] += 0.1f * (float) (v - variance.value()[0][n]);
      }
    }

    @Override
    public Forward forward(Signal signal, State initial, Pass pass) {
      Tensor in = signal.toTensor();
      Tensor normal = Tensor.zeros(in.steps(), in.batch(), in.size());
      Tensor out = Tensor.zeros(in.steps(), in.batch(), in.size());
      double[] scale = new double[in.size()];
      int rows = in.rows().length;
      for (int n = 0; n < in.size(); n++) {
        double m = mean.value()[0][n];
        double v = variance.value()[0][n];
        if (ofBatch(pass) && rows > 0) {
          m = 0;
          v = 0;
          for (float[] row : in.rows()) {
            m += row[n] / rows;
          }
          for (float[] row : in.rows()) {
            v += (row[n] - m) * (row[n] - m) / rows;
          }
          update(pass, n, m, v);
        }
        scale[n] = 1 / Math.sqrt(v + EPS);
        for (int r = 0; r < rows; r++) {
          normal.rows()[r][n] = (float) ((in.rows()[r][n] - m) * scale[n]);
          out.rows()[r][n] = gain.value()[0][n] * normal.rows()[r][n];
        }
      }
      return show(out, new History(normal, scale));
    }

    @Override
    public Tensor backward(Tape tape, ReadoutGradient gradient, boolean needInput, Pass pass) {
      History h = (History) tape;
      Tensor g = gradient.output();
      Tensor back = Tensor.zeros(g.steps(), g.batch(), g.size());
      int rows = g.rows().length;
      for (int n = 0; n < g.size(); n++) {
        double sum = 0;
        double along = 0;
        for (int r = 0; r < rows; r++) {
          sum += g.rows()[r][n];
          along += g.rows()[r][n] * h.normal().rows()[r][n];
        }
        gain.gradient()[0][n] += (float) along;
        for (int r = 0; r < rows; r++) {
          double own = g.rows()[r][n];
          if (ofBatch(pass)) {
            own -= sum / rows + h.normal().rows()[r][n] * along / rows;
          }
          back.rows()[r][n] = (float) (gain.value()[0][n] * h.scale()[n] * own);
        }
      }
      return back;
    }
  }

  /** {@code y = 2 m x} with m of 0 or 1, drawn for each example and line. */
  static class Drop implements Layer {
    private final int size;
    private final String path;

    Drop(int size, String path) {
      this.size = size;
      this.path = path;
    }

    @Override
    public int inputSize() {
      return size;
    }

    @Override
    public int outputSize() {
      return size;
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.of(Capabilities.Output.VALUES).withTrainingNoise();
    }

    @Override
    public List<Parameter> parameters() {
      return List.of();
    }

    @Override
    public State initialState(int batch) {
      return State.NONE;
    }

    float mask(Pass pass, int b, int n) {
      if (!pass.training()) {
        return 1;
      }
      return Draws.uniform(pass.exampleKey(pass.purposeKey(path), b), n) < 0.5 ? 2 : 0;
    }

    private Tensor masked(Tensor x, Pass pass) {
      Tensor out = x.copy();
      for (int r = 0; r < out.rows().length; r++) {
        for (int n = 0; n < size; n++) {
          out.rows()[r][n] *= mask(pass, r % x.batch(), n);
        }
      }
      return out;
    }

    @Override
    public Forward forward(Signal input, State initial, Pass pass) {
      return show(masked(input.toTensor(), pass), new Input(null));
    }

    @Override
    public Tensor backward(Tape tape, ReadoutGradient gradient, boolean needInput, Pass pass) {
      return masked(gradient.output(), pass);
    }
  }
}
