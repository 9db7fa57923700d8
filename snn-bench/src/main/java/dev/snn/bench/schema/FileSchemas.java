package dev.snn.bench.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.Family;
import dev.snn.api.procedure.Decisions;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.bench.experiment.Objective;
import dev.snn.bench.experiment.Sweep;
import dev.snn.engine.schema.ConfigSchemas;
import dev.snn.engine.schema.Form;
import dev.snn.engine.schema.Schemas;
import dev.snn.engine.tree.Option;
import dev.snn.engine.tree.Trees;
import java.util.List;

/** What an experiment file has beside configurations. */
final class FileSchemas {
  private static final String METRIC = "metric";

  private FileSchemas() {}

  /** The keys that only a file and its profiles have. */
  static ObjectNode properties() {
    ObjectNode names = Schemas.list(Schemas.text());
    ObjectNode properties = Trees.NODES.objectNode();
    properties.set(
        "title", Schemas.orNull(Schemas.text()).put("description", "stands above tables"));
    properties.set(
        "citation", Schemas.orNull(Schemas.text()).put("description", "DOI or arXiv number"));
    properties.set(
        "seeds",
        Schemas.list(Schemas.type("integer"))
            .put("minItems", 1)
            .put("description", "one run of every row for each (default: [1])"));
    properties.set(
        "select",
        Schemas.named(names)
            .put("description", "rows chosen anew for each seed, as best: [row, another]"));
    properties.set("compare", Schemas.list(comparison()));
    properties.set("figures", Schemas.list(figure(names)));
    properties.set(
        "ranks",
        Schemas.text().put("description", "the metric by which rows are ranked over experiments"));
    return properties;
  }

  private static ObjectNode comparison() {
    ObjectNode pair = Schemas.list(Schemas.text()).put("minItems", 2).put("maxItems", 2);
    ObjectNode properties = Trees.NODES.objectNode();
    properties.set("a", Schemas.text());
    properties.set("b", Schemas.text());
    properties.set(METRIC, Schemas.text());
    properties.set("expect", Schemas.names(Option.names(ExperimentFile.Expectation.class)));
    properties.set("margin", Schemas.number().put("exclusiveMinimum", 0));
    properties.set("test", Schemas.names(Option.names(ExperimentFile.Test.class)));
    properties.set("window", Schemas.whole(1, Decisions.MOST));
    ObjectNode claim = Schemas.mapping(properties);
    claim.putArray("required").add("a").add("b");
    return Schemas.anyOf(List.of(pair, claim));
  }

  private static ObjectNode figure(ObjectNode names) {
    ObjectNode properties = Trees.NODES.objectNode();
    properties.set("x", Schemas.text());
    properties.set("y", Schemas.text());
    properties.set("log", Schemas.names(Option.names(ExperimentFile.Axes.class)));
    properties.set("whole", Schemas.text());
    properties.set("curves", Schemas.named(names));
    ObjectNode figure = Schemas.mapping(properties);
    figure.putArray("required").add("x").add("y");
    return figure;
  }

  /** A sweep, or what is laid over one. */
  static ObjectNode sweep() {
    ObjectNode objective = Trees.NODES.objectNode();
    objective.set(METRIC, Schemas.orNull(Schemas.text()));
    objective.set(
        "direction", Schemas.orNull(Schemas.names(Option.names(Objective.Direction.class))));
    ObjectNode properties = Trees.NODES.objectNode();
    properties.set("search", Schemas.orNull(ConfigSchemas.part(Form.OVERLAY, Family.SEARCH)));
    properties.set("runs", Schemas.orNull(Schemas.whole(1, Sweep.MOST_RUNS)));
    properties.set("seed", Schemas.orNull(Schemas.type("integer")));
    properties.set(
        "objective",
        Schemas.orNull(Schemas.anyOf(List.of(Schemas.type("string"), Schemas.mapping(objective)))));
    properties.set("space", Schemas.orNull(Schemas.ref("space")));
    return Schemas.mapping(properties);
  }
}
