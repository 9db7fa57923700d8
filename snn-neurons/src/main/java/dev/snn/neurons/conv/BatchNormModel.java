package dev.snn.neurons.conv;

import dev.snn.api.layer.Capabilities;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Synapses;
import dev.snn.api.neuron.CurrentSource;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Tape;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * {@link BatchNorm} at work. Backward, with g the gradient of the values, n their number in a
 * channel and {@code d = s - mean}:
 *
 * <pre>
 *   g(s) = weight scale / sd (g - sum(g) / n - d sum(g d) / (n sd^2))     where mean and sd are the batch's
 * </pre>
 */
final class BatchNormModel extends Mapping {
  private final int pixels;
  private final BatchNorm.Config config;
  private final Parameter weight;
  private final Parameter bias;
  private final Parameter mean;
  private final Parameter variance;

  BatchNormModel(Shape shape, NeuronModel neuron, BatchNorm.Config config) {
    super(shape, shape, neuron);
    this.config = config;
    this.pixels = shape.height() * shape.width();
    int channels = shape.channels();
    this.weight = filled("weight", channels, config.weight());
    this.bias = filled("bias", channels, config.bias());
    this.mean = fixed(filled("running_mean", channels, 0));
    this.variance = fixed(filled("running_variance", channels, 1));
  }

  private static Parameter filled(String name, int channels, double value) {
    Parameter p = Parameter.zeros(name, 1, channels);
    Arrays.fill(p.value()[0], (float) value);
    return p;
  }

  private static Parameter fixed(Parameter p) {
    return new Parameter(p.name(), p.value(), p.gradient(), false, p.constraint());
  }

  /**
   * What went in, and each channel's mean and 1 / standard deviation.
   *
   * @param ofBatch true where they are those of the input
   */
  private record Seen(Tensor input, float[] mean, float[] inverse, boolean ofBatch)
      implements Tape {}

  @Override
  public Capabilities capabilities() {
    return super.capabilities().withBatchStatistics();
  }

  @Override
  List<Parameter> own() {
    return List.of(weight, bias, mean, variance);
  }

  /** None: at work, the factors are part of the weights before them. */
  @Override
  public Optional<List<Synapses>> synapses() {
    return Optional.of(List.of());
  }

  private int channels() {
    return weight.value()[0].length;
  }

  @Override
  Mapped map(Signal input, Pass pass) {
    Tensor x = input.toTensor();
    Seen seen = seen(x, pass);
    Tensor out = pass.arena().tensor(x.steps(), x.batch(), x.size());
    float[] shift = bias.value()[0].clone();
    float[] factor = factors(seen);
    CurrentSource rows =
        CurrentSource.byRow(
            x.steps(),
            x.batch(),
            r -> normalise(x.rows()[r], seen.mean(), factor, shift, out.rows()[r]));
    return new Mapped(out, rows, seen);
  }

  private void normalise(float[] x, float[] means, float[] factor, float[] shift, float[] out) {
    for (int c = 0; c < factor.length; c++) {
      float m = means[c];
      float a = factor[c];
      float b = shift[c];
      for (int i = c * pixels; i < (c + 1) * pixels; i++) {
        out[i] = (x[i] - m) * a + b;
      }
    }
  }

  private float[] factors(Seen seen) {
    float[] factor = new float[channels()];
    for (int c = 0; c < factor.length; c++) {
      factor[c] = (float) (weight.value()[0][c] * config.scale() * seen.inverse()[c]);
    }
    return factor;
  }

  private Seen seen(Tensor x, Pass pass) {
    float[] means = mean.value()[0].clone();
    float[] inverse = new float[channels()];
    long n = (long) x.rows().length * pixels;
    if (!pass.training() || n == 0) {
      for (int c = 0; c < inverse.length; c++) {
        inverse[c] = (float) (1 / Math.sqrt(variance.value()[0][c] + config.epsilon()));
      }
      return new Seen(x, means, inverse, false);
    }
    ChannelSums.Moments moments = sums(pass).moments(x.rows());
    for (int c = 0; c < inverse.length; c++) {
      double m = moments.mean()[c];
      double squares = moments.squares()[c];
      means[c] = (float) m;
      inverse[c] = (float) (1 / Math.sqrt(squares / n + config.epsilon()));
      move(mean, c, m);
      move(variance, c, squares / Math.max(1, n - 1));
    }
    return new Seen(x, means, inverse, true);
  }

  private ChannelSums sums(Pass pass) {
    return new ChannelSums(channels(), pixels, pass.parallel());
  }

  private void move(Parameter running, int c, double towards) {
    float[] values = running.value()[0];
    values[c] = (float) ((1 - config.momentum()) * values[c] + config.momentum() * towards);
  }

  @Override
  Tensor back(Tape tape, Tensor gradient, boolean needInput, Pass pass) {
    Seen seen = (Seen) tape;
    float[][] x = seen.input().rows();
    float[][] g = gradient.rows();
    float[] factor = factors(seen);
    float[] level = new float[channels()];
    float[] slope = new float[channels()];
    double n = (double) x.length * pixels;
    ChannelSums.Products sums = sums(pass).products(g, x, seen.mean());
    for (int c = 0; c < level.length; c++) {
      double sum = sums.sum()[c];
      double product = sums.product()[c];
      double inverse = seen.inverse()[c];
      bias.gradient()[0][c] += (float) sum;
      weight.gradient()[0][c] += (float) (product * inverse * config.scale());
      if (seen.ofBatch()) {
        level[c] = (float) (sum / n);
        slope[c] = (float) (product * inverse * inverse / n);
      }
    }
    if (!needInput) {
      return null;
    }
    pass.parallel()
        .forEachBlock(
            x.length,
            (block, from, to) -> {
              for (int r = from; r < to; r++) {
                input(g[r], x[r], seen.mean(), factor, level, slope);
              }
            });
    return gradient;
  }

  private void input(
      float[] g, float[] x, float[] means, float[] factor, float[] level, float[] slope) {
    for (int c = 0; c < factor.length; c++) {
      float m = means[c];
      float a = factor[c];
      float l = level[c];
      float s = slope[c];
      for (int i = c * pixels; i < (c + 1) * pixels; i++) {
        g[i] = a * (g[i] - l - (x[i] - m) * s);
      }
    }
  }
}
