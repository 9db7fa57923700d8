package dev.snn.encoders;

import dev.snn.api.codec.Encoder;
import dev.snn.api.codec.EncoderPlugin;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;

/**
 * Delta code of a series: a spike of a line for ups where a value has risen by the threshold, of
 * one for downs where it has fallen by it,
 *
 * <pre>
 *   up:  x_t - r_t &gt;= threshold        down:  r_t - x_t &gt;= threshold
 *   against: previous   r_t = x_{t-1}
 *   against: level      r_{t+1} = r_t + threshold after an up, r_t - threshold after a down
 * </pre>
 *
 * <p>with {@code r_0 = x_0}, or 0. Rows are points of time, as for {@code rows}: of C channels of H
 * rows of W values, T = H and each of the C W values of a row is a series; one row of values is a
 * series by itself, T = W. N is the number of series, twice with lines for downs, which come after
 * all ups.
 */
public final class DeltaEncoder implements EncoderPlugin<DeltaEncoder.Config> {

  /** What a value is compared with. */
  public enum Against {
    PREVIOUS,
    LEVEL
  }

  /** Options of the delta code. */
  public record Config(
      @Doc("change that makes a spike, in units of the values") double threshold,
      @Doc("previous: the value before; level: the threshold crossed last, one of them per step")
          Against against,
      @Doc("true: lines of their own for downs; false: ups only") boolean down,
      @Doc("true: the first value is compared with 0; false: it makes no spike") boolean fromZero) {
    /** Checks the values. */
    public Config {
      Check.positive("threshold", threshold);
    }
  }

  @Override
  public String name() {
    return "delta";
  }

  @Override
  public Config defaults() {
    return new Config(0.1, Against.LEVEL, true, false);
  }

  @Override
  public String description() {
    return "spikes where a series rises or falls by a threshold";
  }

  @Override
  public String citation() {
    return "Petro, Kasabov, Kiss 2020, doi:10.1109/TNNLS.2019.2906158 (step-forward and temporal contrast)";
  }

  @Override
  public Encoder create(Config config, BuildContext context) {
    int features = Need.values(name(), context);
    DatasetInfo data = context.dataset();
    int channels = data == null ? 1 : data.channels();
    int rows = data == null ? 1 : data.height();
    int steps = rows == 1 ? features / channels : rows;
    return new Delta(config, steps, features / steps / channels, channels);
  }

  private record Delta(Config config, int steps, int width, int channels) implements Encoder {
    @Override
    public int outputSize() {
      return outputShape().size();
    }

    @Override
    public Shape outputShape() {
      return Shape.of(config.down() ? 2 * channels : channels, 1, width);
    }

    @Override
    public Spikes encode(Samples samples, Pass pass) {
      float[][] rows = Need.rows("delta", samples, steps * width * channels);
      return Lanes.spikes(
          steps, rows.length, outputSize(), pass, (b, lane) -> emit(samples, b, lane));
    }

    private void emit(Samples samples, int b, SpikesBuilder.Lane lane) {
      int series = channels * width;
      float[] reference = new float[series];
      float[] change = new float[series];
      float threshold = (float) config.threshold();
      for (int t = 0; t < steps; t++) {
        for (int k = 0; k < series; k++) {
          int at = (k / width * steps + t) * width + k % width;
          float x = Need.number("delta", samples, b, at);
          if (t == 0 && !config.fromZero()) {
            reference[k] = x;
          }
          change[k] = x - reference[k];
          if (config.against() == Against.PREVIOUS) {
            reference[k] = x;
          } else if (Math.abs(change[k]) >= threshold) {
            reference[k] += Math.copySign(threshold, change[k]);
          }
          if (change[k] >= threshold) {
            lane.add(t, k);
          }
        }
        for (int k = 0; config.down() && k < series; k++) {
          if (-change[k] >= threshold) {
            lane.add(t, series + k);
          }
        }
      }
    }
  }
}
