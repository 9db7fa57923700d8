package dev.snn.bench.speed;

import dev.snn.api.parallel.Parallel;
import java.util.ArrayList;
import java.util.List;

/**
 * Variants that are compared with each other: some steps of each in turn, several rounds, so that
 * what else the machine does meets all of them alike.
 */
final class InTurn {
  private static final int ROUNDS = 3;

  private final Ours ours;
  private final SpeedListener listener;

  InTurn(Ours ours, SpeedListener listener) {
    this.ours = ours;
    this.listener = listener;
  }

  /** Those with the same input take turns. */
  List<SpeedRow> rows(List<Workload> workloads, List<Integer> threads) {
    List<SpeedRow> rows = new ArrayList<>();
    List<Input> inputs = workloads.stream().map(Workload::input).distinct().toList();
    for (int n : threads) {
      try (Parallel parallel = Parallel.pool(n)) {
        for (Input input : inputs) {
          List<Workload> some = workloads.stream().filter(w -> w.input().equals(input)).toList();
          List<Batch> batches = some.get(0).batches();
          for (Phase phase : some.get(0).phases()) {
            rows.addAll(rows(some, phase, batches, parallel));
          }
        }
      }
    }
    return rows;
  }

  private List<SpeedRow> rows(
      List<Workload> workloads, Phase phase, List<Batch> batches, Parallel parallel) {
    List<Subject> subjects = new ArrayList<>();
    for (Workload workload : workloads) {
      subjects.add(ours.begin(workload, phase, batches, parallel));
      ours.warmUp(subjects.get(subjects.size() - 1));
    }
    List<List<Times>> times = new ArrayList<>();
    subjects.forEach(subject -> times.add(new ArrayList<>()));
    for (int round = 0; round < ROUNDS; round++) {
      for (int k = 0; k < subjects.size(); k++) {
        Subject subject = subjects.get(k);
        times.get(k).add(Times.ofMillis(subject.run(subject.workload().steps(), listener)));
      }
    }
    List<SpeedRow> rows = new ArrayList<>();
    for (int k = 0; k < subjects.size(); k++) {
      rows.add(ours.row(subjects.get(k), Times.union(times.get(k))));
    }
    return rows;
  }
}
