package dev.snn.engine.run;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Samples;
import dev.snn.api.procedure.Epoch;
import dev.snn.engine.record.RunId;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Watches a run for a layer that gives no spike at all on the test split, which an accuracy does
 * not show: with a silent readout every example gets the same scores. Says so once.
 */
final class Silence {
  /** Training examples whose values are looked at, to say where they lie. */
  private static final int LOOKED_AT = 1000;

  private final RunId id;
  private final Dataset data;
  private boolean said;

  Silence(RunId id, Dataset data) {
    this.id = id;
    this.data = data;
  }

  /** What is to be said after an epoch. */
  Optional<String> after(Epoch epoch) {
    double[] spikes = epoch.layerSpikes();
    if (said || data == null || epoch.number() < 1 || epoch.readoutSpikes() != 0) {
      return Optional.empty();
    }
    said = true;
    int first = IntStream.range(0, spikes.length).filter(k -> spikes[k] == 0).findFirst().orElse(0);
    return Optional.of(
        "%s: after epoch %d the readout is silent: layers[%d] gives no spike for any test example%s; 'snn explain' says where spikes stop"
            .formatted(id, epoch.number(), first, range()));
  }

  private String range() {
    if (data.info().kind() != DatasetInfo.Kind.VALUES) {
      return "";
    }
    int n = Math.min(LOOKED_AT, data.train().size());
    Samples some = data.train().gather(IntStream.range(0, n).toArray());
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float[] row : some.values()) {
      for (float x : row) {
        low = Math.min(low, x);
        high = Math.max(high, x);
      }
    }
    boolean unit = low >= 0 && high <= 1;
    return String.format(
        Locale.ROOT,
        "; values of '%s' lie from %.4g to %.4g%s",
        data.info().name(),
        low,
        high,
        unit ? "" : ", where codes want [0, 1]");
  }
}
