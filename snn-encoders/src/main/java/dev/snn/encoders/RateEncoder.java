package dev.snn.encoders;

import dev.snn.api.codec.Encoder;
import dev.snn.api.codec.EncoderPlugin;
import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.random.Draws;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;

/**
 * Rate code: {@code s[t, b, n] ~ Bernoulli(min(1, gain * x[b, n]))}, independent over steps; {@code
 * [T x B x N]} with N the number of features and x in [0, 1].
 *
 * <p>A draw depends on the pass's key, the example's id, the feature and the step (counted from the
 * pass's first step), and on nothing else: not on T, the batch or the thread. Features at 0 cost
 * nothing.
 */
public final class RateEncoder implements EncoderPlugin<RateEncoder.Config> {

  /** Options of the rate code. */
  public record Config(
      @Doc("number of time steps T") int steps,
      @Doc("spike probability per step of a value of 1, cut at 1") double gain) {
    /** Checks the values. */
    public Config {
      Check.atLeastOne("steps", steps);
      Check.positive("gain", gain);
    }
  }

  @Override
  public String name() {
    return "rate";
  }

  @Override
  public Config defaults() {
    return new Config(25, 1.0);
  }

  @Override
  public String description() {
    return "a Bernoulli spike per step with the value as its probability";
  }

  @Override
  public Encoder create(Config config, BuildContext context) {
    return new Rate(
        config.steps(),
        Need.values(name(), context),
        context.inputShape(),
        (float) config.gain(),
        context.path());
  }

  private record Rate(int steps, int outputSize, Shape outputShape, float gain, String purpose)
      implements Encoder {
    @Override
    public Spikes encode(Samples samples, Pass pass) {
      float[][] rows = Need.rows("rate", samples, outputSize);
      SpikesBuilder spikes = new SpikesBuilder(steps, rows.length, outputSize);
      long key = pass.purposeKey(purpose);
      pass.parallel()
          .forEachBlock(
              rows.length,
              (block, from, to) -> {
                int[] feature = new int[outputSize];
                float[] p = new float[outputSize];
                for (int b = from; b < to; b++) {
                  int active = 0;
                  for (int n = 0; n < outputSize; n++) {
                    if (rows[b][n] != 0) {
                      feature[active] = n;
                      p[active++] = gain * Need.unit("rate", samples, b, n);
                    }
                  }
                  draw(
                      spikes.lane(b),
                      pass.exampleKey(key, b),
                      pass.firstStep(),
                      feature,
                      p,
                      active);
                }
              });
      return spikes.build();
    }

    /** Draws first and picks afterwards without a branch: twice as fast as asking each draw. */
    private void draw(
        SpikesBuilder.Lane lane, long key, int first, int[] feature, float[] p, int active) {
      float[] u = new float[active];
      int[] hits = new int[active + 1];
      for (int t = 0; t < steps; t++) {
        for (int k = 0; k < active; k++) {
          u[k] = Draws.uniform(key, (long) feature[k] << 32 | (first + t));
        }
        int hit = 0;
        for (int k = 0; k < active; k++) {
          hits[hit] = feature[k];
          hit += u[k] < p[k] ? 1 : 0;
        }
        lane.addAll(t, hits, 0, hit);
      }
    }
  }
}
