package dev.snn.bench.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.plugin.UserError;
import dev.snn.bench.experiment.ExperimentFile.Row;
import dev.snn.engine.config.RunResolver;
import dev.snn.engine.error.Hint;
import dev.snn.engine.tree.Scalars;
import java.util.List;
import java.util.TreeSet;

/** The name of a metric, or of a measure that one of some rows has. */
final class MetricName {
  private MetricName() {}

  static String of(JsonNode node, List<Row> rows, RunResolver resolver, String path) {
    String name = Scalars.text(node, path);
    TreeSet<String> names = new TreeSet<>(resolver.metricNames());
    rows.forEach(row -> names.addAll(resolver.measureNames(row.config())));
    if (!names.contains(name)) {
      throw new UserError(
          "%s: no metric named '%s'.%s Valid: %s."
              .formatted(path, name, Hint.didYouMean(name, List.copyOf(names)), names));
    }
    return name;
  }
}
