package dev.snn.engine.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Merge;
import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Network;
import dev.snn.api.learning.Node;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.Run;
import dev.snn.engine.config.NodeConfig;
import dev.snn.engine.config.Resolved;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.error.Shown;
import dev.snn.engine.run.Runner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Explains a configuration: makes its parts, and rehearses its training for a second or two. */
public final class Explainer {
  private static final int BYTES_PER_PARAMETER = 16;
  private static final int BYTES_PER_NEURON = 16;
  private static final int PERCENT = 100;

  private final RunConfig config;
  private final Run run;
  private final Procedure procedure;
  private final List<Explanation.Stage> stages = new ArrayList<>();

  private Explainer(RunConfig config, Run run, Procedure procedure) {
    this.config = config;
    this.run = run;
    this.procedure = procedure;
  }

  /**
   * Explains.
   *
   * @param seed of the initial weights
   * @param seconds for batches that are timed
   * @throws dev.snn.api.data.MissingDataException where the data are not at hand
   * @throws dev.snn.api.procedure.RunFailure where a part fails
   */
  public static Explanation explain(Runner runner, RunConfig config, long seed, double seconds) {
    return runner.explore(
        config, seed, (run, procedure) -> new Explainer(config, run, procedure).explain(seconds));
  }

  private Explanation explain(double seconds) {
    Network network = config.hasNetwork() ? run.network() : null;
    Optional<Rehearsal> rehearsal =
        network == null ? Optional.empty() : Rehearsal.of(procedure, run, seconds);
    if (config.dataset() != null) {
      add("dataset", config.dataset(), data(run.dataset()), -1, "");
    }
    if (config.encoder() != null) {
      add("encoder", config.encoder(), shape(run.encoder().outputSize()), -1, "");
    }
    if (network != null) {
      network(network, rehearsal);
    }
    add("training", config.training(), training(rehearsal), -1, "");
    return new Explanation(
        stages,
        network == null ? 0 : count(network.parameters()),
        network == null ? null : memory(network, rehearsal.map(Rehearsal::batch).orElse(1)),
        rehearsal,
        run.dataset() == null ? List.of() : run.dataset().notes(),
        rehearsal.map(r -> Warnings.of(r, run.shuffleTime(), network.hasLoss())).orElse(List.of()));
  }

  private void network(Network network, Optional<Rehearsal> rehearsal) {
    for (int k = 0; k < network.nodes().size(); k++) {
      Node node = network.nodes().get(k);
      int index = k;
      add(
          place(k),
          node(config.layers().get(k)),
          shape(node.outputShape()),
          node instanceof Node.OfLayer l ? count(l.layer().parameters()) : -1,
          rehearsal.map(r -> activity(r.layers().get(index))).orElse(""));
    }
    if (network.hasDecoder()) {
      add(
          "decoder",
          config.decoder(),
          network.decoder().outputSize() + " scores",
          count(network.decoder().parameters()),
          "");
    }
    if (network.hasLoss()) {
      add(
          "loss",
          config.loss(),
          "",
          -1,
          rehearsal.map(r -> String.format(Locale.ROOT, "loss %.4g", r.loss())).orElse(""));
    }
  }

  private String shape(Object lines) {
    return "%s x %s".formatted(Shown.count(run.encoder().steps(), "step"), lines);
  }

  private static String data(Dataset data) {
    DatasetInfo info = data.info();
    String what =
        info.targets() > 0
            ? Shown.count(info.targets(), "target")
            : Shown.count(info.classes(), "class", "classes");
    return "%s, %s; %d + %d + %d examples"
        .formatted(
            Shown.count(info.features(), "feature"),
            what,
            data.train().size(),
            data.validation().size(),
            data.test().size());
  }

  private String training(Optional<Rehearsal> rehearsal) {
    return rehearsal
        .map(
            r -> {
              int batches = (run.dataset().train().size() + r.batch() - 1) / r.batch();
              return "%s of %s of %d"
                  .formatted(
                      Shown.count(r.epochs(), "epoch"),
                      Shown.count(batches, "batch", "batches"),
                      r.batch());
            })
        .orElse("");
  }

  private static String activity(Rehearsal.Activity layer) {
    if (Double.isNaN(layer.density())) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "spikes at %.3g %% of steps, silent %d of %d",
        layer.density() * PERCENT,
        layer.silent(),
        layer.neurons());
  }

  private String place(int k) {
    String place = "layers[" + k + "]";
    return place + config.layers().get(k).name().map(name -> " " + name).orElse("");
  }

  /** "dense (lif, fast-sigmoid) from input", "add from a, b". */
  private static String node(NodeConfig node) {
    String what = node.layer().map(Explainer::describe).or(() -> node.merge().map(Merge::id)).get();
    return what + (node.from().isEmpty() ? "" : " from " + String.join(", ", node.from()));
  }

  private void add(String place, Resolved<?> part, String shape, long parameters, String activity) {
    add(place, describe(part), shape, parameters, activity);
  }

  private void add(String place, String name, String shape, long parameters, String activity) {
    stages.add(new Explanation.Stage(place, name, shape, parameters, activity));
  }

  private static String describe(Resolved<?> part) {
    List<String> names = new ArrayList<>();
    collect(part.tree(), names);
    String inner = String.join(", ", names);
    return part.entry().name() + (inner.isEmpty() ? "" : " (" + inner + ")");
  }

  /** Types of the parts in a part. */
  private static void collect(JsonNode tree, List<String> names) {
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      JsonNode value = field.getValue();
      (value.isArray() ? value : List.of(value)).forEach(part -> collectPart(part, names));
    }
  }

  private static void collectPart(JsonNode part, List<String> names) {
    if (part.isObject()) {
      if (part.has("type")) {
        names.add(part.get("type").asText());
      }
      collect(part, names);
    }
  }

  private static long count(List<Parameter> parameters) {
    return parameters.stream().filter(Parameter::trainable).mapToLong(Parameter::count).sum();
  }

  private Explanation.Memory memory(Network network, int batch) {
    Dataset data = run.dataset();
    long neurons = network.layers().stream().mapToLong(Layer::outputSize).sum();
    long examples = (long) data.train().size() + data.validation().size() + data.test().size();
    return new Explanation.Memory(
        count(network.parameters()) * BYTES_PER_PARAMETER,
        neurons * run.encoder().steps() * batch * BYTES_PER_NEURON,
        data.info().kind() == DatasetInfo.Kind.VALUES
            ? examples * data.info().features() * Float.BYTES
            : 0);
  }
}
