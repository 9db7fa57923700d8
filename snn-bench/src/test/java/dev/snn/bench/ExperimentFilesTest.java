package dev.snn.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.plugin.UserError;
import dev.snn.bench.experiment.UnknownProfile;
import dev.snn.engine.SnnEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every experiment of the checkout can be read, with each profile it has. */
class ExperimentFilesTest {
  private static final Path ROOT = Path.of("..", "experiments");

  @TestFactory
  List<DynamicTest> resolve() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      List<Path> found =
          files
              .filter(file -> file.toString().endsWith(".yaml"))
              // These need plug-ins of the examples.
              .filter(file -> !file.endsWith("qif.yaml") && !file.endsWith("variables.yaml"))
              // These need files of the data home, and the module that reads them.
              .filter(
                  file ->
                      !file.endsWith("nir/cnn.yaml")
                          && !file.endsWith("nir/braille-published.yaml"))
              .sorted()
              .toList();
      assertThat(found).hasSizeGreaterThan(5);
      return found.stream()
          .map(file -> DynamicTest.dynamicTest(ROOT.relativize(file).toString(), () -> read(file)))
          .toList();
    }
  }

  private static void read(Path file) {
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(1))) {
      assertThat(Bench.on(engine).read(file, null, List.of()).rows()).isNotEmpty();
      for (String profile : List.of("quick", "full")) {
        try {
          assertThat(Bench.on(engine).read(file, profile, List.of()).rows()).isNotEmpty();
        } catch (UserError e) {
          assertThat(UnknownProfile.is(e)).as(e.getMessage()).isTrue();
        }
      }
    }
  }
}
