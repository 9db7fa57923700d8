package dev.snn.engine.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.learning.SavedState;
import dev.snn.api.metric.Metric;
import dev.snn.api.procedure.Decisions;
import dev.snn.api.procedure.Epoch;
import dev.snn.api.procedure.Measure;
import dev.snn.api.procedure.Series;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.registry.Entry;
import dev.snn.engine.tree.Trees;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects what becomes a {@link RunRecord}. Values that are NaN are left out. */
public final class RecordBuilder {
  private final RunId id;
  private final String title;
  private final RunConfig config;
  private String started = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  private final long startNanos = System.nanoTime();
  private final ObjectNode dataset = Trees.NODES.objectNode();
  private final ObjectNode fitted = Trees.NODES.objectNode();
  private final ArrayNode metrics = Trees.NODES.arrayNode();
  private final List<Epoch> epochs = new ArrayList<>();
  private final Map<String, Series> series = new LinkedHashMap<>();
  private final Map<String, Double> processorTimes = new LinkedHashMap<>();
  private Epoch last;
  private Decisions decisions;
  private Long parameters;
  private double secondsBefore;
  private int resumed;
  private int runs = 1;

  /** A record of a run that begins now. */
  public RecordBuilder(RunId id, String title, RunConfig config) {
    this.id = id;
    this.title = title;
    this.config = config;
  }

  /** The data set. */
  public void dataset(Dataset data) {
    DatasetInfo info = data.info();
    dataset.put("name", info.name());
    dataset.put("version", info.version());
    dataset.set("checksums", Trees.of(new TreeMap<>(info.checksums())));
    dataset.put("split", info.split());
    if (!info.legend().classes().isEmpty()) {
      dataset.set("class_names", Trees.of(info.legend().classes()));
    }
    dataset.put("train", data.train().size());
    dataset.put("validation", data.validation().size());
    dataset.put("test", data.test().size());
  }

  /**
   * What a part found in the training split; nothing where it did not look.
   *
   * @param path where the part stands
   */
  public void fitted(String path, SavedState values) {
    if (!values.isEmpty()) {
      fitted.set(path, FittedTree.of(values));
    }
  }

  /** The metrics. */
  public void metrics(Map<String, Metric> byName) {
    byName.forEach(
        (name, metric) ->
            metrics
                .addObject()
                .put("name", name)
                .put("unit", metric.unit())
                .put("higher_is_better", metric.higherIsBetter()));
  }

  /** What the procedure reports beside the metrics. */
  public void measures(List<Measure> measures) {
    measures.forEach(
        measure ->
            metrics
                .addObject()
                .put("name", measure.name())
                .put("unit", measure.unit())
                .put("higher_is_better", measure.higherIsBetter()));
  }

  /** Number of trainable parameters. */
  public void parameters(long count) {
    parameters = count;
  }

  /** How many runs went on at a time while this one did, itself among them. */
  public void runsAtATime(int count) {
    runs = count;
  }

  /** A curve of the whole run; of one name the last. */
  public void series(Series curve) {
    series.put(curve.name(), curve);
  }

  /** A time of the processor that the procedure took, by the name of its measure. */
  public void processorTime(String measure, double value) {
    processorTimes.put(measure, value);
  }

  /** Which samples of the test split were predicted right; the last that are told. */
  public void decided(Decisions decided) {
    decisions = decided;
  }

  /** An epoch; one whose number came before only becomes the final one again. */
  public void epoch(Epoch epoch) {
    if (epochs.stream().noneMatch(e -> e.number() == epoch.number())) {
      epochs.add(epoch);
    }
    last = epoch;
  }

  /** The epochs so far. */
  public List<Epoch> epochs() {
    return Collections.unmodifiableList(epochs);
  }

  /**
   * Takes over what a run did before it was interrupted.
   *
   * @param before its record at that time
   */
  public void resume(ObjectNode before) {
    JsonNode timing = before.path("timing");
    JsonNode list = before.path("epochs");
    for (int k = 0; k < list.size(); k++) {
      double train = timing.path("train_seconds").path(k).asDouble();
      double evaluate = timing.path("evaluate_seconds").path(k).asDouble();
      epochs.add(EpochTree.read(list.get(k), before.path(RunRecord.SERIES), train, evaluate));
    }
    SeriesTree.read(before.path(RunRecord.SERIES), null).forEach(this::series);
    DecisionTree.read(before.path(RunRecord.DECISIONS)).ifPresent(this::decided);
    int number = before.path("final").path("number").asInt();
    last = epochs.stream().filter(e -> e.number() == number).findFirst().orElse(null);
    read(timing.path(RunRecord.PROCESSOR), processorTimes);
    started = timing.path("started").asText();
    secondsBefore = timing.path("seconds").asDouble();
    runs = Math.max(runs, timing.path(RunRecord.RUNS).asInt());
    resumed = timing.path("resumed").asInt() + 1;
  }

  /** The record. */
  public RunRecord build(
      Status status, String error, Collection<Entry<?>> plugins, ObjectNode environment) {
    ObjectNode tree = Trees.NODES.objectNode();
    tree.put("schema_version", RunRecord.SCHEMA_VERSION);
    tree.put("experiment", id.experiment());
    tree.put("title", title);
    tree.put("row", id.row());
    tree.put("seed", id.seed());
    tree.put("status", status.text());
    tree.put("error", error);
    tree.put("config_hash", config.hash());
    tree.set("config", config.tree());
    tree.set("plugins", plugins(plugins));
    if (dataset.isEmpty() && config.dataset() != null) {
      dataset.put("name", config.dataset().entry().name());
    }
    tree.set("dataset", dataset);
    if (!fitted.isEmpty()) {
      tree.set("fitted", fitted);
    }
    tree.set("metrics", metrics);
    tree.put("parameters", parameters);
    tree.set("final", last == null ? null : EpochTree.write(last));
    ArrayNode list = tree.putArray("epochs");
    ArrayNode curves = Trees.NODES.arrayNode();
    for (Epoch epoch : epochs) {
      list.add(EpochTree.write(epoch));
      SeriesTree.write(curves, epoch.series(), epoch.number());
    }
    SeriesTree.write(curves, List.copyOf(series.values()), null);
    if (!curves.isEmpty()) {
      tree.set(RunRecord.SERIES, curves);
    }
    if (decisions != null) {
      tree.set(RunRecord.DECISIONS, DecisionTree.write(decisions));
    }
    tree.set("environment", environment);
    tree.set("timing", timing());
    return new RunRecord(tree);
  }

  private static ArrayNode plugins(Collection<Entry<?>> plugins) {
    ArrayNode list = Trees.NODES.arrayNode();
    for (Entry<?> entry : plugins) {
      list.addObject()
          .put("family", entry.family().name())
          .put("name", entry.name())
          .put("class", entry.className())
          .put("jar", entry.source().fileName())
          .put("sha256", entry.source().sha256().orElse(null));
    }
    return list;
  }

  private ObjectNode timing() {
    ObjectNode tree = Trees.NODES.objectNode();
    tree.put("started", started);
    tree.put("seconds", secondsBefore + (System.nanoTime() - startNanos) * 1e-9);
    if (resumed > 0) {
      tree.put("resumed", resumed);
    }
    tree.put(RunRecord.RUNS, runs);
    double sum = 0;
    int trained = 0;
    ArrayNode train = tree.putArray("train_seconds");
    ArrayNode evaluate = tree.putArray("evaluate_seconds");
    for (Epoch epoch : epochs) {
      train.add(epoch.trainSeconds());
      evaluate.add(epoch.evaluateSeconds());
      if (epoch.number() > 0) {
        sum += epoch.trainSeconds();
        trained++;
      }
    }
    if (trained > 0) {
      tree.put("seconds_per_epoch", sum / trained);
    }
    write(tree, RunRecord.PROCESSOR, processorTimes);
    return tree;
  }

  private static void read(JsonNode tree, Map<String, Double> values) {
    tree.properties().forEach(time -> values.put(time.getKey(), time.getValue().asDouble()));
  }

  private static void write(ObjectNode tree, String key, Map<String, Double> values) {
    if (!values.isEmpty()) {
      ObjectNode written = tree.putObject(key);
      values.forEach(written::put);
    }
  }
}
