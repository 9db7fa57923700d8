package dev.snn.encoders;

import dev.snn.api.codec.Encoder;
import dev.snn.api.codec.EncoderPlugin;
import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Spikes;

/**
 * {@code dog-latency}: differences of Gaussians, and one spike per filter and pixel at most, in the
 * rank order of the responses.
 *
 * <pre>
 *   D(r) = G(r; center) - G(r; surround),  G(r; s) = exp(-r^2 / 2 s^2) / (2 pi s^2),  less its mean over the kernel
 *   on = 255 (D / max D) * x,  off = 255 (-D / max -D) * x        (* : convolution, zeros outside the image)
 *   f  = on, off where at least threshold, else 0                 no spike where 0
 *   f  = f / mean of f over (2 radius + 1)^2 pixels               (zeros outside; radius 0: not divided)
 *   of the n values above 0, the one of rank r = 0 .. n-1, the largest first, spikes at the step t with
 *   floor(n t / T) &lt;= r &lt; floor(n (t+1) / T)
 * </pre>
 *
 * Of equal values the one of the lower line comes first. Lines are {@code [2 C x H x W]}: on and
 * off of the first channel, of the second, ... Source: Kheradpisheh, Ganjtabesh, Thorpe, Masquelier
 * 2018, doi:10.1016/j.neunet.2017.12.005, with the rank order and the normalisation of its later
 * implementations.
 */
public final class DogLatencyEncoder implements EncoderPlugin<DogLatencyEncoder.Config> {

  /** Options of the code. */
  public record Config(
      @Doc("number of time steps T; each has as many spikes as any other, but for rounding")
          int steps,
      @Doc("height and width of the filters, pixels; odd") int size,
      @Doc("standard deviation of the Gaussian in the middle of the filter on, pixels")
          double center,
      @Doc("standard deviation of the Gaussian around it, pixels") double surround,
      @Doc("least response that spikes, for values from 0 to 255") double threshold,
      @Doc(
              "responses are divided by their mean over so many pixels to all sides of the pixel;"
                  + " 0: they are not")
          int radius) {
    /** Checks the values. */
    public Config {
      Check.atLeastOne("steps", steps);
      Check.atLeastOne("size", size);
      Check.positive("center", center);
      Check.positive("surround", surround);
      Check.positive("threshold", threshold);
      Check.between("radius", radius, 0, 1_000_000);
      if (size % 2 == 0 || size == 1) {
        throw new IllegalArgumentException("size must be odd and at least 3, got " + size);
      }
      if (center == surround) {
        throw new IllegalArgumentException(
            "center and surround must differ, got %s twice".formatted(center));
      }
    }
  }

  @Override
  public String name() {
    return "dog-latency";
  }

  @Override
  public Config defaults() {
    return new Config(15, 7, 1, 2, 50, 8);
  }

  @Override
  public String description() {
    return "differences of Gaussians, one spike per pixel at most, the strongest first";
  }

  @Override
  public String citation() {
    return "Kheradpisheh et al. 2018, doi:10.1016/j.neunet.2017.12.005";
  }

  @Override
  public Encoder create(Config config, BuildContext context) {
    Need.values(name(), context);
    Shape image = context.inputShape();
    if (image.isFlat()) {
      throw new IllegalArgumentException(
          "encoder 'dog-latency' needs images, but the data have %d values without neighbours"
              .formatted(image.size()));
    }
    Shape lines = new Shape(2 * image.channels(), image.height(), image.width());
    return new Code(config, image, lines, CenterSurround.of(config, image));
  }

  private record Code(Config config, Shape image, Shape outputShape, CenterSurround filters)
      implements Encoder {
    @Override
    public int steps() {
      return config.steps();
    }

    @Override
    public int outputSize() {
      return outputShape.size();
    }

    @Override
    public Spikes encode(Samples samples, Pass pass) {
      float[][] rows = Need.rows("dog-latency", samples, image.size());
      return Lanes.spikes(
          steps(),
          rows.length,
          outputSize(),
          pass,
          (b, lane) -> {
            for (int n = 0; n < rows[b].length; n++) {
              Need.number("dog-latency", samples, b, n);
            }
            double[] responses = filters.responses(rows[b]);
            RankOrder order = RankOrder.of(responses, steps());
            for (int t = 0; t < steps(); t++) {
              lane.addAll(t, order.lines(), order.ends()[t], order.ends()[t + 1]);
            }
          });
    }
  }
}
