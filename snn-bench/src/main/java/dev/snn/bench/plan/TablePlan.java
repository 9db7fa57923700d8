package dev.snn.bench.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.bench.experiment.ExperimentFile.Row;
import dev.snn.bench.sweep.SweepState;
import dev.snn.bench.table.Table;
import dev.snn.bench.table.TableManifest;
import dev.snn.engine.record.RecordFolder;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import dev.snn.engine.run.OutputFolders;
import dev.snn.engine.run.RunSpec;
import dev.snn.engine.tree.Trees;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The runs of a table: those that are known, those that sweeps add, and what became of them. */
final class TablePlan {
  private final TableRequest request;
  private final List<ExperimentFile> experiments;
  private final Recorded recorded;
  private final List<RunRecord> before;
  private final Map<RunId, List<RunRecord>> beforeById = new HashMap<>();
  private final Map<Row, SweepState> sweeps = new IdentityHashMap<>();
  private final Map<Row, String> hashes = new IdentityHashMap<>();
  private final Map<RunId, Integer> planned = new LinkedHashMap<>();
  private final List<RunId> order = new ArrayList<>();
  private final Map<RunId, Job> jobs = new LinkedHashMap<>();
  private final Set<RunId> open = new LinkedHashSet<>();
  private final Map<RunId, RunRecord> results = new LinkedHashMap<>();
  private final List<RunRecord> kept = new ArrayList<>();
  private final Map<RunId, RunRecord> records = new LinkedHashMap<>();

  /** What to run; the same for all seeds of a row, and equal to itself only. */
  static final class Job {
    private final ExperimentFile experiment;
    private final Row row;

    Job(ExperimentFile experiment, Row row) {
      this.experiment = experiment;
      this.row = row;
    }

    ExperimentFile experiment() {
      return experiment;
    }

    Row row() {
      return row;
    }
  }

  /**
   * @param found records of the output folder
   */
  TablePlan(TableRequest request, List<ExperimentFile> experiments, RecordFolder found) {
    this.request = request;
    this.experiments = experiments;
    for (ExperimentFile experiment : experiments) {
      for (Row row : experiment.rows()) {
        if (row.sweep() != null) {
          sweeps.put(row, new SweepState(experiment, row));
        }
      }
    }
    this.recorded = new Recorded(request, found, this::fits);
    this.before = recorded.fitting();
    for (RunRecord record : before) {
      records.put(record.id(), record);
      beforeById.computeIfAbsent(record.id(), key -> new ArrayList<>()).add(record);
    }
  }

  /** The experiments. */
  List<ExperimentFile> experiments() {
    return experiments;
  }

  /** All runs, in an order that no machine changes: also those whose data are not at hand here. */
  List<RunId> order() {
    return order;
  }

  /** What the output folder held. */
  Recorded recorded() {
    return recorded;
  }

  /** True of a record of one of the rows, with the row's configuration and any seed. */
  private boolean fits(RunRecord record) {
    if (sweeps.values().stream().anyMatch(sweep -> sweep.recognises(record))) {
      return true;
    }
    for (ExperimentFile experiment : experiments) {
      if (experiment.name().equals(record.id().experiment())) {
        for (Row row : experiment.rows()) {
          if (row.sweep() == null && row.name().equals(record.id().row())) {
            return hash(row).equals(record.configHash());
          }
        }
      }
    }
    return false;
  }

  /** The hash of a row's configuration, computed once. */
  private String hash(Row row) {
    return hashes.computeIfAbsent(row, key -> key.config().hash());
  }

  /** True of a row whose runs were asked for. */
  boolean chosen(Row row) {
    return request.only().isEmpty() || request.only().stream().anyMatch(row::isOf);
  }

  /**
   * Adds the runs, keeping finished ones where the request resumes.
   *
   * @return the number of parameters of the largest network
   */
  long begin(Preflight preflight) {
    long parameters = 0;
    for (ExperimentFile experiment : experiments) {
      for (Row row : experiment.rows()) {
        Preflight.Findings findings = preflight.of(experiment, row);
        parameters = Math.max(parameters, findings.parameters());
        if (row.sweep() != null) {
          begin(sweeps.get(row), findings.missing());
        } else if (chosen(row)) {
          for (long seed : experiment.seeds()) {
            RunId id = new RunId(experiment.name(), row.name(), seed);
            order.add(id);
            plan(id);
          }
          add(experiment, row);
        }
      }
    }
    return parameters;
  }

  private void begin(SweepState sweep, boolean missing) {
    if (request.resume() || !chosen(sweep.row())) {
      sweep.recall(before);
    }
    if (chosen(sweep.row())) {
      order.addAll(sweep.planned());
    }
    if (missing) {
      sweep.withoutData();
    }
    if (chosen(sweep.row())) {
      sweep.planned().forEach(this::plan);
    } else {
      sweep.restore();
    }
  }

  private void plan(RunId id) {
    planned.put(id, planned.size() + 1);
  }

  private void add(ExperimentFile experiment, Row row) {
    Job job = new Job(experiment, row);
    for (long seed : experiment.seeds()) {
      RunId id = new RunId(experiment.name(), row.name(), seed);
      jobs.put(id, job);
      open.add(id);
      if (request.resume()) {
        beforeById.getOrDefault(id, List.of()).stream()
            .filter(record -> isFinished(record, experiment, row))
            .forEach(this::keep);
      }
    }
  }

  private boolean isFinished(RunRecord record, ExperimentFile experiment, Row row) {
    return record.isWhole()
        && (record.status() == Status.OK || record.status() == Status.NOT_APPLICABLE)
        && !lacksDecisions(record, experiment, row)
        && record.configHash().equals(hash(row))
        && (row.candidate() == null || isSame(row.candidate(), record.tree()));
  }

  /** True of one from before decisions were recorded, where they are compared. */
  private static boolean lacksDecisions(RunRecord record, ExperimentFile experiment, Row row) {
    return record.status() == Status.OK
        && record.decisions().isEmpty()
        && experiment.compare().stream()
            .anyMatch(c -> c.isOfDecisions() && (row.isOf(c.a()) || row.isOf(c.b())));
  }

  private static boolean isSame(ObjectNode candidate, ObjectNode record) {
    return Trees.canonical(candidate).equals(Trees.canonical(record.path(RunRecord.SWEEP)));
  }

  private void keep(RunRecord record) {
    kept.add(record);
    results.put(record.id(), record);
    open.remove(record.id());
  }

  /** The runs that can begin now; sweeps first say what they want to try next. */
  List<RunId> pending() {
    for (ExperimentFile experiment : experiments) {
      for (Row row : experiment.rows()) {
        if (row.sweep() != null && chosen(row)) {
          propose(sweeps.get(row));
        }
      }
    }
    return List.copyOf(open);
  }

  private void propose(SweepState sweep) {
    List<Row> fresh = sweep.propose(results);
    while (!fresh.isEmpty()) {
      fresh.forEach(row -> add(sweep.experiment(), row));
      fresh = sweep.propose(results);
    }
  }

  /** Refuses what a folder holds by now that is of another table. */
  void refuseOthers(RecordFolder now) {
    new Recorded(request, now, this::fits).refuseOthers();
  }

  /** Takes over what other processes have written since. */
  void reread(RecordFolder found) {
    for (RunRecord record : found.records()) {
      Job job = jobs.get(record.id());
      if (job != null && fits(record)) {
        records.put(record.id(), record);
        if (isOpen(record.id()) && isFinished(record, job.experiment(), job.row())) {
          keep(record);
        }
      }
    }
  }

  /** True of a run that is still to be done. */
  boolean isOpen(RunId id) {
    return open.contains(id);
  }

  /** The record of a run, if there is one. */
  Optional<RunRecord> record(RunId id) {
    return Optional.ofNullable(records.get(id));
  }

  /** What to run; null for what cannot be run, as values of a sweep that do not go together. */
  Job job(RunId id) {
    return jobs.get(id);
  }

  /** The number of a run, from 1. */
  int number(RunId id) {
    return planned.get(id);
  }

  /** The number of all runs there will be. */
  int size() {
    return planned.size();
  }

  /** All runs there will be. */
  List<RunId> planned() {
    return List.copyOf(planned.keySet());
  }

  /** Finished runs that are not run again. */
  List<RunRecord> kept() {
    return kept;
  }

  /** A run is over. */
  void over(RunRecord record) {
    results.put(record.id(), record);
    records.put(record.id(), record);
    open.remove(record.id());
  }

  /** What to do for a run. */
  RunSpec spec(RunId id) {
    Job job = jobs.get(id);
    boolean first = id.seed() == job.experiment().seeds().get(0);
    Optional<RunSpec.Checkpoints> checkpoints =
        request
            .checkpoints()
            .map(every -> new RunSpec.Checkpoints(folder(id), every, request.resume()));
    return RunSpec.of(id, job.experiment().title(), job.row().config().tree())
        .ofSweep(Optional.ofNullable(job.row().candidate()))
        .keeping(new RunSpec.Keep(true, first, checkpoints));
  }

  private Path folder(RunId id) {
    return request
        .out()
        .resolve(OutputFolders.CHECKPOINTS)
        .resolve(id.fileName().replaceFirst("\\.json$", ""));
  }

  /** The table so far. */
  Table table() {
    return Table.of(manifest(), records.values());
  }

  /** The records of the table so far. */
  List<RunRecord> own() {
    return manifest().stream().flatMap(e -> Table.belonging(e, records.values()).stream()).toList();
  }

  /** What the table was asked for, with the candidates so far. */
  List<TableManifest.Experiment> manifest() {
    return experiments.stream().map(this::manifest).toList();
  }

  private TableManifest.Experiment manifest(ExperimentFile experiment) {
    Map<String, String> rows = new LinkedHashMap<>();
    Map<String, ExperimentFile.Cell> cells = new LinkedHashMap<>();
    List<TableManifest.Sweep> swept = new ArrayList<>();
    for (Row row : experiment.rows()) {
      SweepState sweep = sweeps.get(row);
      for (Row one : sweep == null ? List.of(row) : sweep.rows()) {
        rows.put(one.name(), hash(one));
        if (one.cell() != null) {
          cells.put(one.name(), one.cell());
        }
      }
      if (sweep != null) {
        swept.add(sweep.manifest());
      }
    }
    return new TableManifest.Experiment(
        experiment.name(),
        experiment.title(),
        experiment.citation(),
        experiment.seeds(),
        rows,
        cells,
        experiment.select(),
        experiment.compare(),
        swept,
        experiment.figures(),
        experiment.ranks());
  }
}
