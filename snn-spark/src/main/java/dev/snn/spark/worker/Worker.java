package dev.snn.spark.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.run.Backend;
import dev.snn.engine.run.RunSpec;
import dev.snn.engine.run.Runner;
import dev.snn.engine.tree.Trees;
import dev.snn.spark.task.Answer;
import dev.snn.spark.task.Kit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Does runs of a driver: gets an {@link Errand} as JSON and the number of threads, gives back an
 * {@link Answer}. Several threads call it at a time.
 */
public final class Worker implements BiFunction<byte[], Integer, byte[]> {
  private final SnnEngine engine;
  private final String backend;
  private final Places places;

  /**
   * Opens the program; public for the class that loads it by its name.
   *
   * @param settings of a {@link Kit}
   */
  public Worker(Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    settings.forEach(
        (key, value) -> {
          if (key.startsWith(Kit.ENVIRONMENT)) {
            environment.put(key.substring(Kit.ENVIRONMENT.length()), value);
          }
        });
    backend = settings.get(Kit.BACKEND);
    places = Places.of(settings);
    engine =
        SnnEngine.open(
            new SnnEngine.Options(
                Optional.ofNullable(settings.get(Kit.PLUGINS)).map(Path::of),
                Optional.ofNullable(settings.get(Kit.DATA)).map(Path::of),
                1,
                Backend.AUTO),
            environment);
  }

  @Override
  public byte[] apply(byte[] bytes, Integer threads) {
    Errand errand = Errand.of(Trees.json(new String(bytes, StandardCharsets.UTF_8)));
    try {
      Runner runner = runner(errand.run());
      try (Parallel parallel = Parallel.pool(threads)) {
        ObjectNode left =
            errand.execute(runner.with(parallel, errand.atATime()), new Interruptible());
        return Answer.done(places.ofDriver(left.toString()).getBytes(StandardCharsets.UTF_8));
      }
    } catch (UserError e) {
      return Answer.refused(e.getMessage());
    }
  }

  /** On the driver's backend: another one computes other bits. */
  private Runner runner(RunSpec run) {
    Runner runner = engine.runners().on(run.backend().or(() -> Optional.of(backend)));
    String asked = run.backend().orElse(backend);
    if (!runner.backendName().equals(asked)) {
      throw new UserError(
          "an executor cannot run the backend '%s' (Java %s), and '%s' computes other bits. Give all executors the Java of the driver, or say --backend %s."
              .formatted(
                  asked, Runtime.version().feature(), runner.backendName(), runner.backendName()));
    }
    return runner;
  }
}
