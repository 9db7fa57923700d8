package dev.snn.bench.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.bench.experiment.ExperimentFile.Row;
import dev.snn.bench.sweep.SweepState;
import dev.snn.bench.sweep.Traces;
import dev.snn.bench.table.SweepTrace;
import dev.snn.bench.table.Table;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import dev.snn.engine.run.RunSpec;
import dev.snn.engine.tree.Trees;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The runs of a table: those that are known, those that sweeps add, and what became of them. */
final class TablePlan {
  private final TableRequest request;
  private final List<ExperimentFile> experiments;
  private final List<RunRecord> before;
  private final List<SweepState> sweeps = new ArrayList<>();
  private final Map<RunId, Integer> planned = new LinkedHashMap<>();
  private final Map<RunId, Job> jobs = new LinkedHashMap<>();
  private final Map<RunId, RunRecord> results = new LinkedHashMap<>();
  private final List<RunRecord> kept = new ArrayList<>();
  private final Map<RunId, RunRecord> records = new LinkedHashMap<>();

  /** What to run. */
  record Job(ExperimentFile experiment, Row row) {}

  /**
   * @param before records of the output folder
   */
  TablePlan(TableRequest request, List<ExperimentFile> experiments, List<RunRecord> before) {
    this.request = request;
    this.experiments = experiments;
    this.before = before;
    before.forEach(record -> records.put(record.id(), record));
    for (ExperimentFile experiment : experiments) {
      for (Row row : experiment.rows()) {
        if (row.sweep() != null) {
          sweeps.add(new SweepState(experiment, row));
        }
      }
    }
    refuseOthers();
  }

  /** Records of another configuration stop everything but a resumption. */
  private void refuseOthers() {
    Set<String> hashes =
        experiments.stream()
            .flatMap(e -> e.rows().stream())
            .filter(row -> row.sweep() == null)
            .map(row -> row.config().hash())
            .collect(Collectors.toSet());
    for (RunRecord record : before) {
      boolean known =
          hashes.contains(record.configHash())
              || sweeps.stream().anyMatch(sweep -> sweep.recognises(record));
      if (!request.resume() && !known) {
        throw new UserError(
            ("%s holds records of another configuration (experiment '%s', row '%s'). Use --resume"
                    + " to keep what still fits, or choose another folder with --out.")
                .formatted(request.out(), record.id().experiment(), record.id().row()));
      }
    }
  }

  private boolean chosen(Row row) {
    return request.only() == null || row.isOf(request.only());
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
          begin(sweep(row), findings.missing());
        } else if (chosen(row)) {
          experiment.seeds().forEach(seed -> plan(new RunId(experiment.name(), row.name(), seed)));
          add(experiment, row);
        }
      }
    }
    return parameters;
  }

  private SweepState sweep(Row row) {
    return sweeps.stream().filter(s -> s.row() == row).findFirst().orElseThrow();
  }

  private void begin(SweepState sweep, boolean missing) {
    if (request.resume() || !chosen(sweep.row())) {
      sweep.recall(before);
    }
    if (missing) {
      sweep.withoutData();
    }
    if (chosen(sweep.row())) {
      sweep.planned().forEach(this::plan);
    } else {
      Set<String> names = sweep.restore().stream().map(Row::name).collect(Collectors.toSet());
      before.stream()
          .filter(record -> names.contains(record.id().row()) && sweep.recognises(record))
          .forEach(record -> results.put(record.id(), record));
    }
  }

  private void plan(RunId id) {
    planned.put(id, planned.size() + 1);
  }

  private void add(ExperimentFile experiment, Row row) {
    for (long seed : experiment.seeds()) {
      RunId id = new RunId(experiment.name(), row.name(), seed);
      jobs.put(id, new Job(experiment, row));
      if (request.resume()) {
        before.stream()
            .filter(record -> record.id().equals(id) && isFinished(record, row))
            .forEach(this::keep);
      }
    }
  }

  private static boolean isFinished(RunRecord record, Row row) {
    return (record.status() == Status.OK || record.status() == Status.NOT_APPLICABLE)
        && record.configHash().equals(row.config().hash())
        && (row.candidate() == null || isSame(row.candidate(), record.tree()));
  }

  private static boolean isSame(ObjectNode candidate, ObjectNode record) {
    return Trees.canonical(candidate).equals(Trees.canonical(record.path(RunRecord.SWEEP)));
  }

  private void keep(RunRecord record) {
    kept.add(record);
    results.put(record.id(), record);
  }

  /** The runs that can begin now; sweeps first say what they want to try next. */
  List<RunId> pending() {
    for (SweepState sweep : sweeps) {
      if (chosen(sweep.row())) {
        List<Row> fresh = sweep.propose(results);
        while (!fresh.isEmpty()) {
          fresh.forEach(row -> add(sweep.experiment(), row));
          fresh = sweep.propose(results);
        }
      }
    }
    List<RunId> pending = new ArrayList<>(jobs.keySet());
    pending.removeAll(results.keySet());
    return pending;
  }

  Job job(RunId id) {
    return jobs.get(id);
  }

  /** The number of a run, from 1. */
  int number(RunId id) {
    return planned.get(id);
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
  }

  /** The records there are in the output folder. */
  List<RunRecord> records() {
    return List.copyOf(records.values());
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
    return request.out().resolve("checkpoints").resolve(id.fileName().replaceFirst("\\.json$", ""));
  }

  /** The table so far. */
  Table table() {
    return Table.of(unfolded(), records(), traces());
  }

  /** The experiments, with the candidates so far in place of swept rows. */
  List<ExperimentFile> unfolded() {
    return experiments.stream().map(e -> Traces.unfold(e, sweeps, results)).toList();
  }

  /** The course of each sweep. */
  List<SweepTrace> traces() {
    return sweeps.stream().map(sweep -> Traces.of(sweep, results)).toList();
  }
}
