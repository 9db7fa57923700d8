package dev.snn.bench;

import dev.snn.bench.config.ExperimentFile;
import dev.snn.bench.config.UnknownProfile;
import dev.snn.bench.record.RecordFiles;
import dev.snn.bench.record.RunId;
import dev.snn.bench.record.RunRecord;
import dev.snn.bench.record.Status;
import dev.snn.bench.registry.Hint;
import dev.snn.bench.run.Runner;
import dev.snn.bench.table.Table;
import dev.snn.bench.table.TableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs rows x seeds; each record and the table so far are written as soon as a run is over. */
final class TableRun {
  private final SnnEngine engine;
  private final TableRequest request;
  private final ProgressListener listener;
  private final List<ExperimentFile> experiments;
  private final Map<RunId, Job> jobs = new LinkedHashMap<>();

  /** What to run; its number counts from 1. */
  private record Job(int number, ExperimentFile experiment, ExperimentFile.Row row) {
    String hash() {
      return row.config().hash();
    }
  }

  TableRun(SnnEngine engine, TableRequest request, ProgressListener listener) {
    this.engine = engine;
    this.request = request;
    this.listener = listener;
    this.experiments = read();
    refuseSameNames();
    for (ExperimentFile experiment : experiments) {
      for (ExperimentFile.Row row : experiment.rows()) {
        if (request.only() == null || request.only().equals(row.name())) {
          experiment
              .seeds()
              .forEach(
                  seed ->
                      jobs.put(
                          new RunId(experiment.name(), row.name(), seed),
                          new Job(jobs.size() + 1, experiment, row)));
        }
      }
    }
    if (request.jobs() > engine.threads()) {
      throw new UserError(
          "--jobs %d: there are only %d threads. Ask for fewer runs at a time, or more --threads."
              .formatted(request.jobs(), engine.threads()));
    }
    if (jobs.isEmpty()) {
      List<String> names = experiments.stream().flatMap(e -> e.rowNames().stream()).toList();
      throw new UserError(
          "--only: no row named '%s'.%s Rows: %s."
              .formatted(request.only(), Hint.didYouMean(request.only(), names), names));
    }
  }

  /** Records are kept by the name of the experiment: two of one name would overwrite each other. */
  private void refuseSameNames() {
    Map<String, Path> seen = new LinkedHashMap<>();
    for (int i = 0; i < experiments.size(); i++) {
      Path file = request.files().get(i);
      Path other = seen.put(experiments.get(i).name(), file);
      if (other != null) {
        throw new UserError(
            "%s and %s are experiments of the same name '%s'. Rename a file, or run one at a time."
                .formatted(other, file, experiments.get(i).name()));
      }
    }
  }

  /** A profile may be missing in some of several files, not in all. */
  private List<ExperimentFile> read() {
    List<ExperimentFile> read = new ArrayList<>();
    UserError missing = null;
    boolean found = false;
    for (Path file : request.files()) {
      try {
        read.add(engine.read(file, request.profile(), request.settings(), request.only()));
        found = true;
      } catch (UserError e) {
        if (request.profile() == null || request.files().size() == 1 || !UnknownProfile.is(e)) {
          throw e;
        }
        missing = e;
        read.add(engine.read(file, null, request.settings(), request.only()));
      }
    }
    if (!found && missing != null) {
      throw missing;
    }
    return read;
  }

  TableResult execute() {
    Map<RunId, RunRecord> kept = kept();
    long parameters = experiments.stream().mapToLong(engine::check).max().orElse(0);
    if (!request.dryRun()) {
      Runner runner =
          kept.values().stream().findFirst().map(engine::runnerLike).orElse(engine.runner());
      prepare(request.out());
      List<RunId> pending = new ArrayList<>(jobs.keySet());
      pending.removeAll(kept.keySet());
      run(runner, pending, atATime(pending.size(), parameters));
    }
    List<RunRecord> records = RecordFiles.readAll(request.out());
    Table table = Table.of(experiments, records);
    if (!request.dryRun()) {
      TableFiles.write(request.out(), table);
    }
    List<RunRecord> own = new ArrayList<>();
    experiments.forEach(e -> own.addAll(Table.belonging(e, records)));
    return new TableResult(table, own, List.copyOf(jobs.keySet()), kept.size());
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
    Job job = jobs.get(id);
    heard.runStarted(id, job.number(), jobs.size());
    String title = job.experiment().title();
    RunRecord record;
    try {
      record =
          runner.run(
              id,
              title,
              job.row().config(),
              heard,
              run -> PictureSheet.write(request.out(), id, run));
    } catch (UserError e) {
      record = runner.failed(id, title, job.row().config(), e.getMessage());
    }
    write(record);
    heard.runFinished(id, record);
  }

  private synchronized void write(RunRecord record) {
    RecordFiles.write(request.out(), record);
    TableFiles.write(request.out(), Table.of(experiments, RecordFiles.readAll(request.out())));
  }

  /** Finished runs to keep. Records of another configuration stop everything but a resumption. */
  private Map<RunId, RunRecord> kept() {
    Map<RunId, RunRecord> kept = new LinkedHashMap<>();
    Set<String> hashes =
        experiments.stream()
            .flatMap(e -> e.rows().stream())
            .map(row -> row.config().hash())
            .collect(Collectors.toSet());
    for (RunRecord record : RecordFiles.readAll(request.out())) {
      if (!request.resume() && !hashes.contains(record.configHash())) {
        throw new UserError(
            ("%s holds records of another configuration (experiment '%s', row '%s'). Use --resume"
                    + " to keep what still fits, or choose another folder with --out.")
                .formatted(request.out(), record.id().experiment(), record.id().row()));
      }
      Job job = jobs.get(record.id());
      boolean finished = record.status() == Status.OK || record.status() == Status.NOT_APPLICABLE;
      if (request.resume() && finished && job != null && job.hash().equals(record.configHash())) {
        kept.put(record.id(), record);
      }
    }
    return kept;
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
