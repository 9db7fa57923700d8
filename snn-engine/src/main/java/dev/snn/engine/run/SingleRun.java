package dev.snn.engine.run;

import dev.snn.api.learning.Checkpoint;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Run;
import dev.snn.engine.checkpoint.CheckpointFile;
import dev.snn.engine.checkpoint.Resumption;
import dev.snn.engine.checkpoint.RunCheckpoints;
import dev.snn.engine.checkpoint.SavedRun;
import dev.snn.engine.file.AtomicFile;
import dev.snn.engine.file.FolderLock;
import dev.snn.engine.file.Leftovers;
import dev.snn.engine.file.OutputFiles;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RunRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One run of one's own, with what is to be kept of it. */
public final class SingleRun {
  private static final String SAVE = "--save";

  private final Runners runners;
  private final RunRequest request;
  private final ProgressListener listener;

  /** A run to do. */
  public SingleRun(Runners runners, RunRequest request, ProgressListener listener) {
    this.runners = runners;
    this.request = request;
    this.listener = listener;
  }

  /**
   * Runs.
   *
   * @param trained is given a run that has a network, after its end
   */
  public RunRecord execute(Consumer<Run> trained) {
    request.out().ifPresent(OutputFolders::prepare);
    request.parameters().ifPresent(this::requireSavable);
    Optional<FolderLock> out = request.out().map(SingleRun::share);
    try {
      Optional<FolderLock> kept = request.checkpoints().map(SingleRun::take);
      try {
        return locked(trained);
      } finally {
        kept.ifPresent(FolderLock::close);
      }
    } finally {
      out.ifPresent(FolderLock::close);
    }
  }

  private static FolderLock share(Path out) {
    return FolderLock.shared(out, "--out", () -> OutputFolders.sweep(out));
  }

  private static FolderLock take(RunSpec.Checkpoints kept) {
    Resumption.requireWritable(kept.folder());
    FolderLock lock = FolderLock.exclusive(kept.folder(), CheckpointFile.OPTION);
    Leftovers.sweep(kept.folder());
    return lock;
  }

  private RunRecord locked(Consumer<Run> trained) {
    Optional<SavedRun> before =
        request
            .checkpoints()
            .flatMap(
                kept ->
                    Resumption.of(
                        kept.folder(),
                        kept.resume(),
                        request.id(),
                        request.config(),
                        runners.resolver()));
    Runner runner = before.map(runners::of).orElseGet(runners::usual);
    check(runner);
    RunCheckpoints checkpoints =
        request
            .checkpoints()
            .map(kept -> new RunCheckpoints(kept.folder(), kept.interval(), before))
            .orElseGet(RunCheckpoints::new);
    RunSpec spec =
        RunSpec.of(request.id(), request.title(), request.config().tree())
            .keeping(new RunSpec.Keep(request.out().isPresent(), false, Optional.empty()));
    listener.runStarted(request.id(), 1, 1);
    List<Runnable> besides = new ArrayList<>();
    RunOutcome outcome =
        runner.run(
            spec,
            checkpoints,
            listener,
            run -> {
              request.parameters().ifPresent(file -> besides.add(() -> save(run, file)));
              trained.accept(run);
            });
    request.out().flatMap(outcome::write).ifPresent(listener::warn);
    besides.forEach(Runnable::run);
    listener.runFinished(request.id(), outcome.record());
    return outcome.record();
  }

  private void requireSavable(Path file) {
    if (!request.config().hasNetwork()) {
      throw new UserError(
          "%s: the procedure '%s' trains no network whose parameters could be kept. Leave the option out."
              .formatted(SAVE, request.config().training().entry().name()));
    }
    OutputFiles.requireWritable(file, SAVE);
  }

  private static void save(Run run, Path file) {
    AtomicFile.write(file, SAVE, out -> Checkpoint.write(out, run.network().parameters()));
  }

  private void check(Runner runner) {
    try {
      runner.check(request.config());
    } catch (UserError e) {
      throw e.in(
          "experiment '" + request.id().experiment() + "', row '" + request.id().row() + "'");
    }
  }
}
