package dev.snn.engine.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.SavedState;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Epoch;
import dev.snn.api.procedure.Run;
import dev.snn.engine.record.Status;
import dev.snn.engine.tree.Trees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps the checkpoints of one run: {@code last}, from which it goes on, and {@code best}, the
 * epoch with the best validation score of the first metric. A run without a validation split has no
 * best.
 */
public final class RunCheckpoints {
  /** The name of the checkpoint a run goes on from. */
  public static final String LAST = "last.safetensors";

  /** The name of the best one. */
  public static final String BEST = "best.safetensors";

  private static final SavedState NOTHING = new SavedState();

  private Path folder;
  private final Interval interval;
  private final SavedRun before;
  private boolean optional;
  private Run run;
  private List<Parameter> parameters = List.of();
  private SavedState encoder = NOTHING;
  private Supplier<ObjectNode> draft;
  private Supplier<SavedState> ended = SavedState::new;
  private SavedState learned;
  private double best = Double.NaN;
  private boolean advanced;

  /** One that keeps nothing. */
  public RunCheckpoints() {
    this(null, Interval.EPOCH, Optional.empty());
  }

  /**
   * A keeper.
   *
   * @param before the checkpoint to go on from
   */
  public RunCheckpoints(Path folder, Interval interval, Optional<SavedRun> before) {
    this.folder = folder;
    this.interval = interval;
    this.before = before.orElse(null);
    this.learned = before.flatMap(SavedRun::learned).orElse(NOTHING);
  }

  /** One that keeps nothing of a run whose procedure cannot go on. */
  public static RunCheckpoints whereResumable(
      Path folder, Interval interval, Optional<SavedRun> before) {
    RunCheckpoints keeper = new RunCheckpoints(folder, interval, before);
    keeper.optional = true;
    return keeper;
  }

  /** The procedure of the run cannot go on: the user's error where checkpoints were asked for. */
  public void refuse(String procedure) {
    if (folder != null && !optional) {
      throw new UserError(
          "%s: the procedure '%s' has nothing to go on from. Leave the option out."
              .formatted(CheckpointFile.OPTION, procedure));
    }
    folder = null;
  }

  /** The checkpoint to go on from. */
  public Optional<SavedRun> before() {
    return Optional.ofNullable(before);
  }

  /**
   * One for the same run from its beginning, where the checkpoint was what kept it from going on:
   * it has not got a step further, and the checkpoint may be passed over.
   */
  public Optional<RunCheckpoints> withoutBefore() {
    return optional && before != null && !advanced
        ? Optional.of(whereResumable(before.file().getParent(), interval, Optional.empty()))
        : Optional.empty();
  }

  /** True where there is nothing left to train. */
  public boolean isComplete() {
    return before != null && before.complete();
  }

  /** What the procedure goes on from. */
  public Optional<SavedState> training() {
    return before().filter(saved -> !saved.complete()).map(SavedRun::training);
  }

  /**
   * Sets the parameters of the checkpoint, if there is one.
   *
   * @param newRun the run, which has all earlier epochs already
   * @param network parameters of its network; none where it has none
   * @param fitted what its encoder found in the training split
   * @param record its record at any moment
   * @return where checkpoints of another configuration were moved aside, what is to be said of it
   */
  public Optional<String> begin(
      Run newRun, List<Parameter> network, SavedState fitted, Supplier<ObjectNode> record) {
    if (folder == null) {
      return Optional.empty();
    }
    run = newRun;
    parameters = network;
    encoder = fitted;
    draft = record;
    if (before != null) {
      requireSameData(record.get());
      before.restore(parameters);
      takeOverBest(record.get());
    }
    run.epochs().forEach(this::isBest);
    return before == null
        ? new OtherCheckpoints(folder).moveAside(record.get().path("config_hash").asText())
        : Optional.empty();
  }

  /** The best network of a training that goes on longer is one of the longer training. */
  private void takeOverBest(ObjectNode record) {
    Path file = folder.resolve(BEST);
    String hash = record.path("config_hash").asText();
    if (!Files.exists(file)) {
      return;
    }
    SavedRun other;
    try {
      other = CheckpointFile.read(file);
    } catch (UserError e) {
      // A damaged one: nothing goes on from it, and the next best epoch replaces it.
      return;
    }
    if (other.record().id().equals(before.record().id())
        && !other.record().configHash().equals(hash)) {
      ObjectNode tree = other.tree().deepCopy().put("config_hash", hash);
      tree.set("config", record.get("config"));
      CheckpointFile.write(
          new SavedRun(
              file,
              tree,
              other.dataset(),
              other.complete(),
              other.parameters(),
              other.encoder(),
              other.training()));
    }
  }

  private void requireSameData(ObjectNode now) {
    if (!facts(before.tree()).equals(facts(now))) {
      throw new UserError(
          "%s was trained on other data: the files of '%s' have changed since. Put the former ones back, or start again in another folder."
              .formatted(before.file(), run.dataset().info().name()));
    }
  }

  /** What must not have changed; checkpoints from before classes were named lack their names. */
  private static String facts(ObjectNode record) {
    ObjectNode facts = record.withObject("/dataset").deepCopy();
    facts.remove("class_names");
    return Trees.canonical(facts);
  }

  /** True where an epoch is the best so far. */
  private boolean isBest(Epoch epoch) {
    String metric = run.metrics().keySet().iterator().next();
    boolean higher = run.metrics().get(metric).higherIsBetter();
    Double score = epoch.scores().getOrDefault("validation", Map.of()).get(metric);
    boolean better =
        score != null && (Double.isNaN(best) || (higher ? score > best : score < best));
    best = better ? score : best;
    return better;
  }

  /** An epoch is in the record. */
  public void reported(Epoch epoch) {
    advanced = true;
    if (folder != null && isBest(epoch)) {
      write(BEST, false, withLearned(new SavedState()));
    }
  }

  /** The run could go on from here. */
  public void reached(long steps, boolean epochEnds, Supplier<SavedState> state) {
    advanced = true;
    if (folder != null && interval.isDue(steps, epochs(), epochEnds)) {
      write(LAST, false, withLearned(state.get()));
    }
  }

  private int epochs() {
    List<Epoch> all = run.epochs();
    return all.isEmpty() ? 0 : all.get(all.size() - 1).number();
  }

  /** What a training of more epochs could go on from. */
  public void ended(Supplier<SavedState> state) {
    ended = state;
  }

  /** What was learned beside the parameters of the network. */
  public void learned(SavedState state) {
    learned = state;
  }

  private SavedState withLearned(SavedState training) {
    return learned.isEmpty() ? training : training.put(SavedRun.LEARNED, learned);
  }

  /** The training is over. */
  public void finish() {
    if (folder != null && !isComplete()) {
      write(LAST, true, withLearned(ended.get()));
    }
  }

  private void write(String name, boolean complete, SavedState training) {
    CheckpointFile.write(
        new SavedRun(
            folder.resolve(name),
            complete ? draft.get() : draft.get().put("status", Status.PARTIAL.text()),
            run.dataset().info(),
            complete,
            SavedRun.of(parameters),
            encoder,
            training));
  }
}
