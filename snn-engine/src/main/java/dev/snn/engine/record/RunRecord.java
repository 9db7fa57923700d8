package dev.snn.engine.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.procedure.Decisions;
import dev.snn.api.procedure.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of one run, as JSON. Everything but {@code environment} and {@code timing} is the
 * same for two runs of one configuration and seed. Its tree is of the present schema.
 */
public final class RunRecord {
  /** Version of the layout. */
  public static final int SCHEMA_VERSION = 3;

  /** Where a record says which candidate of which sweep its run was. */
  public static final String SWEEP = "sweep";

  /** Where the end of a record has activity and operations on the test split. */
  public static final String EFFICIENCY = "efficiency";

  /** Where a record has its curves but those by epoch. */
  public static final String SERIES = "series";

  /**
   * True in a record whose picture or rasters could not be written, as when a disk is full; else
   * missing.
   */
  public static final String UNWRITTEN = "unwritten";

  /**
   * Where a record says how often each class of the test split, a row, was taken for each class, a
   * column.
   */
  public static final String CONFUSION = "confusion";

  /** Where a record says which samples of the test split were predicted right. */
  public static final String DECISIONS = "decisions";

  /** Where the timing of a record says how many runs went on at a time. */
  public static final String RUNS = "runs_at_a_time";

  /** Where it has the times of the processor that its procedure took, by their names. */
  public static final String PROCESSOR = "processor";

  private static final String TEST = "test";

  private final ObjectNode tree;
  private final boolean edited;
  private final boolean earlier;

  /** Wraps a tree; see {@link RecordFiles} to read one. */
  public RunRecord(ObjectNode tree) {
    this(tree, false, false);
  }

  RunRecord(ObjectNode tree, boolean edited, boolean earlier) {
    this.tree = tree;
    this.edited = edited;
    this.earlier = earlier;
  }

  /** True of one that was read from a file with the layout of an earlier version of the program. */
  public boolean isOfEarlierVersion() {
    return earlier;
  }

  /** True of one that was read from a file whose content is not what was written. */
  public boolean isEdited() {
    return edited;
  }

  /** The record as JSON. */
  public ObjectNode tree() {
    return tree;
  }

  /** Experiment, row and seed. */
  public RunId id() {
    return new RunId(
        tree.path("experiment").asText(), tree.path("row").asText(), tree.path("seed").asLong());
  }

  /** How it ended. */
  public Status status() {
    return Status.of(tree.path("status").asText());
  }

  /** True where all that belongs to the run is there beside its record. */
  public boolean isWhole() {
    return !tree.path(UNWRITTEN).asBoolean();
  }

  /** Why it failed or was skipped; empty for a run that is ok. */
  public String error() {
    return tree.path("error").asText("");
  }

  /** Hash of the configuration. */
  public String configHash() {
    return tree.path("config_hash").asText();
  }

  /** The resolved configuration. */
  public ObjectNode config() {
    return (ObjectNode) tree.get("config");
  }

  /** Name of the backend that computed. */
  public String backend() {
    return tree.path("environment").path("backend").asText();
  }

  /** Name of the data set. */
  public String dataset() {
    return tree.path("dataset").path("name").asText();
  }

  /** Names of the classes, by their numbers; empty where they have none. */
  public JsonNode classNames() {
    return tree.path("dataset").path("class_names");
  }

  /** Names and units of the metrics. */
  public Map<String, String> metricUnits() {
    Map<String, String> units = new LinkedHashMap<>();
    for (JsonNode metric : tree.path("metrics")) {
      units.put(metric.path("name").asText(), metric.path("unit").asText());
    }
    return units;
  }

  /** Whether more of a metric is better; empty where the record has no such metric. */
  public Optional<Boolean> higherIsBetter(String name) {
    for (JsonNode metric : tree.path("metrics")) {
      if (metric.path("name").asText().equals(name)) {
        return Optional.of(metric.path("higher_is_better").asBoolean());
      }
    }
    return Optional.empty();
  }

  /** Number of trainable parameters. */
  public OptionalDouble parameters() {
    return number(tree.path("parameters"));
  }

  /** Readout spikes per test example at the end. */
  public OptionalDouble readoutSpikes() {
    return number(tree.path("final").path("readout_spikes"));
  }

  /**
   * Seconds of training per epoch of a run that had the machine to itself; of one beside which
   * others went on, or of which that is not known, there is no such time.
   */
  public OptionalDouble secondsPerEpoch() {
    JsonNode timing = tree.path("timing");
    return hadTheMachine() ? number(timing.path("seconds_per_epoch")) : OptionalDouble.empty();
  }

  /**
   * Times of the processor that the procedure took, of a run that had the machine to itself: beside
   * others compiled code comes late, and caches are shared.
   */
  public Map<String, Double> times() {
    return hadTheMachine() ? scores(tree.path("timing").path(PROCESSOR)) : Map.of();
  }

  private boolean hadTheMachine() {
    return tree.path("timing").path(RUNS).asInt() == 1;
  }

  /**
   * Scores at the end; those of the test split with {@link #times}.
   *
   * @param variant "validation", "test" or "test@shuffled"
   */
  public Map<String, Double> finalScores(String variant) {
    Map<String, Double> scores = scores(tree.path("final").path("scores").path(variant));
    if (variant.equals(TEST)) {
      scores.putAll(times());
    }
    return scores;
  }

  /** Activity and operations on the test split at the end; empty where they were not counted. */
  public Map<String, Double> efficiency() {
    return scores(tree.path("final").path(EFFICIENCY));
  }

  /**
   * Scores of each epoch that has some, by the epoch's number; those of the test split at the end
   * with {@link #times}.
   */
  public Map<Integer, Map<String, Double>> scoresByEpoch(String variant) {
    Map<Integer, Map<String, Double>> byEpoch = new LinkedHashMap<>();
    for (JsonNode epoch : tree.path("epochs")) {
      Map<String, Double> scores = scores(epoch.path("scores").path(variant));
      if (!scores.isEmpty()) {
        byEpoch.put(epoch.path("number").asInt(), scores);
      }
    }
    int last = tree.path("final").path("number").asInt();
    if (variant.equals(TEST) && byEpoch.containsKey(last)) {
      byEpoch.get(last).putAll(times());
    }
    return byEpoch;
  }

  /** The curves of the run and of its final epoch, but those by epoch. */
  public List<Series> series() {
    JsonNode list = tree.path(SERIES);
    List<Series> curves =
        new ArrayList<>(SeriesTree.read(list, tree.path("final").path("number").asInt(-1)));
    curves.addAll(SeriesTree.read(list, null));
    return curves;
  }

  /** All curves: scores of each metric, loss and spikes by epoch, and {@link #series}. */
  public List<Series> curves() {
    return EpochCurves.with(this);
  }

  /** The curve of this name. */
  public Optional<Series> series(String name) {
    return series().stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /** Which samples of the test split were predicted right; empty where that is not recorded. */
  public Optional<Decisions> decisions() {
    return DecisionTree.read(tree.path(DECISIONS));
  }

  /** Names of the variants scored at the end. */
  public List<String> variants() {
    List<String> names = new ArrayList<>();
    tree.path("final").path("scores").fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Map<String, Double> scores(JsonNode node) {
    Map<String, Double> scores = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> score : node.properties()) {
      number(score.getValue()).ifPresent(value -> scores.put(score.getKey(), value));
    }
    return scores;
  }

  private static OptionalDouble number(JsonNode node) {
    return node.isNumber() ? OptionalDouble.of(node.asDouble()) : OptionalDouble.empty();
  }
}
