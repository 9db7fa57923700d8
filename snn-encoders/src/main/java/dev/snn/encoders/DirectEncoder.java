package dev.snn.encoders;

import dev.snn.api.codec.Encoder;
import dev.snn.api.codec.EncoderPlugin;
import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.tensor.Constant;
import dev.snn.api.tensor.Shape;

/** Direct code: the values themselves as a current, {@code i[t, b, n] = x[b, n]} at every step. */
public final class DirectEncoder implements EncoderPlugin<DirectEncoder.Config> {

  /** Options of the direct code. */
  public record Config(@Doc("number of time steps T") int steps) {
    /** Checks the values. */
    public Config {
      Check.atLeastOne("steps", steps);
    }
  }

  @Override
  public String name() {
    return "direct";
  }

  @Override
  public Config defaults() {
    return new Config(20);
  }

  @Override
  public String description() {
    return "the values as a constant current";
  }

  @Override
  public Encoder create(Config config, BuildContext context) {
    return new Direct(config.steps(), Need.values(name(), context), context.inputShape());
  }

  private record Direct(int steps, int outputSize, Shape outputShape) implements Encoder {
    @Override
    public Constant encode(Samples samples, Pass pass) {
      return new Constant(steps, outputSize, Need.rows("direct", samples, outputSize));
    }
  }
}
