package dev.snn.bench;

import dev.snn.api.learning.Checkpoint;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Run;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.bench.file.AtomicFile;
import dev.snn.bench.file.OutputFiles;
import dev.snn.bench.progress.ProgressListener;
import dev.snn.bench.record.RecordFiles;
import dev.snn.bench.record.RunId;
import dev.snn.bench.record.RunRecord;
import dev.snn.bench.run.Runner;
import dev.snn.bench.saved.Keeper;
import dev.snn.bench.saved.Resumption;
import dev.snn.bench.saved.SavedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One run of one row, with what is to be kept of it. */
final class SingleRun {
  private static final String SAVE = "--save";

  private final SnnEngine engine;
  private final RunRequest request;
  private final ProgressListener listener;
  private final ExperimentFile.Row row;
  private final RunId id;

  SingleRun(SnnEngine engine, RunRequest request, ProgressListener listener) {
    this.engine = engine;
    this.request = request;
    this.listener = listener;
    ExperimentFile experiment = request.experiment();
    this.row = experiment.choose(request.row());
    if (row.sweep() != null) {
      throw new UserError(
          ("row '%s' of experiment '%s' is a sweep of %d candidates. Run it with 'snn table', or"
                  + " one configuration of it with --set sweep=null and the values.")
              .formatted(row.name(), experiment.name(), row.sweep().runs()));
    }
    long seed = request.seed() == null ? experiment.seeds().get(0) : request.seed();
    this.id = new RunId(experiment.name(), row.name(), seed);
  }

  /**
   * Runs.
   *
   * @param trained is given a run that has a network, after its end
   */
  RunRecord execute(Consumer<Run> trained) {
    request.out().ifPresent(TableRun::prepare);
    request.parameters().ifPresent(file -> OutputFiles.requireWritable(file, SAVE));
    Optional<SavedRun> before =
        request
            .checkpoints()
            .flatMap(kept -> Resumption.of(kept.folder(), kept.resume(), id, row.config()));
    Runner runner = before.map(engine::runnerOf).orElse(engine.runner());
    engine.preflight().of(request.experiment(), row);
    listener.runStarted(id, 1, 1);
    Keeper keeper =
        request
            .checkpoints()
            .map(kept -> new Keeper(kept.folder(), kept.interval(), before))
            .orElseGet(Keeper::new);
    List<Runnable> besides = new ArrayList<>();
    RunRecord record =
        runner.run(
            id,
            request.experiment().title(),
            row.config(),
            keeper,
            listener,
            run -> {
              request
                  .out()
                  .ifPresent(
                      folder ->
                          PictureSheet.of(run)
                              .ifPresent(
                                  png -> besides.add(() -> PictureSheet.write(folder, id, png))));
              request.parameters().ifPresent(file -> besides.add(() -> save(run, file)));
              trained.accept(run);
            });
    request.out().ifPresent(folder -> RecordFiles.write(folder, record));
    besides.forEach(Runnable::run);
    listener.runFinished(id, record);
    return record;
  }

  private static void save(Run run, Path file) {
    AtomicFile.write(file, SAVE, out -> Checkpoint.write(out, run.network().parameters()));
  }
}
