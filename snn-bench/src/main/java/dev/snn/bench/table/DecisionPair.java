package dev.snn.bench.table;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.procedure.Decisions;
import dev.snn.bench.experiment.ExperimentFile.Comparison;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import java.util.Map;
import java.util.TreeMap;

/**
 * The runs of two rows with one seed, whose decisions are to be compared sample by sample.
 *
 * @param a name of the first row
 * @param b name of the second
 * @param first null where there is none
 * @param second null where there is none
 */
record DecisionPair(String a, String b, RunRecord first, RunRecord second) {

  /** Of each seed that either row has. */
  static Map<Long, DecisionPair> of(Comparison pair, ExperimentRecords records) {
    Map<Long, DecisionPair> bySeed = new TreeMap<>();
    for (RunRecord run : records.of(pair.a())) {
      bySeed.put(run.id().seed(), new DecisionPair(pair.a(), pair.b(), run, null));
    }
    for (RunRecord run : records.of(pair.b())) {
      bySeed.compute(
          run.id().seed(),
          (seed, own) ->
              new DecisionPair(pair.a(), pair.b(), own == null ? null : own.first(), run));
    }
    return bySeed;
  }

  /** Why they cannot be compared; empty where they can. */
  String whyNot() {
    String why = whyNot(a, first);
    if (why.isEmpty()) {
      why = whyNot(b, second);
    }
    if (!why.isEmpty()) {
      return why;
    }
    if (!data(first).equals(data(second))) {
      return "their data sets differ, so they were not tested on the same samples";
    }
    int samples = first.decisions().map(Decisions::size).orElse(0);
    int others = second.decisions().map(Decisions::size).orElse(0);
    return samples == others
        ? ""
        : "'%s' has decisions of %,d samples and '%s' of %,d".formatted(a, samples, b, others);
  }

  /** As it was resolved, with what a sweep has chosen. */
  private static JsonNode data(RunRecord run) {
    return run.tree().path("config").path("dataset");
  }

  private static String whyNot(String row, RunRecord run) {
    if (run == null || run.status() != Status.OK) {
      return "'%s' has no result".formatted(row);
    }
    if (run.decisions().isEmpty()) {
      return run.tree().has(RunRecord.DECISIONS)
          ? "the field 'decisions' in the record of '%s' is damaged".formatted(row)
          : "the record of '%s' has no decisions".formatted(row);
    }
    return run.decisions().map(Decisions::size).orElse(0) > 0
        ? ""
        : "the record of '%s' has decisions of no sample".formatted(row);
  }
}
