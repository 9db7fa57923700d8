package dev.snn.bench.speed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.parallel.Parallel;
import dev.snn.engine.config.Resolver;
import java.lang.management.ManagementFactory;
import java.util.List;

/** Measures our networks and describes what came out. */
final class Ours {
  private final Resolver resolver;
  private final String backend;
  private final String version;
  private final SpeedListener listener;

  Ours(Resolver resolver, String backend, String version, SpeedListener listener) {
    this.resolver = resolver;
    this.backend = backend;
    this.version = version;
    this.listener = listener;
  }

  ReservoirSpeed reservoir() {
    return new ReservoirSpeed(resolver, backend, version, listener);
  }

  StdpSpeed stdp() {
    return new StdpSpeed(resolver, backend, version, listener);
  }

  StreamSpeed stream() {
    StreamWorkload workload = new StreamWorkload(resolver, Workloads.plain(StreamSpeed.NAME));
    return new StreamSpeed(workload, backend, version, listener);
  }

  Resolver resolver() {
    return resolver;
  }

  /** Makes a network and lets it take its first step. */
  Subject begin(Workload workload, Phase phase, List<Batch> batches, Parallel parallel) {
    int threads = parallel.threads();
    listener.doing(
        "measuring %s, %s, %d %s"
            .formatted(
                workload.title(), phase.key(), threads, threads == 1 ? "thread" : "threads"));
    Memory.reset();
    Subject subject = new Subject(workload, phase, batches, resolver, parallel);
    subject.run(1, listener);
    return subject;
  }

  /** Takes the other steps of the warm-up. */
  void warmUp(Subject subject) {
    subject.run(subject.workload().warmup() - 1, listener);
  }

  /** The row of a subject that took all its steps. */
  SpeedRow row(Subject subject, Times times) {
    Workload workload = subject.workload();
    SpeedRow row = SpeedRow.of(workload, subject.phase(), backend, subject.threads(), version);
    row.times(times, workload.batch(), subject.spikesPerStep());
    ObjectNode tree = row.tree();
    tree.put("first_loss", subject.firstLoss());
    Memory.peakMegabytes().ifPresent(mb -> tree.put("peak_rss_mb", mb));
    tree.put("density", workload.input().density());
    tree.put("connectivity", workload.connectivity());
    tree.put("hidden_rate", subject.hiddenRate());
    tree.put("spikes_per_step", subject.spikesPerStep());
    if (workload.perNeuron()) {
      tree.put("us_per_neuron", 1e3 * times.min() / workload.neurons());
    }
    ObjectNode parts = tree.putObject("parts_ms");
    subject.parts().forEach(parts::put);
    if (!Double.isNaN(subject.decoderGflops())) {
      tree.put("decoder_gflops", subject.decoderGflops());
    }
    return row;
  }

  /** Time since the start of the virtual machine, ms. */
  static long uptimeMillis() {
    return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
  }
}
