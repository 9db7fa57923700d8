package dev.snn.bench.speed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.parallel.Parallel;
import dev.snn.bench.config.Resolver;
import dev.snn.bench.config.Trees;
import dev.snn.bench.record.Machine;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measures workloads. */
public final class SpeedRun {
  private final Resolver resolver;
  private final String backend;
  private final SpeedRequest request;
  private final SpeedListener listener;
  private final ObjectNode machine;
  private final List<SpeedRow> rows = new ArrayList<>();
  private double firstStepMillis = Double.NaN;

  /**
   * A run.
   *
   * @param backend the compute backend in use
   */
  public SpeedRun(Resolver resolver, String backend, SpeedRequest request, SpeedListener listener) {
    this.resolver = resolver;
    this.backend = backend;
    this.request = request;
    this.listener = listener;
    this.machine = Machine.describe(Collections.max(request.threads()), backend);
  }

  /** Measures everything. */
  public SpeedReport execute() {
    for (Workload workload : Workloads.read(request.workload(), resolver)) {
      List<Batch> batches = workload.batches();
      for (int threads : request.threads()) {
        try (Parallel parallel = Parallel.pool(threads)) {
          workload.phases().forEach(phase -> measure(workload, phase, batches, parallel));
        }
      }
    }
    return new SpeedReport(machine, Trees.NODES.objectNode(), List.copyOf(rows));
  }

  private void measure(Workload workload, Phase phase, List<Batch> batches, Parallel parallel) {
    listener.measuring(
        "%s, %s, %s".formatted(workload.title(), phase.key(), threads(parallel.threads())));
    Subject subject = new Subject(workload, phase, batches, resolver, parallel);
    subject.run(1, listener);
    noteFirstStep(phase);
    subject.run(workload.warmup() - 1, listener);
    Times times = Times.ofMillis(subject.run(workload.steps(), listener));
    String version = machine.path("snn_version").asText();
    SpeedRow row = SpeedRow.of(workload, phase, backend, parallel.threads(), version);
    row.times(times, workload.batch(), subject.spikesPerStep());
    describe(row.tree(), workload, phase, subject);
    rows.add(row);
    listener.measured(row);
  }

  private void describe(ObjectNode row, Workload workload, Phase phase, Subject subject) {
    row.put("first_loss", subject.firstLoss());
    Memory.peakMegabytes().ifPresent(mb -> row.put("peak_rss_mb", mb));
    row.put("density", workload.input().density());
    row.put("hidden_rate", subject.rate(0));
    row.put("spikes_per_step", subject.spikesPerStep());
    if (rows.isEmpty() && phase == Phase.TRAIN && !Double.isNaN(firstStepMillis)) {
      row.put("first_step_ms", firstStepMillis);
    }
  }

  /** From the start of the virtual machine to the end of its first training step. */
  private void noteFirstStep(Phase phase) {
    if (rows.isEmpty() && phase == Phase.TRAIN) {
      firstStepMillis =
          System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    }
  }

  static String threads(int n) {
    return n == 1 ? "1 thread" : n + " threads";
  }
}
