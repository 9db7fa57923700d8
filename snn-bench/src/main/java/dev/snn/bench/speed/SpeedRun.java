package dev.snn.bench.speed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.config.Resolver;
import dev.snn.engine.record.Machine;
import dev.snn.engine.tree.Trees;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measures workloads. */
public final class SpeedRun {
  private final SpeedRequest request;
  private final SpeedListener listener;
  private final ObjectNode machine;
  private final Ours ours;
  private final List<SpeedRow> rows = new ArrayList<>();

  /**
   * A run.
   *
   * @param backend the compute backend in use
   */
  public SpeedRun(Resolver resolver, String backend, SpeedRequest request, SpeedListener listener) {
    this.request = request;
    this.listener = listener;
    this.machine = Machine.describe(Collections.max(request.threads()), backend);
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    if (load >= 0) {
      machine.put("load_average", load);
    }
    this.ours = new Ours(resolver, backend, machine.path("snn_version").asText(), listener);
  }

  /** Measures everything. */
  public SpeedReport execute() {
    if (!Workloads.networks().contains(request.workload())) {
      return another();
    }
    List<Workload> workloads = Workloads.read(request.workload(), ours.resolver());
    if (request.against().isPresent()) {
      compare(workloads);
    } else if (OfDense.isAbout(workloads)) {
      rows.addAll(new InTurn(ours, listener).rows(workloads, request.threads()));
    } else {
      workloads.forEach(this::measure);
    }
    if (OfDense.isAbout(workloads)) {
      OfDense.describe(rows);
    }
    if (workloads.get(0).grows()) {
      Growth.describe(rows);
    }
    ObjectNode limits = limits(request.limits() || workloads.get(0).wantsLimits());
    return new SpeedReport(machine, limits, List.copyOf(rows));
  }

  /** What is not a network that is trained by gradients. */
  private SpeedReport another() {
    if (request.workload().equals(StreamSpeed.NAME)) {
      rows.addAll(streams());
      return new SpeedReport(machine, limits(request.limits()), List.copyOf(rows));
    }
    if (request.against().isPresent()) {
      throw noPeer();
    }
    if (request.workload().equals(ReservoirSpeed.NAME)) {
      rows.addAll(ours.reservoir().rows());
      Growth.describe(rows);
    } else {
      rows.addAll(ours.stdp().rows());
      OfDense.describe(rows);
      Growth.describeByConnections(rows);
    }
    return new SpeedReport(machine, limits(request.limits()), List.copyOf(rows));
  }

  private List<SpeedRow> streams() {
    StreamSpeed stream = ours.stream();
    StreamOptions options = request.stream();
    if (request.against().isEmpty()) {
      return options.samples().isPresent()
          ? stream.memory(options.only(), options.samples().getAsLong())
          : stream.rows(options.only());
    }
    String peer = requirePeer();
    List<String> command = StreamPeers.command(peer, options, request.environment(), listener);
    return new StreamContest(stream, peer, command, listener).rows(options.only());
  }

  /** The peer that was asked for; one that does not compute the workload is the user's error. */
  private String requirePeer() {
    String peer = request.against().orElseThrow();
    if (!Peers.workloads(peer).contains(request.workload())) {
      throw noPeer();
    }
    return peer;
  }

  private UserError noPeer() {
    return new UserError(
        "%s cannot be compared with %s. These can: %s."
            .formatted(
                request.workload(),
                request.against().get(),
                Peers.workloads(request.against().get())));
  }

  /**
   * Measures the machine, after all else so that the first step comes early, and only where that is
   * wanted, so that no native library is loaded elsewhere.
   */
  private ObjectNode limits(boolean wanted) {
    if (!wanted) {
      return Trees.NODES.objectNode();
    }
    Limits limits = Limits.measure(request.threads(), listener);
    for (SpeedRow row : rows) {
      Double peak = limits.gflops().get((int) row.number("threads"));
      double gflops = row.number("decoder_gflops");
      if (peak != null && !Double.isNaN(gflops)) {
        row.tree().put("decoder_share_of_peak", gflops / peak);
      }
    }
    return limits.tree();
  }

  private void compare(List<Workload> workloads) {
    requirePeer();
    listener.doing("looking for a Python that imports torch");
    Peers.Launch launch = Peers.Launch.find(request.environment(), listener);
    for (Workload workload : workloads) {
      rows.addAll(new Contest(ours, workload, request.threads(), launch, listener).rows());
    }
  }

  private void measure(Workload workload) {
    List<Batch> batches = workload.batches();
    for (int threads : request.threads()) {
      try (Parallel parallel = Parallel.pool(threads)) {
        for (Phase phase : workload.phases()) {
          Subject subject = ours.begin(workload, phase, batches, parallel);
          long firstStep = Ours.uptimeMillis();
          ours.warmUp(subject);
          Times times = Times.ofMillis(subject.run(workload.steps(), listener));
          SpeedRow row = ours.row(subject, times);
          if (rows.isEmpty() && phase == Phase.TRAIN) {
            row.tree().put("first_step_ms", firstStep);
          }
          rows.add(row);
        }
      }
    }
  }
}
