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
      for (Phase phase : Phase.values()) {
        List<Double> losses = new ArrayList<>();
        for (PeerTimes.Loop loop : new PeerTimes(peer, phase).loops()) {
          PeerProcess.Answer answer = peer.run(phase, loop.key(), 2);
          assertThat(answer.millis()).hasSize(2).allMatch(ms -> ms > 0);
          losses.add(answer.firstLoss());
        }
        Subject subject = new Subject(workload, phase, batches, Tiny.RESOLVER, Parallel.SEQUENTIAL);
        subject.run(1, SpeedListener.SILENT);
        assertThat(losses)
            .isNotEmpty()
            .allSatisfy(
                loss -> assertThat(loss).isCloseTo(subject.firstLoss(), Offset.offset(1e-5)));
      }
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

  @Test
  void recurrence() {
    requireSameLoss(
        small(
            """
            input: {size: 12, steps: 9, density: 0.3, classes: 3}
            layers:
              - {type: recurrent, size: 8, neuron: {type: lif, alpha: 0.9, r: 10}}
              - {type: dense, size: 3, neuron: {type: lif, alpha: 0.9, r: 10}}
            decoder: {type: membrane, over: sum}
            """));
  }

  @Test
  void images() {
    requireSameLoss(
        small(
            """
            input: {shape: [2, 9, 8], steps: 5, density: 0.3, classes: 3}
            layers:
              - {type: conv, channels: 4, kernel: 3, padding: 1}
              - {type: max-pool, size: 2}
              - {type: neurons, neuron: {type: lif, alpha: 0.9, r: 10}}
              - {type: conv, channels: 5, kernel: 3, stride: 2, bias: false, neuron: {type: lif, alpha: 0.9, r: 10}}
              - {type: flatten}
              - {type: dense, size: 3, neuron: {type: lif, alpha: 0.9, r: 10}}
            decoder: {type: membrane, over: sum}
            """));
  }

  @Test
  void residualBlocksWithBatchNorm() {
    requireSameLoss(
        small(
            """
            settle: 4
            input: {shape: [2, 8, 8], steps: 4, density: 0.3, classes: 3}
            layers:
              - {type: conv, channels: 4, kernel: 1, bias: false}
              - {type: batch-norm, neuron: {type: plif, alpha: 0.4}}
              - {type: sew-block, name: b1, channels: 4, neuron: {type: plif, alpha: 0.5}}
              - {type: max-pool, size: 2}
              - {type: sew-block, name: b2, channels: 4, neuron: {type: plif, alpha: 0.5}}
              - {type: dense, size: 3, neuron: {type: if, r: 0.25, reset: none}}
            decoder: {type: membrane, over: last}
            """));
  }

  private static Workload small(String text) {
    ObjectNode tree = (ObjectNode) Trees.parse(text, "");
    tree.setAll(
        (ObjectNode)
            Trees.parse(
                """
                warmup: 2
                steps: 3
                loss: {type: cross-entropy}
                training: {procedure: gradient, batch: 4}
                """,
                ""));
    return Workloads.resolve("small", "", tree, Tiny.RESOLVER);
  }

  /** A norm over all steps cannot be computed step by step, the running statistics can. */
  @Test
  void loopsThatCannotComputeAPhaseAreLeftOut() {
    Workload workload =
        small(
            """
            input: {shape: [1, 4, 4], steps: 3, density: 0.3, classes: 2}
            layers:
              - {type: batch-norm, neuron: {type: plif}}
              - {type: dense, size: 2, neuron: {type: if, reset: none}}
            decoder: {type: membrane, over: last}
            """);
    Path python = python();
    try (PeerFolder folder =
            PeerFolder.write(
                workload, workload.network(Tiny.RESOLVER).parameters(), workload.batches());
        PeerProcess peer =
            PeerProcess.start(python, SCRIPT, folder.path(), 1, SpeedListener.SILENT)) {
      assertThat(new PeerTimes(peer, Phase.TRAIN).loops()).containsExactly(PeerTimes.Loop.HOISTED);
      assertThat(new PeerTimes(peer, Phase.INFER).loops())
          .containsExactly(PeerTimes.Loop.HOISTED, PeerTimes.Loop.STEPWISE);
    }
  }
}
