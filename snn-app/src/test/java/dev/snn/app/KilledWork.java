package dev.snn.app;

import dev.snn.bench.Bench;
import dev.snn.bench.plan.TableRequest;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.checkpoint.Interval;
import dev.snn.engine.file.Disk;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.run.RunRequest;
import dev.snn.engine.run.RunSpec;
import dev.snn.report.page.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is killed: a table with checkpoints, rasters, a picture and a report; and a single run. */
enum KilledWork {
  TABLE {
    @Override
    void work(SnnEngine engine, Path file, Path out) {
      TableRequest request =
          TableRequest.of(List.of(file), out).withJobs(1).withCheckpoints(Interval.EPOCH);
      // One command line for the first start and every other, as after a crash.
      Bench.on(engine).table(request.resuming(), ProgressListener.SILENT);
      Report.of(out).write(out.resolve(Report.NAME));
    }
  },
  RUN {
    @Override
    void work(SnnEngine engine, Path file, Path out) {
      List<String> settings = List.of("training.epochs=2");
      RunRequest request = Bench.request(Bench.on(engine).read(file, null, settings), "plain", 1L);
      engine.run(
          request
              .withOut(out)
              .withParameters(out.resolve("weights.npz"))
              .withCheckpoints(new RunSpec.Checkpoints(out.resolve("kept"), Interval.EPOCH, true)),
          ProgressListener.SILENT);
    }
  };

  static final int HALTED = 137;

  abstract void work(SnnEngine engine, Path file, Path out);

  static SnnEngine open() {
    return SnnEngine.open(SnnEngine.Options.defaults().withThreads(1).withBackend("plain"));
  }

  static Path experiment(Path dir) throws IOException {
    return Golden.file(
        dir,
        "killed.yaml",
        "dataset: {type: digits, train: 24, validation: 8, test: 6}",
        "encoder: {type: latency, steps: 3}",
        "layers:",
        "  - {type: dense, size: 4, neuron: {type: lif, r: 20}}",
        "  - {type: srm-bernoulli, size: 10}",
        "training: {procedure: gradient, batch: 12, epochs: 1}",
        "seeds: [1]",
        "rows:",
        "  plain: {decoder: rate, loss: cross-entropy}",
        "  picture:",
        "    dataset: {type: mnist, train: 16, validation: 6, test: 6, target: image}",
        "    decoder: {type: mlp, hidden: 4, on: counts}",
        "    loss: bce");
  }

  /**
   * A process that halts before a step, as if it was killed there.
   *
   * @param args work, experiment, output folder, number of the step from 1
   */
  public static void main(String[] args) {
    int last = Integer.parseInt(args[3]);
    int[] steps = new int[1];
    try (SnnEngine engine = open()) {
      Disk.observe(
          (step, file) -> {
            if (++steps[0] == last) {
              Runtime.getRuntime().halt(HALTED);
            }
          });
      valueOf(args[0]).work(engine, Path.of(args[1]), Path.of(args[2]));
    }
  }

  static boolean isTemporary(Path file) {
    return file.getFileName().toString().endsWith(".new");
  }

  /** As another process would have named it. */
  static void rename(Path fresh) throws IOException {
    String name = fresh.getFileName().toString();
    Files.move(fresh, fresh.resolveSibling(name.replaceFirst("\\.[0-9a-f]{8}-", ".deadbeef-")));
  }
}
