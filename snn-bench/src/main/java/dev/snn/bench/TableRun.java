package dev.snn.bench;

import dev.snn.bench.config.ExperimentFile;
import dev.snn.bench.record.Checkout;
import dev.snn.bench.record.RecordFiles;
import dev.snn.bench.record.RunId;
import dev.snn.bench.record.RunRecord;
import dev.snn.bench.record.Status;
import dev.snn.bench.run.Runner;
import dev.snn.bench.saved.Keeper;
import dev.snn.bench.saved.Resumption;
import dev.snn.bench.saved.SavedRun;
import dev.snn.bench.table.Table;
import dev.snn.bench.table.TableFiles;
import dev.snn.bench.table.TableManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs rows x seeds; each record and the table so far are written as soon as a run is over. */
final class TableRun {
  private final SnnEngine engine;
  private final TableRequest request;
  private final ProgressListener listener;
  private final TablePlan plan;

  TableRun(SnnEngine engine, TableRequest request, ProgressListener listener) {
    this.engine = engine;
    this.request = request;
    this.listener = listener;
    List<ExperimentFile> experiments = TableInput.read(engine, request);
    if (request.jobs() > engine.threads()) {
      throw new UserError(
          "--jobs %d: there are only %d threads. Ask for fewer runs at a time, or more --threads."
              .formatted(request.jobs(), engine.threads()));
    }
    this.plan = new TablePlan(request, experiments, RecordFiles.readAll(request.out()));
  }

  TableResult execute() {
    long parameters = plan.begin(engine.preflight());
    List<RunId> pending = plan.pending();
    Optional<TableTime> time = Optional.empty();
    if (request.dryRun()) {
      int remaining = plan.planned().size() - plan.kept().size();
      time = TableTime.of(engine, plan, pending, remaining);
    } else {
      Runner runner =
          plan.kept().stream().findFirst().map(engine::runnerLike).orElse(engine.runner());
      prepare(request.out());
      while (!pending.isEmpty()) {
        run(runner, pending, atATime(pending.size(), parameters));
        pending = plan.pending();
      }
    }
    List<RunRecord> records = RecordFiles.readAll(request.out());
    Table table = table(records);
    if (!request.dryRun()) {
      write(table);
    }
    List<RunRecord> own = new ArrayList<>();
    plan.unfolded().forEach(e -> own.addAll(Table.belonging(e, records)));
    return new TableResult(table, own, plan.planned(), plan.kept().size(), time);
  }

  private void write(Table table) {
    TableFiles.write(request.out(), table);
    new TableManifest(
            request.files().stream().map(TableRun::portable).toList(),
            request.profile(),
            request.settings(),
            request.only(),
            plan.unfolded().stream().map(TableManifest.Experiment::of).toList())
        .write(request.out());
  }

  /** A file of the checkout as seen from its root, any other as it was named. */
  private static String portable(Path file) {
    Path place = file.toAbsolutePath().normalize();
    return Checkout.root()
        .map(root -> root.toAbsolutePath().normalize())
        .filter(place::startsWith)
        .map(root -> root.relativize(place).toString().replace('\\', '/'))
        .orElse(file.toString());
  }

  private Table table(List<RunRecord> records) {
    return Table.of(plan.unfolded(), records, plan.traces());
  }

  private int atATime(int runs, long parameters) {
    return request.jobs() > 0
        ? Math.min(request.jobs(), Math.max(1, runs))
        : Crew.usual(runs, engine.threads(), parameters);
  }

  private void run(Runner runner, List<RunId> pending, int atATime) {
    if (atATime == 1) {
      pending.forEach(id -> run(runner, id, listener));
    } else {
      ProgressListener one = new OneAtATime(listener);
      new Crew(atATime, engine.threads())
          .run(pending, (id, share) -> run(runner.with(share), id, one));
    }
  }

  private void run(Runner runner, RunId id, ProgressListener heard) {
    TablePlan.Job job = plan.job(id);
    heard.runStarted(id, plan.number(id), plan.planned().size());
    String title = job.experiment().title();
    ExperimentFile.Row row = job.row();
    boolean first = id.seed() == job.experiment().seeds().get(0);
    SpikeKeeper spikes = new SpikeKeeper(heard, first);
    RunRecord record;
    try {
      record =
          runner.run(
              id,
              title,
              row.config(),
              keeper(id, row, runner),
              spikes,
              run -> {
                PictureSheet.write(request.out(), id, run);
                if (first) {
                  spikes.examples().addAll(SpikeSheet.examples(run));
                }
              });
      if (first && record.status() == Status.OK && !spikes.examples().isEmpty()) {
        SpikeSheet.write(request.out(), id, row.config(), spikes.examples());
      }
    } catch (UserError e) {
      record = runner.failed(id, title, row.config(), e.getMessage());
    }
    if (row.candidate() != null) {
      record.tree().set(RunRecord.SWEEP, row.candidate());
    }
    write(record);
    heard.runFinished(id, record);
  }

  /** What a run that was interrupted goes on from is used where it is of the same run. */
  private Keeper keeper(RunId id, ExperimentFile.Row row, Runner runner) {
    if (request.checkpoints().isEmpty()) {
      return new Keeper();
    }
    Path folder =
        request.out().resolve("checkpoints").resolve(id.fileName().replaceFirst("\\.json$", ""));
    Optional<SavedRun> before =
        request.resume()
            ? Resumption.usable(folder, id, row.config(), runner.backendName())
            : Optional.empty();
    return Keeper.whereResumable(folder, request.checkpoints().get(), before);
  }

  private synchronized void write(RunRecord record) {
    RecordFiles.write(request.out(), record);
    plan.over(record);
    write(table(RecordFiles.readAll(request.out())));
  }

  /** Makes the output folder; an unusable one is the user's error. */
  static void prepare(Path out) {
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new UserError("--out: %s is not a folder. Choose another place.".formatted(out));
    }
    try {
      Files.createDirectories(out.resolve("records"));
      Path probe = Files.createTempFile(out.resolve("records"), "probe", ".new");
      Files.delete(probe);
    } catch (IOException e) {
      throw new UserError(
          "cannot write to %s (%s). Choose another place with --out."
              .formatted(out, RecordFiles.reason(e)),
          e);
    }
  }
}
