package dev.snn.bench.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.api.search.Candidate;
import dev.snn.api.search.Told;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.bench.experiment.ExperimentFile.Row;
import dev.snn.bench.experiment.Sweep;
import dev.snn.bench.table.CandidateOutcome;
import dev.snn.bench.table.TableManifest;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The candidates of a swept row so far. Candidate k of the row {@code lif} is the row {@code
 * lif#k}, with a run for each seed.
 */
public final class SweepState {
  private final ExperimentFile experiment;
  private final Row row;
  private final Map<Integer, Recalled> recorded = new LinkedHashMap<>();
  private final List<Row> rows = new ArrayList<>();
  private final Map<Integer, ObjectNode> impossible = new TreeMap<>();

  /** All candidates proposed so far, with what is known of them. */
  private final List<Told> told = new ArrayList<>();

  /** Numbers of the candidates of which runs are still to come. */
  private final List<Integer> open = new ArrayList<>();

  private int runs;

  /** A candidate of a finished run. */
  private record Recalled(Candidate candidate, RunConfig config) {}

  /** A sweep that has not begun. */
  public SweepState(ExperimentFile experiment, Row row) {
    this.experiment = experiment;
    this.row = row;
    this.runs = row.sweep().runs();
  }

  /** Ends with the recorded candidates, or after the first: others could have no results either. */
  public void withoutData() {
    runs = recorded.keySet().stream().mapToInt(number -> number).max().orElse(1);
  }

  /** The experiment. */
  public ExperimentFile experiment() {
    return experiment;
  }

  /** The swept row. */
  public Row row() {
    return row;
  }

  /** What later readers of the table need to know. */
  public TableManifest.Sweep manifest() {
    Sweep sweep = row.sweep();
    return new TableManifest.Sweep(
        row.name(), sweep.searchName(), sweep.runs(), sweep.objective(), impossible);
  }

  /** The ids of all runs there will be. */
  public List<RunId> planned() {
    List<RunId> ids = new ArrayList<>();
    for (int number = 1; number <= runs; number++) {
      ids.addAll(ids(number));
    }
    return ids;
  }

  private List<RunId> ids(int number) {
    return experiment.seeds().stream()
        .map(seed -> new RunId(experiment.name(), name(number), seed))
        .toList();
  }

  private String name(int number) {
    return row.name() + "#" + number;
  }

  /** True where the record is one of a candidate of this sweep, whatever its number. */
  public boolean recognises(RunRecord record) {
    return recalled(record).isPresent();
  }

  /**
   * Takes over the candidates of finished runs, in place of new ones with the same numbers.
   *
   * @param records of any rows and experiments
   */
  public void recall(List<RunRecord> records) {
    for (RunRecord record : records) {
      boolean finished = record.status() == Status.OK || record.status() == Status.NOT_APPLICABLE;
      if (finished) {
        int number = record.tree().path(RunRecord.SWEEP).path("candidate").asInt();
        recalled(record).ifPresent(candidate -> recorded.put(number, candidate));
      }
    }
  }

  private Optional<Recalled> recalled(RunRecord record) {
    if (!(record.tree().get(RunRecord.SWEEP) instanceof ObjectNode origin)
        || !record.id().experiment().equals(experiment.name())
        || !record.id().row().equals(name(origin.path("candidate").asInt()))) {
      return Optional.empty();
    }
    try {
      return row.sweep()
          .candidate(origin)
          .map(candidate -> new Recalled(candidate, row.sweep().config(candidate)))
          .filter(recalled -> recalled.config().hash().equals(record.configHash()));
    } catch (UserError e) {
      return Optional.empty();
    }
  }

  /** Lists the candidates of records without running anything; returns their rows. */
  public List<Row> restore() {
    recorded.keySet().stream()
        .sorted()
        .filter(number -> number <= runs)
        .forEach(number -> add(number, recorded.get(number)));
    return List.copyOf(rows);
  }

  /**
   * The next candidates: none while the search waits for results, and none at the end.
   *
   * @param results of the runs that are over
   */
  public List<Row> propose(Map<RunId, RunRecord> results) {
    Sweep sweep = row.sweep();
    List<Row> fresh = new ArrayList<>();
    hear(results);
    while (fresh.isEmpty() || sweep.search().independent()) {
      int number = told.size() + 1;
      boolean waiting = !sweep.search().independent() && !open.isEmpty();
      if (number > runs || waiting) {
        return fresh;
      }
      Recalled recalled = recorded.get(number);
      Row added =
          recalled != null
              ? add(number, recalled)
              : add(
                  number,
                  sweep.search().propose(sweep.space(), Collections.unmodifiableList(told)));
      if (added != null) {
        fresh.add(added);
      }
    }
    return fresh;
  }

  private Row add(int number, Recalled recalled) {
    told.add(new Told(recalled.candidate(), Double.NaN));
    ObjectNode origin = row.sweep().origin(number, recalled.candidate());
    Row made = new Row(name(number), recalled.config(), null, origin, row.cell());
    rows.add(made);
    open.add(number);
    return made;
  }

  /** The row of a candidate; null where its values do not go together. */
  private Row add(int number, Candidate candidate) {
    RunConfig config;
    try {
      config = row.sweep().config(candidate);
    } catch (UserError e) {
      // A candidate without runs and without a result.
      ObjectNode origin = row.sweep().origin(number, candidate);
      told.add(new Told(candidate, Double.NaN));
      impossible.put(number, (ObjectNode) origin.get("values"));
      return null;
    }
    return add(number, new Recalled(candidate, config));
  }

  /** Looks at the candidates that were not over, and at no others. */
  private void hear(Map<RunId, RunRecord> results) {
    int seeds = experiment.seeds().size();
    List<Integer> stillOpen = new ArrayList<>();
    for (int number : open) {
      List<RunRecord> records =
          ids(number).stream().map(results::get).filter(Objects::nonNull).toList();
      CandidateOutcome outcome =
          new CandidateOutcome(row.sweep().objective(), seeds, true, records);
      if (outcome.isOver()) {
        told.set(number - 1, new Told(told.get(number - 1).candidate(), outcome.cost()));
      } else {
        stillOpen.add(number);
      }
    }
    open.clear();
    open.addAll(stillOpen);
  }

  /** The rows of the candidates so far. */
  public List<Row> rows() {
    return Collections.unmodifiableList(rows);
  }
}
