package dev.snn.bench.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.api.plugin.Value;
import dev.snn.api.search.Candidate;
import dev.snn.api.search.Dimension;
import dev.snn.api.search.Search;
import dev.snn.api.search.Space;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.config.RunResolver;
import dev.snn.engine.tree.Records;
import dev.snn.engine.tree.Trees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a swept row stands for: candidates that a search chooses from a space. */
public final class Sweep {
  /** Most candidates. */
  public static final int MOST_RUNS = 100_000;

  private final RunResolver resolver;
  private final ObjectNode base;
  private final ObjectNode definition;
  private final Search search;
  private final int runs;
  private final Objective objective;
  private final Space space;

  /**
   * @param base the row's options; those of the space are laid over them
   * @param definition what decides which candidates there are, for records
   */
  Sweep(
      RunResolver resolver,
      ObjectNode base,
      ObjectNode definition,
      Search search,
      int runs,
      Objective objective,
      Space space) {
    this.resolver = resolver;
    this.base = base;
    this.definition = definition;
    this.search = search;
    this.runs = runs;
    this.objective = objective;
    this.space = space;
  }

  /** Chooses the candidates. */
  public Search search() {
    return search;
  }

  /** Name of the search. */
  public String searchName() {
    return definition.path("search").path("type").asText();
  }

  /** Number of candidates. */
  public int runs() {
    return runs;
  }

  /** What the sweep is about. */
  public Objective objective() {
    return objective;
  }

  /** What is searched. */
  public Space space() {
    return space;
  }

  /** The configuration of a candidate; values that do not go together are the user's error. */
  public RunConfig config(Candidate candidate) {
    ObjectNode tree = base.deepCopy();
    candidate
        .values()
        .forEach(
            (path, value) ->
                Trees.set(tree, path, Records.encodeValue(value), "sweep.space, " + path));
    return resolver.resolve(tree);
  }

  /** Candidates at the ends of each coordinate, all others in the middle; the middle first. */
  public List<Candidate> probes() {
    int n = space.coordinates();
    List<Candidate> probes = new ArrayList<>();
    double[] unit = new double[n];
    Arrays.fill(unit, 0.5);
    probes.add(space.at(unit));
    int from = 0;
    for (Dimension dimension : space.dimensions().values()) {
      int steps =
          dimension instanceof Dimension.Choice choice ? Math.max(2, choice.values().size()) : 2;
      for (int c = from; c < from + dimension.coordinates(); c++) {
        for (int step = 0; step < steps; step++) {
          unit[c] = step / (steps - 1.0);
          probes.add(space.at(unit));
        }
        unit[c] = 0.5;
      }
      from += dimension.coordinates();
    }
    return probes;
  }

  /**
   * What records say of a candidate: its number from 1, its values, and the search, its seed, the
   * objective and the space.
   */
  public ObjectNode origin(int number, Candidate candidate) {
    ObjectNode tree = Trees.NODES.objectNode().put("candidate", number);
    ObjectNode values = tree.putObject("values");
    candidate.values().forEach((path, value) -> values.set(path, Records.encodeValue(value)));
    tree.setAll(definition.deepCopy());
    return tree;
  }

  /** The candidate that records of this sweep say this of; empty for those of another. */
  public Optional<Candidate> candidate(ObjectNode origin) {
    ObjectNode other = origin.deepCopy();
    other.remove(List.of("candidate", "values"));
    if (!Trees.canonical(other).equals(Trees.canonical(definition))) {
      return Optional.empty();
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, Dimension> entry : space.dimensions().entrySet()) {
      JsonNode node = origin.path("values").path(entry.getKey());
      try {
        values.put(entry.getKey(), value(entry.getValue(), node));
      } catch (UserError e) {
        return Optional.empty();
      }
    }
    Candidate candidate = new Candidate(values);
    return space.contains(candidate) ? Optional.of(candidate) : Optional.empty();
  }

  private static Object value(Dimension dimension, JsonNode node) {
    if (dimension instanceof Dimension.Choice choice) {
      String wanted = Trees.canonical(node);
      return choice.values().stream()
          .filter(value -> Trees.canonical(Trees.of(value)).equals(wanted))
          .findFirst()
          .orElse(wanted);
    }
    if (dimension instanceof Dimension.Distribution) {
      return Records.decodeValue(Value.class, node, "values");
    }
    return dimension instanceof Dimension.Whole ? (Object) node.asLong() : node.asDouble();
  }
}
