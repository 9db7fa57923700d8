package dev.snn.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.tree.Trees;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real peer on small networks, where a Python with torch is at hand. */
@Timeout(120)
class TorchPeerTest {
  private static final Path SCRIPT = Path.of("../benchmarks/peers/torch_peer.py");

  private static Path python() {
    try {
      return Python.find(System.getenv(), SpeedListener.SILENT);
    } catch (UserError e) {
      return abort(e.getMessage());
    }
  }

  private static Workload stochastic() {
    String text =
        """
        warmup: 2
        steps: 3
        input: {size: 14, steps: 12, density: 0.3, targets: 9}
        layers:
          - {type: dense, size: 10, neuron: {type: lif-trace}}
          - {type: srm-bernoulli, size: 6, tau_ff: 5, tau_fb: 4, ff_bases: 3, fb_bases: 2}
        decoder: {type: mlp, hidden: 8, on: window}
        loss: {type: vib, beta: 0.5, r: 0.3, distortion: {type: bce}}
        training: {procedure: gradient, batch: 4, optimizer: {type: adam, lr: 0.01}}
        """;
    return Workloads.resolve("stochastic", "", (ObjectNode) Trees.parse(text, ""), Tiny.RESOLVER);
  }

  /** Trains here and there, and compares the first losses of training and inference. */
  private static void requireSameLoss(Workload workload) {
    Path python = python();
    List<Batch> batches = workload.batches();
    try (PeerFolder folder =
            PeerFolder.write(workload, workload.network(Tiny.RESOLVER).parameters(), batches);
        PeerProcess peer =
            PeerProcess.start(python, SCRIPT, folder.path(), 1, SpeedListener.SILENT)) {
      assertThat(peer.description().path("threads").asInt()).isEqualTo(1);
      assertThat(peer.description().path("version").asText()).isNotEmpty();
      List<Double> losses = new ArrayList<>();
      for (Phase phase : Phase.values()) {
        for (PeerTimes.Loop loop : PeerTimes.Loop.values()) {
          PeerProcess.Answer answer = peer.run(phase, loop.key(), 2);
          assertThat(answer.millis()).hasSize(2).allMatch(ms -> ms > 0);
          losses.add(answer.firstLoss());
        }
      }
      Subject subject =
          new Subject(workload, Phase.TRAIN, batches, Tiny.RESOLVER, Parallel.SEQUENTIAL);
      subject.run(1, SpeedListener.SILENT);
      assertThat(losses)
          .allSatisfy(loss -> assertThat(loss).isCloseTo(subject.firstLoss(), Offset.offset(1e-5)));
    }
  }

  @Test
  void leakyIntegrateAndFire() {
    requireSameLoss(Tiny.workload());
  }

  @Test
  void stochasticReadout() {
    requireSameLoss(stochastic());
  }
}
