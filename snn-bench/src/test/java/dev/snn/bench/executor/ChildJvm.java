package dev.snn.bench.executor;

import dev.snn.engine.SnnEngine;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.run.RunOutcome;
import dev.snn.engine.run.RunSpec;
import dev.snn.engine.tree.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Does each run in a process of its own, which gets nothing but the {@link RunSpec} as JSON and
 * gives back nothing but the {@link RunOutcome} as JSON.
 */
final class ChildJvm implements RunExecutor {
  private final Path folder;
  private final int threads;

  ChildJvm(Path folder, int threads) {
    this.folder = folder;
    this.threads = threads;
  }

  @Override
  public void execute(List<RunSpec> runs, Load load, Observer observer) {
    for (RunSpec run : runs) {
      observer.started(run);
      observer.finished(run, inChild(run));
    }
  }

  private RunOutcome inChild(RunSpec run) {
    try {
      Path spec = Files.createTempFile(folder, "spec", ".json");
      Path outcome = Files.createTempFile(folder, "outcome", ".json");
      Files.writeString(spec, run.json().toString());
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  ChildJvm.class.getName(),
                  Integer.toString(threads),
                  spec.toString(),
                  outcome.toString())
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("child.log").toFile())
              .start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(Files.readString(folder.resolve("child.log")));
      }
      return RunOutcome.of(Trees.json(Files.readString(outcome)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The child: threads, the file of the run, the file of its outcome. */
  public static void main(String[] args) throws IOException {
    SnnEngine.Options options = SnnEngine.Options.defaults().withThreads(Integer.parseInt(args[0]));
    RunSpec run = RunSpec.of(Trees.json(Files.readString(Path.of(args[1]))));
    try (SnnEngine engine = SnnEngine.open(options)) {
      RunOutcome outcome = engine.runners().on(run.backend()).run(run, ProgressListener.SILENT);
      Files.writeString(Path.of(args[2]), outcome.json().toString());
    }
  }
}
