package dev.snn.bench.speed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.parallel.Parallel;
import dev.snn.engine.config.Resolver;
import dev.snn.engine.registry.Registries;
import dev.snn.engine.tree.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Small workloads, and scripts that stand in for a peer. */
final class Tiny {
  static final Resolver RESOLVER = new Resolver(Registries.load(Optional.empty()));

  private Tiny() {}

  static Workload workload() {
    return workload("");
  }

  /** With more lines in its file. */
  static Workload workload(String more) {
    String text =
        """
        warmup: 2
        steps: 3
        peer: true
        input: {size: 12, steps: 5, density: 0.3, classes: 3}
        layers:
          - {type: dense, size: 8, neuron: {type: lif, alpha: 0.9, r: 10}}
          - {type: dense, size: 3, neuron: {type: lif, alpha: 0.9, r: 10}}
        decoder: {type: membrane, over: sum}
        loss: {type: cross-entropy}
        training: {procedure: gradient, batch: 4}
        """
            + more;
    return Workloads.resolve("tiny", "", (ObjectNode) Trees.parse(text, "tiny"), RESOLVER);
  }

  static Ours ours() {
    return new Ours(RESOLVER, "plain", "1.0", SpeedListener.SILENT);
  }

  /** The loss of the tiny network's first step. */
  static double firstLoss(Workload workload) {
    Subject subject =
        new Subject(workload, Phase.TRAIN, workload.batches(), RESOLVER, Parallel.SEQUENTIAL);
    subject.run(1, SpeedListener.SILENT);
    return subject.firstLoss();
  }

  /**
   * A peer that is a shell script: every hoisted step takes 100 ms divided by {@code speedup} at
   * two threads, every step-by-step one 10 ms more; so do large products.
   */
  static Path peer(Path dir, double loss, double speedup) throws IOException {
    return peer(dir, loss, speedup, speedup);
  }

  /** The same with another speedup of large products. */
  static Path peer(Path dir, double loss, double speedup, double ofProducts) throws IOException {
    return script(
        dir,
        "echo \"$1\" >" + dir.resolve("folder"),
        "echo \"{\\\"version\\\": \\\"9.9\\\", \\\"blas\\\": \\\"test\\\", \\\"threads\\\": $2}\"",
        "while read phase loop steps; do",
        "  ms=100; [ $2 = 1 ] || ms=" + Math.round(100 / speedup),
        "  [ $phase = product ] && [ $2 != 1 ] && ms=" + Math.round(100 / ofProducts),
        "  [ $loop = hoisted ] || ms=$((ms + 10))",
        "  list=$ms; k=1; while [ $k -lt $steps ]; do list=\"$list, $ms\"; k=$((k + 1)); done",
        "  echo \"{\\\"millis\\\": [$list], \\\"first_loss\\\": "
            + loss
            + ", \\\"peak_rss_mb\\\": 77}\"",
        "done");
  }

  static Path script(Path dir, String... lines) throws IOException {
    return Files.write(dir.resolve("peer.sh"), List.of(lines));
  }

  static Peers.Launch launch(Path script) {
    return new Peers.Launch(Path.of("/bin/sh"), script);
  }
}
