package dev.snn.bench.plan;

import dev.snn.api.plugin.UserError;
import dev.snn.bench.executor.RunExecutor;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.bench.experiment.ExperimentReader;
import dev.snn.bench.table.Table;
import dev.snn.engine.file.ShardLock;
import dev.snn.engine.file.Shares;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RecordFolder;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.run.OutputFolders;
import dev.snn.engine.run.RunOutcome;
import dev.snn.engine.run.RunSpec;
import dev.snn.engine.run.Runners;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Does a share of the runs of a table, while other processes, on any machine that shares the output
 * folder, do the others. The last of them makes the table.
 */
public final class ShardRun {
  private static final String OUT = "--out";

  private final Runners runners;
  private final RunExecutor executor;
  private final ExperimentReader reader;
  private final NanoClock clock;

  /** Shares of what the reader reads, whose runs the executor does. */
  @Inject
  public ShardRun(Runners runners, RunExecutor executor, ExperimentReader reader, NanoClock clock) {
    this.runners = runners;
    this.executor = executor;
    this.reader = reader;
    this.clock = clock;
  }

  /**
   * Does them; finished ones are kept, as by a table that resumes.
   *
   * @param asked the whole table, the same for all shards
   */
  public ShardResult execute(TableRequest asked, Shard shard, ProgressListener listener) {
    if (asked.dryRun()) {
      throw new UserError("--shard: a dry run does no runs to share out. Leave one of them out.");
    }
    TableRequest request = asked.resuming();
    List<ExperimentFile> experiments = TableInput.read(reader, request);
    executor.check(load(request, 0));
    TablePlan plan = new TablePlan(request, experiments, RecordFolder.of(request.out()));
    ShardPlan.refuseDependentSweeps(plan);
    plan.recorded().refuseOthers();
    long parameters = plan.begin(new Preflight(runners.usual()));
    ShardPlan share = new ShardPlan(plan, shard);
    OutputFolders.prepare(request.out());
    Shares shares =
        new Shares(
            shard.number(), shard.of(), share.key(), backend(plan, runners.usual().backendName()));
    try (ShardLock lock =
        ShardLock.take(request.out(), OUT, shares, () -> OutputFolders.sweep(request.out()))) {
      // Others may have written since the plan was made, and have ended.
      RecordFolder now = RecordFolder.of(request.out());
      plan.refuseOthers(now);
      plan.reread(now);
      plan.recorded().warnOfEarlier(listener);
      run(request, plan, share.own(), parameters, backend(plan, lock.terms()), listener);
      return result(request, shard, plan, share, lock);
    }
  }

  /** The proposed one, unless there are records and none of them has it: then theirs. */
  private static String backend(TablePlan plan, String proposed) {
    List<String> recorded = plan.kept().stream().map(RunRecord::backend).toList();
    return recorded.isEmpty() || recorded.contains(proposed) ? proposed : recorded.get(0);
  }

  private void run(
      TableRequest request,
      TablePlan plan,
      List<RunId> own,
      long parameters,
      String backend,
      ProgressListener listener) {
    List<RunId> open = own.stream().filter(plan::isOpen).toList();
    int finished = own.size() - open.size();
    if (finished > 0) {
      listener.note(
          "%d of the %d runs of this shard were finished before.".formatted(finished, own.size()));
    }
    String used = runners.on(Optional.of(backend)).backendName();
    if (!open.isEmpty() && !used.equals(backend)) {
      listener.warn(
          "this shard computes with the backend '%s' and others of this table with '%s': the last bits of their numbers may differ."
              .formatted(used, backend));
    }
    List<RunSpec> specs = open.stream().map(id -> plan.spec(id).on(Optional.of(backend))).toList();
    executor.execute(specs, load(request, parameters), new Running(request, plan, own, listener));
  }

  private ShardResult result(
      TableRequest request, Shard shard, TablePlan plan, ShardPlan share, ShardLock lock) {
    boolean last = lock.isLast();
    RecordFolder found = RecordFolder.of(request.out());
    plan.reread(found);
    Optional<TableResult> joined = Optional.empty();
    if (last && share.here() == share.runs()) {
      Table table = new TableWriter(request, plan, new WritingPace(clock)).write();
      joined =
          Optional.of(
              new TableResult(
                  table,
                  plan.own(),
                  plan.planned(),
                  plan.kept().size(),
                  found.notes(),
                  Optional.empty()));
    }
    return new ShardResult(
        shard, share.records(), share.here(), share.runs(), found.notes(), joined);
  }

  private static RunExecutor.Load load(TableRequest request, long parameters) {
    OptionalInt jobs = request.jobs() > 0 ? OptionalInt.of(request.jobs()) : OptionalInt.empty();
    return new RunExecutor.Load(jobs, parameters);
  }

  /** Writes what a run leaves; the table is for the last shard to write. */
  private record Running(
      TableRequest request, TablePlan plan, List<RunId> own, ProgressListener progress)
      implements RunExecutor.Observer {

    @Override
    public void started(RunSpec run) {
      progress.runStarted(run.id(), own.indexOf(run.id()) + 1, own.size());
    }

    @Override
    public void finished(RunSpec run, RunOutcome outcome) {
      outcome.write(request.out()).ifPresent(progress::warn);
      plan.over(outcome.record());
      progress.runFinished(run.id(), outcome.record());
    }
  }
}
