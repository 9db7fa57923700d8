package dev.snn.bench.executor;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.Shown;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.run.RunOutcome;
import dev.snn.engine.run.RunSpec;
import dev.snn.engine.run.Runner;
import dev.snn.engine.run.Runners;
import jakarta.inject.Inject;
import java.util.List;

/** Does runs on the threads of this process. */
public final class LocalExecutor implements RunExecutor {
  private final Runners runners;

  /** On the threads of these runners. */
  @Inject
  public LocalExecutor(Runners runners) {
    this.runners = runners;
  }

  @Override
  public void check(Load load) {
    load.jobs()
        .ifPresent(
            jobs -> {
              if (jobs > runners.threads()) {
                throw new UserError(
                    "--jobs %d: there %s only %s. Ask for fewer runs at a time, or more --threads."
                        .formatted(
                            jobs,
                            runners.threads() == 1 ? "is" : "are",
                            Shown.count(runners.threads(), "thread")));
              }
            });
  }

  @Override
  public void execute(List<RunSpec> runs, Load load, Observer observer) {
    int jobs = jobs(runs.size(), load);
    if (jobs == 1) {
      runs.forEach(run -> execute(run, runners.on(run.backend()), observer, observer.progress()));
      return;
    }
    ProgressListener one = new SerializedListener(observer.progress());
    new WorkerPool(jobs, runners.threads())
        .run(runs, (run, share) -> on(share, jobs, run, observer, one));
  }

  private int jobs(int runs, Load load) {
    int threads = runners.threads();
    if (load.jobs().isEmpty()) {
      return WorkerPool.usual(runs, threads, load.parameters());
    }
    return Math.min(load.jobs().getAsInt(), Math.max(1, runs));
  }

  private void on(Parallel share, int jobs, RunSpec run, Observer observer, ProgressListener one) {
    execute(run, runners.on(run.backend()).with(share, jobs), observer, one);
  }

  private static void execute(
      RunSpec run, Runner runner, Observer observer, ProgressListener progress) {
    synchronized (observer) {
      observer.started(run);
    }
    RunOutcome outcome = runner.run(run, progress);
    synchronized (observer) {
      observer.finished(run, outcome);
    }
  }
}
