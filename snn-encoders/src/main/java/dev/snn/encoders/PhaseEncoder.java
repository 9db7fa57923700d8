package dev.snn.encoders;

import dev.snn.api.codec.Encoder;
import dev.snn.api.codec.EncoderPlugin;
import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;

/**
 * Phase code: the binary digits of a value x in [0, 1], the highest first, again in every period of
 * P phases,
 *
 * <pre>
 *   q = min(2^P - 1, floor(2^P x)) = sum_p d_p 2^(P-1-p)        s[t] = d_{t mod P}
 * </pre>
 *
 * <p>{@code weighted} gives {@code 2^-(1 + t mod P) s[t]} as values instead of spikes, so that the
 * sum over a period is {@code q / 2^P}. Lines are the features.
 */
public final class PhaseEncoder implements EncoderPlugin<PhaseEncoder.Config> {
  private static final int MOST_PHASES = 24;

  /** Options of the phase code. */
  public record Config(
      @Doc("number of time steps T") int steps,
      @Doc("phases P of a period, and binary digits of a value") int phases,
      @Doc("true: a spike of phase p is a value of 2^-(1 + p); false: spikes") boolean weighted) {
    /** Checks the values. */
    public Config {
      Check.atLeastOne("steps", steps);
      Check.between("phases", phases, 1, MOST_PHASES);
    }
  }

  @Override
  public String name() {
    return "phase";
  }

  @Override
  public Config defaults() {
    return new Config(16, 8, false);
  }

  @Override
  public String description() {
    return "the binary digits of a value, one per phase of a period";
  }

  @Override
  public String citation() {
    return "Kim, Kim, Huh, Lee, Choi 2018, doi:10.1016/j.neucom.2018.05.087";
  }

  @Override
  public Encoder create(Config config, BuildContext context) {
    return new Phase(config, Need.values(name(), context), context.inputShape());
  }

  private record Phase(Config config, int outputSize, Shape outputShape) implements Encoder {
    @Override
    public int steps() {
      return config.steps();
    }

    @Override
    public Signal encode(Samples samples, Pass pass) {
      float[][] rows = Need.rows("phase", samples, outputSize);
      Spikes spikes =
          Lanes.spikes(
              steps(),
              rows.length,
              outputSize,
              pass,
              (b, lane) -> {
                int[] digits = new int[outputSize];
                int scale = 1 << config.phases();
                for (int n = 0; n < outputSize; n++) {
                  float x = Need.unit("phase", samples, b, n);
                  digits[n] = Math.min(scale - 1, (int) (scale * x));
                }
                for (int t = 0; t < steps(); t++) {
                  int place = config.phases() - 1 - t % config.phases();
                  for (int n = 0; n < outputSize; n++) {
                    if ((digits[n] >> place & 1) != 0) {
                      lane.add(t, n);
                    }
                  }
                }
              });
      return config.weighted() ? weighted(spikes.toTensor()) : spikes;
    }

    private Tensor weighted(Tensor spikes) {
      for (int t = 0; t < steps(); t++) {
        float weight = Math.scalb(1f, -1 - t % config.phases());
        for (int b = 0; b < spikes.batch(); b++) {
          float[] row = spikes.row(t, b);
          for (int n = 0; n < outputSize; n++) {
            row[n] *= weight;
          }
        }
      }
      return spikes;
    }
  }
}
