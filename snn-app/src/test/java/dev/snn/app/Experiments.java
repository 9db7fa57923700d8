package dev.snn.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.plugin.UserError;
import dev.snn.bench.experiment.ExperimentReader;
import dev.snn.engine.config.Resolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The experiment files of this repository, and what the program says of one. */
final class Experiments {
  private final ExperimentReader reader;

  Experiments(Resolver resolver) {
    this.reader = new ExperimentReader(resolver);
  }

  /** All that are meant to be right. */
  static List<Path> files() {
    List<Path> files = new ArrayList<>();
    for (Path root :
        List.of(
            Path.of("..", "experiments"),
            Path.of("..", "snn-bench", "src", "test", "resources"),
            Path.of("..", "examples"),
            Snn.HOME)) {
      try (Stream<Path> found = Files.walk(root)) {
        found
            .filter(
                file -> file.toString().endsWith(".yaml") && !file.toString().contains("target"))
            .sorted()
            .forEach(files::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  /** What is wrong with it, read without a profile and with each it has; empty where nothing is. */
  Optional<String> error(JsonNode tree) {
    List<String> profiles = new ArrayList<>();
    profiles.add(null);
    tree.path("profiles").fieldNames().forEachRemaining(profiles::add);
    for (String profile : profiles) {
      try {
        reader.read("mutant", tree.deepCopy(), profile, List.of(), List.of());
      } catch (UserError e) {
        return Optional.of(e.getMessage());
      }
    }
    return Optional.empty();
  }
}
