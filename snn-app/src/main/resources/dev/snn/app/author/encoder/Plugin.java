package yourlab;

import dev.snn.api.codec.Encoder;
import dev.snn.api.codec.EncoderPlugin;
import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;

/**
 * A rate code without noise: the spikes of a value x in [0, 1] are spread evenly over the T steps.
 *
 * <pre>
 *   s[t, n] = 1 where floor(x[n] (t + 1)) > floor(x[n] t)      t = 0 .. T-1
 * </pre>
 *
 * <p>A value of 1 spikes at every step, a value of 0 never.
 */
public final class NewPlugin implements EncoderPlugin<NewPlugin.Config> {
  /** Options. */
  public record Config(@Doc("number of time steps T") int steps) {
    public Config {
      Check.atLeastOne("steps", steps);
    }
  }

  public String name() {
    return "yourlab.name";
  }

  public Config defaults() {
    return new Config(10);
  }

  public Encoder create(Config c, BuildContext context) {
    return new Even(c.steps(), context.dataset().features());
  }

  private record Even(int steps, int outputSize) implements Encoder {
    public Spikes encode(Samples samples, Pass pass) {
      var spikes = new SpikesBuilder(steps, samples.size(), outputSize);
      for (int b = 0; b < samples.size(); b++) {
        for (int t = 0; t < steps; t++) {
          for (int n = 0; n < outputSize; n++) {
            float x = samples.values()[b][n];
            if (!(x >= 0 && x <= 1)) {
              throw new IllegalArgumentException(x + " is not in [0, 1]");
            }
            if ((int) (x * (t + 1)) > (int) (x * t)) {
              spikes.lane(b).add(t, n);
            }
          }
        }
      }
      return spikes.build();
    }
  }
}
