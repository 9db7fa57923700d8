package dev.snn.bench;

import dev.snn.api.plugin.UserError;
import dev.snn.bench.config.RunConfig;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.bench.file.OutputFiles;
import dev.snn.bench.progress.ProgressListener;
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
    ExperimentFile.Row row = job.row();
    boolean first = id.seed() == job.experiment().seeds().get(0);
    Sheets sheets = new Sheets(heard, first);
    RunRecord record = record(runner, id, job, keeper(id, row, runner), sheets);
    if (row.candidate() != null) {
      record.tree().set(RunRecord.SWEEP, row.candidate());
    }
    write(record);
    if (record.status() == Status.OK) {
      sheets.write(request.out(), id, row.config());
    }
    heard.runFinished(id, record);
  }

  /** A checkpoint that turns out not to fit is passed over. */
  private static RunRecord record(
      Runner runner, RunId id, TablePlan.Job job, Keeper keeper, Sheets sheets) {
    String title = job.experiment().title();
    RunConfig config = job.row().config();
    try {
      return runner.run(id, title, config, keeper, sheets, sheets::collect);
    } catch (UserError e) {
      return keeper
          .withoutBefore()
          .map(again -> record(runner, id, job, again, sheets))
          .orElseGet(() -> runner.failed(id, title, config, e.getMessage()));
    }
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
      probe(out.resolve("records"));
    } catch (IOException e) {
      throw unusable(out, e);
    }
    Path rasters = out.resolve(SpikeSheet.FOLDER);
    try {
      if (Files.exists(rasters)) {
        probe(Files.createDirectories(rasters));
      }
    } catch (IOException e) {
      throw unusable(rasters, e);
    }
  }

  private static void probe(Path folder) throws IOException {
    Files.delete(Files.createTempFile(folder, "probe", ".new"));
  }

  private static UserError unusable(Path folder, IOException e) {
    return new UserError(
        "cannot write to %s (%s). Choose another place with --out."
            .formatted(folder, OutputFiles.reason(e)),
        e);
  }
}
