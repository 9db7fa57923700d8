package dev.snn.bench.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.UserError;
import dev.snn.api.random.Seed;
import dev.snn.api.search.Candidate;
import dev.snn.api.search.Search;
import dev.snn.api.search.Space;
import dev.snn.bench.experiment.ExperimentFile.Cell;
import dev.snn.bench.experiment.ExperimentFile.Row;
import dev.snn.engine.config.Context;
import dev.snn.engine.config.Resolved;
import dev.snn.engine.config.Resolver;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.config.RunResolver;
import dev.snn.engine.tree.Records;
import dev.snn.engine.tree.Scalars;
import dev.snn.engine.tree.Trees;
import java.util.List;
import java.util.OptionalLong;

/** Reads what stands under {@code sweep}. */
final class SweepReader {
  private static final List<String> KEYS = List.of("search", "runs", "seed", "objective", "space");

  private final Resolver resolver;
  private final RunResolver runs;

  SweepReader(Resolver resolver, RunResolver runs) {
    this.resolver = resolver;
    this.runs = runs;
  }

  /**
   * A row that is swept, every end of its space tried.
   *
   * @param base the row's options but {@code sweep}
   * @param cell of the row's grid; null where it has none
   */
  Row read(String name, JsonNode node, ObjectNode base, Cell cell) {
    if (!(node instanceof ObjectNode tree)) {
      throw Records.wrong("sweep", "a mapping of " + KEYS, node);
    }
    Records.checkKeys(tree, KEYS, "sweep");
    for (String key : List.of("search", "space")) {
      if (!tree.hasNonNull(key)) {
        throw new UserError(
            "sweep: '%s' is missing. Write {search: NAME, runs: 20, space: {OPTION: [1, 2]}}, with a name of %s."
                .formatted(key, resolver.registries().of(Family.SEARCH).names()));
      }
    }
    Resolved<Search> part =
        resolver.resolve(Family.SEARCH, tree.get("search"), null, "sweep.search", "type");
    long seed =
        tree.hasNonNull("seed")
            ? Scalars.whole(tree.get("seed"), "sweep.seed", Long.MIN_VALUE, Long.MAX_VALUE)
            : 1;
    Space space = SpaceReader.read(tree.get("space"));
    Objective objective = objective(tree.path("objective"));
    Search search =
        Context.empty(resolver, null, 1, new Seed(seed)).at("sweep.search", 0).make(part);
    ObjectNode definition = Trees.NODES.objectNode();
    definition.set("search", part.tree());
    definition.put("seed", seed);
    definition.set("objective", Records.encode(objective));
    definition.set("space", tree.get("space"));
    int number = number(tree.path("runs"), search.size(space), part.entry().name());
    Sweep sweep = new Sweep(runs, base, definition, search, number, objective, space);
    return new Row(name, checked(sweep), sweep, null, cell);
  }

  /** The configuration in the middle; the others must resolve as well. */
  private static RunConfig checked(Sweep sweep) {
    RunConfig middle = null;
    for (Candidate probe : sweep.probes()) {
      RunConfig config = sweep.config(probe);
      middle = middle == null ? config : middle;
    }
    return middle;
  }

  private static int number(JsonNode runs, OptionalLong size, String search) {
    if (runs.isMissingNode() || runs.isNull()) {
      if (size.isEmpty()) {
        throw new UserError(
            "sweep: 'runs' is missing. The search '%s' does not end by itself; give the number of"
                    .formatted(search)
                + " candidates.");
      }
      if (size.getAsLong() > Sweep.MOST_RUNS) {
        throw new UserError(
            "sweep: the search '%s' has %d candidates. Give 'runs', at most %d, or a smaller space."
                .formatted(search, size.getAsLong(), Sweep.MOST_RUNS));
      }
      return (int) size.getAsLong();
    }
    long given = Scalars.whole(runs, "sweep.runs", 1, Sweep.MOST_RUNS);
    return (int) Math.min(given, size.orElse(given));
  }

  private static Objective objective(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return new Objective(null, null);
    }
    if (node instanceof ObjectNode tree) {
      return Records.decode(Objective.class, tree, "sweep.objective");
    }
    if (!node.isTextual()) {
      throw Records.wrong(
          "sweep.objective", "a metric, or {metric: NAME, direction: minimise}", node);
    }
    return new Objective(node.asText(), null);
  }
}
