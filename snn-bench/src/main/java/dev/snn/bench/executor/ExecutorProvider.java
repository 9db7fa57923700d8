package dev.snn.bench.executor;

import dev.snn.engine.SnnEngine;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Opens executors of one kind, for those who choose one by its name. Found with {@link
 * java.util.ServiceLoader}: a module brings its kind by being on the class path.
 */
public interface ExecutorProvider {

  /** The kind's name, as in {@code --on NAME}. */
  String name();

  /** Opens one; what it cannot do is the user's error, now or in {@link RunExecutor#check}. */
  RunExecutor open(Surroundings surroundings);

  /**
   * What runs are done with.
   *
   * @param engine of this process
   * @param plugins a folder with plug-in jars, or a single jar
   * @param environment variables of this process
   * @param master the address of what does the runs; empty for the kind's own choice
   */
  record Surroundings(
      SnnEngine engine,
      Optional<Path> plugins,
      Map<String, String> environment,
      Optional<String> master) {}
}
