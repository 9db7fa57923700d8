package dev.snn.bench.plan;

import dev.snn.api.plugin.UserError;
import dev.snn.bench.executor.RunExecutor;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.bench.experiment.ExperimentReader;
import dev.snn.bench.table.Table;
import dev.snn.engine.error.OutputFailure;
import dev.snn.engine.file.FolderLock;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RecordFolder;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.run.OutputFolders;
import dev.snn.engine.run.RunOutcome;
import dev.snn.engine.run.RunSpec;
import dev.snn.engine.run.Runners;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;

/** Runs rows x seeds; what a run leaves is written as soon as it is over. */
public final class TableRun {
  private static final String OUT = "--out";

  private final Runners runners;
  private final RunExecutor executor;
  private final ExperimentReader reader;
  private final NanoClock clock;

  /** Tables of what the reader reads, whose runs the executor does. */
  @Inject
  public TableRun(Runners runners, RunExecutor executor, ExperimentReader reader, NanoClock clock) {
    this.clock = clock;
    this.runners = runners;
    this.executor = executor;
    this.reader = reader;
  }

  /** Makes a table. */
  public TableResult execute(TableRequest request, ProgressListener listener) {
    List<ExperimentFile> experiments = TableInput.read(reader, request);
    executor.check(load(request, 0));
    boolean begun = Files.isDirectory(request.out()) && !request.dryRun();
    FolderLock lock = begun ? FolderLock.exclusive(request.out(), OUT) : null;
    try {
      return execute(request, experiments, begun, listener);
    } finally {
      if (lock != null) {
        lock.close();
      }
    }
  }

  private TableResult execute(
      TableRequest request,
      List<ExperimentFile> experiments,
      boolean locked,
      ProgressListener listener) {
    TablePlan plan = new TablePlan(request, experiments, RecordFolder.of(request.out()));
    long parameters = plan.begin(new Preflight(runners.usual()));
    if (request.dryRun()) {
      int remaining = plan.size() - plan.kept().size();
      return result(
          plan, plan.table(), TableTime.of(runners.usual(), plan, plan.pending(), remaining));
    }
    OutputFolders.prepare(request.out());
    if (locked) {
      return train(request, plan, parameters, listener);
    }
    FolderLock lock = FolderLock.exclusive(request.out(), OUT);
    try {
      if (!plan.recorded().isStill(RecordFolder.of(request.out()))) {
        throw new UserError(
            "another snn has written to %s meanwhile. Choose another folder with --out."
                .formatted(request.out()));
      }
      return train(request, plan, parameters, listener);
    } finally {
      lock.close();
    }
  }

  private TableResult train(
      TableRequest request, TablePlan plan, long parameters, ProgressListener listener) {
    OutputFolders.sweep(request.out());
    plan.recorded().sort(listener);
    TableWriter writer = new TableWriter(request, plan, new WritingPace(clock));
    try {
      run(plan, parameters, request, new Running(request, plan, writer, listener));
    } catch (CancellationException e) {
      writer.write();
      throw e;
    }
    return result(plan, writer.write(), Optional.empty());
  }

  private void run(
      TablePlan plan, long parameters, TableRequest request, RunExecutor.Observer observer) {
    Optional<String> backend = plan.kept().stream().findFirst().map(RunRecord::backend);
    for (List<RunId> pending = plan.pending(); !pending.isEmpty(); pending = plan.pending()) {
      List<RunSpec> specs = pending.stream().map(id -> plan.spec(id).on(backend)).toList();
      executor.execute(specs, load(request, parameters), observer);
    }
  }

  private static RunExecutor.Load load(TableRequest request, long parameters) {
    OptionalInt jobs = request.jobs() > 0 ? OptionalInt.of(request.jobs()) : OptionalInt.empty();
    return new RunExecutor.Load(jobs, parameters);
  }

  private static TableResult result(TablePlan plan, Table table, Optional<TableTime> time) {
    return new TableResult(
        table, plan.own(), plan.planned(), plan.kept().size(), plan.recorded().notes(), time);
  }

  /** Writes what a run leaves, and the table so far from time to time. */
  private record Running(
      TableRequest request, TablePlan plan, TableWriter writer, ProgressListener progress)
      implements RunExecutor.Observer {

    @Override
    public void started(RunSpec run) {
      progress.runStarted(run.id(), plan.number(run.id()), plan.size());
    }

    @Override
    public void finished(RunSpec run, RunOutcome outcome) {
      try {
        outcome.write(request.out()).ifPresent(progress::warn);
      } catch (OutputFailure e) {
        if (RecordFiles.isThere(request.out(), outcome.record())) {
          plan.over(outcome.record());
          writer.write();
        }
        throw e;
      }
      plan.over(outcome.record());
      writer.runIsOver();
      progress.runFinished(run.id(), outcome.record());
    }
  }
}
