package dev.snn.neurons.conv;

import dev.snn.api.layer.Capabilities;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.LayerPlugin;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Tape;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.random.Draws;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;

/**
 * {@code dropout}: in training passes each line of an example is silenced with probability p, for
 * all steps, and the others are multiplied by {@code 1 / (1 - p)}; in evaluation passes everything
 * goes on as it is. A draw depends on the pass, the example and the line alone.
 */
public final class Dropout implements LayerPlugin<Dropout.Config> {

  /** Options of {@code dropout}. */
  public record Config(@Doc("probability that a line is silenced") double p) {
    public Config {
      if (!(p >= 0 && p < 1)) {
        throw new IllegalArgumentException("p must be at least 0 and below 1, got " + p);
      }
      Check.finite("p", p);
    }
  }

  @Override
  public String name() {
    return "dropout";
  }

  @Override
  public Config defaults() {
    return new Config(0.5);
  }

  @Override
  public Layer create(Config c, BuildContext context) {
    return new Model(context.inputShape(), c.p(), context.path());
  }

  @Override
  public String description() {
    return "lines silenced at random while training, the same ones at all steps";
  }

  @Override
  public String citation() {
    return "Srivastava et al. 2014, JMLR 15; one mask for all steps: Lee et al. 2020,"
        + " doi:10.3389/fnins.2020.00119, sec. 2.4";
  }

  private static final class Model extends Passing {
    private final double p;
    private final String purpose;

    Model(Shape shape, double p, String purpose) {
      super(shape, shape);
      this.p = p;
      this.purpose = purpose;
    }

    @Override
    public Capabilities capabilities() {
      Capabilities values = Capabilities.of(Capabilities.Output.VALUES);
      return p == 0 ? values : values.withTrainingNoise();
    }

    private boolean quiet(Pass pass) {
      return !pass.training() || p == 0;
    }

    @Override
    Passed map(Signal input, Pass pass) {
      if (quiet(pass)) {
        return new Passed(input, new Seen(input));
      }
      Tensor out = pass.arena().tensor(input.steps(), input.batch(), input.size());
      masked(input, out, pass);
      return new Passed(out, new Seen(input));
    }

    @Override
    public Tensor backward(Tape tape, ReadoutGradient gradient, boolean needInput, Pass pass) {
      if (!needInput) {
        return null;
      }
      Tensor g = gradient.output();
      if (g == null) {
        return ((Seen) tape).tensor(inputSize(), pass).fill(0);
      }
      if (!quiet(pass)) {
        masked(g, g, pass);
      }
      return g;
    }

    /** Each row times its example's mask; {@code out} may be the input. */
    private void masked(Signal input, Tensor out, Pass pass) {
      long key = pass.purposeKey(purpose);
      pass.parallel()
          .forEachBlock(
              input.batch(),
              (block, from, to) -> {
                float[] scratch = new float[inputSize()];
                float[] mask = new float[inputSize()];
                for (int b = from; b < to; b++) {
                  mask(pass.exampleKey(key, b), mask);
                  for (int t = 0; t < input.steps(); t++) {
                    int r = t * input.batch() + b;
                    float[] row = Rows.of(input, r, scratch);
                    float[] result = out.rows()[r];
                    for (int n = 0; n < mask.length; n++) {
                      result[n] = mask[n] * row[n];
                    }
                  }
                }
              });
    }

    private void mask(long key, float[] mask) {
      float kept = (float) (1 / (1 - p));
      Arrays.fill(mask, kept);
      for (int n = 0; n < mask.length; n++) {
        if (Draws.uniform(key, n) < p) {
          mask[n] = 0;
        }
      }
    }
  }
}
