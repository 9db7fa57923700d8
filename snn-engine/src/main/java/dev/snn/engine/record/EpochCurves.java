package dev.snn.engine.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.procedure.Series;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** What a record has by epoch, as curves. */
final class EpochCurves {
  /** Variant to its words. */
  private static final List<Map.Entry<String, String>> VARIANTS =
      List.of(
          Map.entry("test", "test"),
          Map.entry("validation", "validation"),
          Map.entry("test@shuffled", "test shuffled in time"));

  private EpochCurves() {}

  /** They and the series of the record; a curve without a value is left out. */
  static List<Series> with(RunRecord record) {
    JsonNode epochs = record.tree().path("epochs");
    List<Series> curves = new ArrayList<>();
    record
        .metricUnits()
        .forEach(
            (metric, unit) -> {
              for (Map.Entry<String, String> variant : VARIANTS) {
                add(
                    curves,
                    metric + ", " + variant.getValue(),
                    unit,
                    epochs,
                    epoch -> epoch.path("scores").path(variant.getKey()).path(metric));
              }
            });
    terms(record)
        .forEach(
            term ->
                add(
                    curves,
                    term,
                    "",
                    epochs,
                    epoch -> epoch.path("scores").path("test").path(term)));
    add(curves, "training loss", "", epochs, epoch -> epoch.path("train_loss"));
    add(curves, "readout spikes per example", "", epochs, epoch -> epoch.path("readout_spikes"));
    curves.addAll(record.series());
    return curves;
  }

  /** What an epoch has of the test split beside metrics: terms of the loss, connectivity. */
  private static Set<String> terms(RunRecord record) {
    Set<String> terms = new LinkedHashSet<>();
    record.scoresByEpoch("test").values().forEach(scores -> terms.addAll(scores.keySet()));
    terms.removeAll(record.metricUnits().keySet());
    return terms;
  }

  private static void add(
      List<Series> curves,
      String name,
      String unit,
      JsonNode epochs,
      Function<JsonNode, JsonNode> value) {
    DoubleStream.Builder x = DoubleStream.builder();
    DoubleStream.Builder y = DoubleStream.builder();
    int n = 0;
    for (JsonNode epoch : epochs) {
      JsonNode at = value.apply(epoch);
      if (at.isNumber()) {
        x.add(epoch.path("number").asDouble());
        y.add(at.asDouble());
        n++;
      }
    }
    if (n > 0) {
      curves.add(new Series(name, unit, "epoch", x.build().toArray(), y.build().toArray()));
    }
  }
}
