package dev.snn.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.codec.Encoder;
import dev.snn.api.data.Samples;
import dev.snn.api.learning.Network;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Run;
import dev.snn.api.tensor.Tensor;
import dev.snn.engine.checkpoint.SavedRun;
import dev.snn.engine.config.Overrides;
import dev.snn.engine.config.Resolver;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.config.RunResolver;
import dev.snn.engine.evaluate.Predictor;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.run.Runners;
import dev.snn.engine.run.SavedRunner;
import java.util.List;
import java.util.Set;

/**
 * A trained network from a checkpoint. It needs neither the experiment file nor the data it was
 * trained on. Use from one thread at a time, as long as its engine is open.
 */
public final class SavedNetwork {
  private final Resolver resolver;
  private final SavedRun saved;
  private final SavedRunner runner;
  private final Run run;

  SavedNetwork(Resolver resolver, Runners runners, SavedRun saved) {
    this.resolver = resolver;
    this.saved = saved;
    this.runner = runners.like(saved.record()).saved();
    RunConfig config = config(List.of());
    if (!config.hasNetwork()) {
      throw new UserError(
          "%s holds no network: the procedure '%s' trains none. Its scores are in the record of its run."
              .formatted(saved.file(), config.training().entry().name()));
    }
    this.run = runner.model(saved, config);
  }

  /** The record of the training up to the checkpoint. */
  public RunRecord record() {
    return saved.record();
  }

  /** Epochs trained. */
  public int epoch() {
    return saved.epoch();
  }

  /** The network. */
  public Network network() {
    return run.network();
  }

  /** Turns samples into the network's input. */
  public Encoder encoder() {
    return run.encoder();
  }

  /**
   * The scores {@code [T' x B x C]} of some examples; T' is 1 where the decoder decodes once.
   *
   * @param samples of the form the network was trained on; their ids key all random draws
   */
  public Tensor predict(Samples samples) {
    requireForm(samples);
    return Predictor.predict(run, samples);
  }

  /**
   * The class of each example: the highest score, at the last step where there are several; the
   * lowest class wins a tie.
   */
  public int[] classify(Samples samples) {
    if (run.dataset().info().outputs() != run.dataset().info().classes()) {
      throw new UserError(
          "%s does not classify: it was trained on target vectors. Use predict."
              .formatted(saved.file()));
    }
    Tensor scores = predict(samples);
    int[] classes = new int[samples.size()];
    for (int b = 0; b < classes.length; b++) {
      float[] row = scores.row(scores.steps() - 1, b);
      for (int c = 1; c < row.length; c++) {
        classes[b] = row[c] > row[classes[b]] ? c : classes[b];
      }
    }
    return classes;
  }

  private void requireForm(Samples samples) {
    int features = run.dataset().info().features();
    if (samples.values() == null) {
      return;
    }
    for (float[] values : samples.values()) {
      if (values.length != features) {
        throw new UserError(
            "%s takes examples of %d values, got one of %d."
                .formatted(saved.file(), features, values.length));
      }
    }
  }

  /**
   * Scores the network as its training did.
   *
   * @param settings {@code path=value} laid over the configuration, for other data
   * @param splits "validation", "test" or both
   * @return a record whose final epoch has the scores
   */
  public RunRecord evaluate(List<String> settings, Set<String> splits, ProgressListener listener) {
    RunRecord record = runner.evaluate(saved, config(settings), splits, listener);
    ObjectNode tree = record.tree();
    tree.remove("epochs");
    ((ObjectNode) tree.get("final")).put("number", saved.epoch());
    tree.path(RunRecord.SERIES).forEach(curve -> ((ObjectNode) curve).put("epoch", saved.epoch()));
    tree.putObject("checkpoint")
        .put("file", saved.file().toString())
        .put("epoch", saved.epoch())
        .put("complete", saved.complete())
        .put("config_hash", saved.record().configHash());
    return record;
  }

  private RunConfig config(List<String> settings) {
    ObjectNode tree = saved.record().config().deepCopy();
    // Where the parameters once came from does not matter: they are in the checkpoint.
    tree.remove("init");
    for (String setting : settings) {
      otherData(tree, setting);
    }
    try {
      settings.forEach(setting -> Overrides.set(resolver, tree, setting, RunResolver.KEYS));
      return new RunResolver(resolver).resolve(tree);
    } catch (UserError e) {
      throw e.in(saved.file().toString());
    }
  }

  /** The options of one data set mean nothing to another. */
  private static void otherData(ObjectNode tree, String setting) {
    String key = "dataset.type=";
    if (setting.startsWith(key)) {
      String type = setting.substring(key.length()).strip();
      if (!type.equals(tree.path("dataset").path("type").asText())) {
        tree.putObject("dataset").put("type", type);
      }
    }
  }
}
