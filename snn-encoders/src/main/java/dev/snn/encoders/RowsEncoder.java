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
import dev.snn.api.tensor.Tensor;

/**
 * Row by row: row r of an example is the current of the steps {@code r * hold .. (r + 1) * hold -
 * 1}. For series, whose rows are points of time, and for images read from top to bottom: {@code
 * i[t, b, c W + x] = x[b, (c H + floor(t / hold)) W + x]}, {@code T = hold H}, {@code N = C W} for
 * C channels of H rows of W values.
 */
public final class RowsEncoder implements EncoderPlugin<RowsEncoder.Config> {

  /** Options of the code. */
  public record Config(@Doc("steps for which a row is shown") int hold) {
    /** Checks the values. */
    public Config {
      Check.atLeastOne("hold", hold);
    }
  }

  @Override
  public String name() {
    return "rows";
  }

  @Override
  public Config defaults() {
    return new Config(1);
  }

  @Override
  public String description() {
    return "one row after the other: series in time, images from top to bottom";
  }

  @Override
  public Encoder create(Config config, BuildContext context) {
    int features = Need.values(name(), context);
    DatasetInfo data = context.dataset();
    int width = data == null ? features : data.width();
    int channels = data == null ? 1 : data.channels();
    return new Rows(config.hold(), width, features / width / channels, channels);
  }

  private record Rows(int hold, int width, int height, int channels) implements Encoder {
    @Override
    public int steps() {
      return Math.multiplyExact(hold, height);
    }

    @Override
    public int outputSize() {
      return width * channels;
    }

    /** C channels of one row. */
    @Override
    public Shape outputShape() {
      return Shape.of(channels, 1, width);
    }

    @Override
    public Tensor encode(Samples samples, Pass pass) {
      float[][] values = Need.rows("rows", samples, width * height * channels);
      int batch = values.length;
      float[][] rows = new float[steps() * batch][];
      for (int b = 0; b < batch; b++) {
        for (int r = 0; r < height; r++) {
          float[] row = new float[outputSize()];
          for (int c = 0; c < channels; c++) {
            System.arraycopy(values[b], (c * height + r) * width, row, c * width, width);
          }
          for (int k = 0; k < hold; k++) {
            rows[(r * hold + k) * batch + b] = row;
          }
        }
      }
      return new Tensor(steps(), batch, outputSize(), rows);
    }
  }
}
