package dev.snn.engine.run;

import dev.snn.api.data.Dataset;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Run;
import dev.snn.engine.checkpoint.RunCheckpoints;
import dev.snn.engine.checkpoint.SavedRun;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RecordBuilder;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import dev.snn.engine.tree.Trees;
import java.util.Set;

/** Makes networks from checkpoints and scores them. */
public final class SavedRunner {
  private final Trials trials;

  SavedRunner(Trials trials) {
    this.trials = trials;
  }

  /**
   * Scores a saved network.
   *
   * @param config another than that of the checkpoint for other data
   * @param splits "validation", "test" or both
   * @return a record whose final epoch has the scores
   */
  public RunRecord evaluate(
      SavedRun saved, RunConfig config, Set<String> splits, ProgressListener listener) {
    trials.backend().use();
    RunId id = saved.record().id();
    RecordBuilder record = new RecordBuilder(id, saved.tree().path("title").asText(), config);
    Dataset data =
        trials.datasets().toScore(config.dataset(), config.dt(), id.seed(), saved.dataset());
    if (Trees.canonical(config.dataset().tree())
        .equals(Trees.canonical(saved.record().config().path("dataset")))) {
      saved.requireSameData(data.info());
    }
    Trial trial = trials.of(id, config, data, record, listener, new RunCheckpoints(), saved);
    if (splits.equals(Set.of("validation")) && trial.dataset().validation().size() == 0) {
      throw new UserError(
          "'%s' has no validation split. Set one, as in --set dataset.validation=200, or evaluate the test split."
              .formatted(trial.dataset().info().name()));
    }
    saved.restore(trial.network().parameters());
    trial.tellNotes();
    trial.evaluate(splits);
    return record.build(Status.OK, null, trials.plugins(config), trials.environment());
  }

  /** A saved network with its encoder, without data. */
  public Run model(SavedRun saved, RunConfig config) {
    trials.backend().use();
    RunId id = saved.record().id();
    Trial trial =
        new Trial(
            id,
            config,
            new Unseen(saved.dataset()),
            trials.context(id, config),
            trials.parallel(),
            new RecordBuilder(id, "", config),
            ProgressListener.SILENT,
            new RunCheckpoints(),
            saved);
    saved.restore(trial.network().parameters());
    return trial;
  }
}
