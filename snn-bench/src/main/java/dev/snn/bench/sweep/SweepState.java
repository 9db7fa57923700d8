package dev.snn.bench.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.api.search.Candidate;
import dev.snn.api.search.Told;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.bench.experiment.ExperimentFile.Row;
import dev.snn.bench.experiment.Sweep;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The candidates of a swept row so far. Candidate k of the row {@code lif} is the row {@code
 * lif#k}, with a run for each seed.
 */
public final class SweepState {
  private final ExperimentFile experiment;
  private final Row row;
  private final Map<Integer, Candidate> recorded = new LinkedHashMap<>();
  private final List<Proposal> proposals = new ArrayList<>();
  private int runs;

  /**
   * A candidate.
   *
   * @param number from 1
   * @param row null where its values do not go together
   */
  record Proposal(int number, Candidate candidate, Row row) {}

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

  List<Proposal> proposals() {
    return proposals;
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
    return candidate(record) != null;
  }

  /**
   * Takes over the candidates of finished runs, in place of new ones with the same numbers.
   *
   * @param records of any rows and experiments
   */
  public void recall(List<RunRecord> records) {
    for (RunRecord record : records) {
      boolean finished = record.status() == Status.OK || record.status() == Status.NOT_APPLICABLE;
      Candidate candidate = finished ? candidate(record) : null;
      if (candidate != null) {
        recorded.put(record.tree().path(RunRecord.SWEEP).path("candidate").asInt(), candidate);
      }
    }
  }

  private Candidate candidate(RunRecord record) {
    if (!(record.tree().get(RunRecord.SWEEP) instanceof ObjectNode origin)
        || !record.id().experiment().equals(experiment.name())
        || !record.id().row().equals(name(origin.path("candidate").asInt()))) {
      return null;
    }
    Candidate candidate = row.sweep().candidate(origin).orElse(null);
    try {
      boolean same =
          candidate != null && row.sweep().config(candidate).hash().equals(record.configHash());
      return same ? candidate : null;
    } catch (UserError e) {
      return null;
    }
  }

  /** Lists the candidates of records without running anything; returns their rows. */
  public List<Row> restore() {
    recorded.keySet().stream()
        .sorted()
        .filter(number -> number <= runs)
        .forEach(number -> add(number, recorded.get(number)));
    return rows();
  }

  /**
   * The next candidates: none while the search waits for results, and none at the end.
   *
   * @param results of the runs that are over
   */
  public List<Row> propose(Map<RunId, RunRecord> results) {
    Sweep sweep = row.sweep();
    List<Row> fresh = new ArrayList<>();
    while (fresh.isEmpty() || sweep.search().independent()) {
      int number = proposals.size() + 1;
      boolean waiting = !sweep.search().independent() && !allOver(results);
      if (number > runs || waiting) {
        return fresh;
      }
      Candidate candidate = recorded.get(number);
      Proposal added =
          add(
              number,
              candidate != null ? candidate : sweep.search().propose(sweep.space(), told(results)));
      if (added.row() != null) {
        fresh.add(added.row());
      }
    }
    return fresh;
  }

  private Proposal add(int number, Candidate candidate) {
    Row made = null;
    try {
      ObjectNode origin = row.sweep().origin(number, candidate);
      made = new Row(name(number), row.sweep().config(candidate), null, origin, row.cell());
    } catch (UserError e) {
      // Values that do not go together: a candidate without runs and without a result.
    }
    Proposal proposal = new Proposal(number, candidate, made);
    proposals.add(proposal);
    return proposal;
  }

  private boolean allOver(Map<RunId, RunRecord> results) {
    return proposals.stream().allMatch(p -> new Outcome(this, p, results).isOver());
  }

  private List<Told> told(Map<RunId, RunRecord> results) {
    return proposals.stream()
        .map(p -> new Told(p.candidate(), new Outcome(this, p, results).cost()))
        .toList();
  }

  /** The records of a candidate, in the order of the seeds. */
  List<RunRecord> records(Proposal proposal, Map<RunId, RunRecord> results) {
    return ids(proposal.number()).stream().map(results::get).filter(Objects::nonNull).toList();
  }

  /** The rows of the candidates so far. */
  public List<Row> rows() {
    return proposals.stream().map(Proposal::row).filter(Objects::nonNull).toList();
  }
}
