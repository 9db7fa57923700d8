package dev.snn.data.augment;

import dev.snn.api.codec.Encoder;
import dev.snn.api.data.Augmentation;
import dev.snn.api.data.AugmentationPlugin;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Recording;
import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.tensor.Signal;
import java.util.Arrays;

/**
 * {@code polarity-flip}: brighter becomes darker and darker brighter, for all events of a recording
 * at once.
 */
public final class PolarityFlip implements AugmentationPlugin<PolarityFlip.Config> {

  /** Options of {@code polarity-flip}. */
  public record Config(
      @Doc("probability that the polarities of a recording are swapped") double probability) {
    /** Checks the values. */
    public Config {
      Check.positive("probability", probability);
      Check.between("probability", probability, 0, 1);
    }
  }

  @Override
  public String name() {
    return "polarity-flip";
  }

  @Override
  public Config defaults() {
    return new Config(0.5);
  }

  @Override
  public String description() {
    return "polarities swapped";
  }

  @Override
  public Augmentation create(Config c, BuildContext context) {
    DatasetInfo info = Recordings.require(name(), context);
    if (info.channels() != 2) {
      throw new IllegalArgumentException(
          "augmentation 'polarity-flip' needs events of two polarities, but data set '%s' has %d"
              .formatted(info.name(), info.channels()));
    }
    return new Flipping(info, c.probability());
  }

  private record Flipping(DatasetInfo info, double probability) implements Augmentation {
    private static final int PROBE_US = 100_000;

    @Override
    public Recording recording(Recording r, long key) {
      byte[] polarity = r.polarity().clone();
      if (Drawn.uniform(key, 0) < probability) {
        for (int e = 0; e < polarity.length; e++) {
          polarity[e] = (byte) (1 - polarity[e]);
        }
      }
      return new Recording(
          r.timesUs().clone(), r.x().clone(), r.y().clone(), polarity, r.durationUs());
    }

    /** Shows it a first event in the middle of the sensor, once of either polarity. */
    @Override
    public void check(Encoder encoder) {
      float[][] off = encoded(encoder, (byte) 0).toTensor().rows();
      float[][] on = encoded(encoder, (byte) 1).toTensor().rows();
      boolean seen = Arrays.stream(off).anyMatch(row -> !Arrays.equals(row, new float[row.length]));
      if (seen && Arrays.deepEquals(off, on)) {
        throw new IllegalArgumentException(
            "augmentation 'polarity-flip' changes nothing, as the encoder does not tell polarities apart; leave it out, or set encoder.polarities to 2");
      }
    }

    private Signal encoded(Encoder encoder, byte polarity) {
      Recording one =
          new Recording(
              new int[] {0},
              new short[] {(short) (info.width() / 2)},
              new short[] {(short) (info.height() / 2)},
              new byte[] {polarity},
              PROBE_US);
      long[] ids = {0};
      Samples samples = new Samples(ids, null, new Recording[] {one}, null, null);
      return encoder.encode(samples, Pass.hard().forEvaluation().forIds(ids));
    }
  }
}
