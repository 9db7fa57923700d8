package dev.snn.engine.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.ProcedurePlugin;
import dev.snn.engine.config.Resolved;
import dev.snn.engine.config.Resolver;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.config.RunResolver;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.tree.Trees;
import java.util.Optional;

/**
 * A training that goes on with other options of its procedure than it was begun with, to the same
 * bits as one that had them from its beginning; the procedure says which these are, most often a
 * larger number of epochs.
 */
final class LongerTraining {
  private static final String TRAINING = "training";
  private static final String EPOCHS = "epochs";

  private final SavedRun saved;
  private final RunConfig config;
  private final ArrayNode epochs;

  private LongerTraining(SavedRun saved, RunConfig config) {
    this.saved = saved;
    this.config = config;
    this.epochs = saved.tree().withArray("/" + EPOCHS);
  }

  /**
   * The checkpoint as one of the longer training; empty where it is of another one.
   *
   * @param config another than that of the checkpoint
   */
  static Optional<SavedRun> of(SavedRun saved, RunConfig config, Resolver resolver) {
    LongerTraining longer = new LongerTraining(saved, config);
    return longer.continues(resolver) ? Optional.of(longer.saved()) : Optional.empty();
  }

  private boolean continues(Resolver resolver) {
    ObjectNode before = saved.record().config();
    ObjectNode now = config.tree();
    if (epochs.isEmpty()
        || !before.path(TRAINING).path("type").equals(now.path(TRAINING).path("type"))
        || !others(before).equals(others(now))) {
      return false;
    }
    boolean same = asked(training(before, resolver), training(now, resolver));
    if (same && saved.complete() && saved.training().isEmpty()) {
      throw new UserError(
          "the training is finished, and this checkpoint, of an earlier version, keeps nothing that more epochs could go on from. Begin in another folder.");
    }
    return same;
  }

  private static String others(ObjectNode config) {
    return Trees.canonical(config.deepCopy().without(TRAINING));
  }

  /** Read from text, so that equal options are equal values. */
  private static Resolved<Procedure> training(ObjectNode config, Resolver resolver) {
    ObjectNode tree = (ObjectNode) Trees.json(Trees.canonical(config));
    return new RunResolver(resolver).resolve(tree).training();
  }

  private boolean asked(Resolved<Procedure> before, Resolved<Procedure> now) {
    return now.entry().plugin() instanceof ProcedurePlugin<?> plugin
        && now.entry()
            .call("continues", () -> continues(plugin, before.config(), now.config(), kept()));
  }

  private static <C extends Record> boolean continues(
      ProcedurePlugin<C> plugin, Record before, Record now, int epochs) {
    @SuppressWarnings("unchecked")
    C mine = (C) before;
    @SuppressWarnings("unchecked")
    C other = (C) now;
    return plugin.continues(mine, other, epochs);
  }

  /** Epochs that stay as they are: of a training that was finished the last one is taken back. */
  private int kept() {
    int last = epochs.path(epochs.size() - 1).path("number").asInt();
    return saved.complete() ? last - 1 : last;
  }

  private SavedRun saved() {
    ObjectNode tree = saved.tree().deepCopy();
    tree.put("config_hash", config.hash());
    tree.set("config", config.tree());
    if (saved.complete()) {
      takeBack(tree, kept());
    }
    return new SavedRun(
        saved.file(),
        tree,
        saved.dataset(),
        false,
        saved.parameters(),
        saved.encoder(),
        saved.training());
  }

  /** Removes the last epoch from a record, with all that is said of it. */
  private static void takeBack(ObjectNode tree, int kept) {
    ArrayNode list = tree.withArray("/" + EPOCHS);
    list.remove(list.size() - 1);
    tree.set("final", list.isEmpty() ? null : list.get(list.size() - 1).deepCopy());
    for (String times : new String[] {"train_seconds", "evaluate_seconds"}) {
      if (tree.path("timing").path(times) instanceof ArrayNode seconds && !seconds.isEmpty()) {
        seconds.remove(seconds.size() - 1);
      }
    }
    if (tree.path(RunRecord.SERIES) instanceof ArrayNode curves) {
      for (int k = curves.size() - 1; k >= 0; k--) {
        JsonNode epoch = curves.get(k).path("epoch");
        if (epoch.isInt() && epoch.asInt() > kept) {
          curves.remove(k);
        }
      }
    }
  }
}
