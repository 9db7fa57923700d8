package dev.snn.neurons.firstspike;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.LayerPlugin;
import dev.snn.api.layer.Parameter;
import dev.snn.api.plugin.Added;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Value;
import dev.snn.api.tensor.Shape;

/**
 * {@code conv-first-spike}: a convolution whose neurons integrate without a leak and spike at most
 * once per example.
 *
 * <pre>
 *   v[o, y, x] += sum_{c, i, j} W[(c k + i) k + j][o] s[c, y + i - padding, x + j - padding]     at each step
 *   a spike at the first step with v &gt;= threshold, or threshold n / N with scale_threshold
 * </pre>
 *
 * From {@code [T x B x C H W]} to {@code [T x B x O H' W']}, {@code H' = H + 2 padding - k + 1}. n
 * of the N weights of the layer exist; all do until a procedure or a rewiring takes some away. With
 * {@code inhibition} only the first map to spike at a place does, of one step that with the largest
 * v, then the lowest. Weights are not trained by gradients; see {@link Competition} for who learns
 * from an example.
 */
public final class ConvFirstSpike implements LayerPlugin<ConvFirstSpike.Config> {

  /** Options of {@code conv-first-spike}. */
  public record Config(
      @Doc("number of maps") int channels,
      @Doc("height and width of the kernel") int kernel,
      @Doc("rows and columns of silent lines around the image") int padding,
      @Doc("membrane at which a neuron spikes") double threshold,
      @Doc("true: at a place only the first map to spike does, when it learns and ever after")
          boolean inhibition,
      @Doc("neurons that learn from an example, of different maps") int winners,
      @Doc("a neuron that learns keeps all others up to so many rows and columns away from it")
          int radius,
      @Doc("initial weights, cut to [0, 1]") Value weight,
      @Added
          @Doc(
              "true: the threshold is multiplied by the share of the layer's weights that exist, so"
                  + " that a random choice of them spikes as all would")
          boolean scaleThreshold) {
    /** Checks the values. */
    public Config {
      Check.atLeastOne("channels", channels);
      Check.atLeastOne("kernel", kernel);
      Check.between("padding", padding, 0, 1_000_000);
      Check.positive("threshold", threshold);
      Check.atLeastOne("winners", winners);
      Check.between("radius", radius, 0, 1_000_000);
    }
  }

  @Override
  public String name() {
    return "conv-first-spike";
  }

  @Override
  public Config defaults() {
    return new Config(32, 5, 2, 10, false, 5, 2, new Value.Normal(0.8, 0.05), false);
  }

  @Override
  public Layer create(Config c, BuildContext context) {
    Shape in = context.inputShape();
    int smaller = Math.min(in.height(), in.width());
    if (c.kernel() > smaller + 2 * c.padding()) {
      throw new IllegalArgumentException(
          "kernel must be at most %d, the smaller side of the input %s with its padding, got %d"
              .formatted(smaller + 2 * c.padding(), in, c.kernel()));
    }
    int rows = in.channels() * c.kernel() * c.kernel();
    float[] drawn = context.draw("weight", c.weight(), rows * c.channels());
    float[][] weights = new float[rows][c.channels()];
    for (int k = 0; k < drawn.length; k++) {
      weights[k / c.channels()][k % c.channels()] = Math.max(0, Math.min(1, drawn[k]));
    }
    Parameter weight = Parameter.of("weight", weights);
    return new ConvFirstSpikeModel(Taps.of(in, c.channels(), c.kernel(), c.padding(), weight), c);
  }

  @Override
  public String description() {
    return "a convolution whose neurons spike once, and learn by competition";
  }

  @Override
  public String citation() {
    return "Kheradpisheh et al. 2018, doi:10.1016/j.neunet.2017.12.005";
  }
}
