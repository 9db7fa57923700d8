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
 * Burst code: a value x in [0, 1] is a burst from step 0 on, with the more spikes and the shorter
 * intervals the larger it is,
 *
 * <pre>
 *   n = ceil(max_spikes x)        i = ceil(max_interval - (max_interval - min_interval) x)
 * </pre>
 *
 * <p>with spikes at the steps {@code 0, i, .. (n - 1) i} that are below T. Lines are the features.
 */
public final class BurstEncoder implements EncoderPlugin<BurstEncoder.Config> {

  /** Options of the burst code. */
  public record Config(
      @Doc("number of time steps T") int steps,
      @Doc("spikes of a value of 1") int maxSpikes,
      @Doc("steps between two spikes of a value of 1") int minInterval,
      @Doc("steps between two spikes of a value near 0") int maxInterval) {
    /** Checks the values. */
    public Config {
      Check.atLeastOne("steps", steps);
      Check.atLeastOne("max_spikes", maxSpikes);
      Check.atLeastOne("min_interval", minInterval);
      Check.atLeast("max_interval", maxInterval, minInterval);
    }
  }

  @Override
  public String name() {
    return "burst";
  }

  @Override
  public Config defaults() {
    return new Config(20, 5, 2, 10);
  }

  @Override
  public String description() {
    return "a burst per value: the larger, the more spikes and the shorter their intervals";
  }

  @Override
  public String citation() {
    return "Guo, Fouda, Eltawil, Salama 2021, doi:10.3389/fnins.2021.638474";
  }

  @Override
  public Encoder create(Config config, BuildContext context) {
    return new Burst(config, Need.values(name(), context), context.inputShape());
  }

  private record Burst(Config config, int outputSize, Shape outputShape) implements Encoder {
    @Override
    public int steps() {
      return config.steps();
    }

    @Override
    public Spikes encode(Samples samples, Pass pass) {
      float[][] rows = Need.rows("burst", samples, outputSize);
      return Lanes.spikes(
          steps(),
          rows.length,
          outputSize,
          pass,
          (b, lane) -> {
            int[] spikes = new int[outputSize];
            int[] interval = new int[outputSize];
            for (int n = 0; n < outputSize; n++) {
              float x = Need.unit("burst", samples, b, n);
              spikes[n] = (int) Math.ceil(config.maxSpikes() * x);
              int range = config.maxInterval() - config.minInterval();
              interval[n] =
                  Math.max(config.minInterval(), (int) Math.ceil(config.maxInterval() - range * x));
            }
            for (int t = 0; t < steps(); t++) {
              for (int n = 0; n < outputSize; n++) {
                if (t % interval[n] == 0 && t / interval[n] < spikes[n]) {
                  lane.add(t, n);
                }
              }
            }
          });
    }
  }
}
