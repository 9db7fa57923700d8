package dev.snn.bench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.snn.api.plugin.UserError;
import dev.snn.bench.Bench;
import dev.snn.engine.SnnEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people get to read for the mistakes they make. The cases stand in {@code errors.txt}: the
 * lines laid over a good experiment, and the whole text.
 */
class ErrorTextsTest {
  @TempDir static Path folder;
  private static SnnEngine engine;

  @BeforeAll
  static void open() {
    engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(1));
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  private record Case(String name, String kind, String input, String expected) {}

  @TestFactory
  Stream<DynamicTest> errors() throws IOException {
    List<Case> cases = cases(Files.readString(Path.of("src/test/resources/errors.txt")));
    assertThat(cases).hasSizeGreaterThan(25);
    return cases.stream().map(c -> DynamicTest.dynamicTest(c.name(), () -> check(c)));
  }

  private static void check(Case c) throws IOException {
    Path file = folder.resolve("x.yaml");
    List<String> settings = new ArrayList<>();
    Files.writeString(file, Files.readString(Path.of("src/test/resources/good.yaml")));
    switch (c.kind()) {
      case "file" -> Files.writeString(file, c.input());
      case "append" -> Files.writeString(file, Files.readString(file) + c.input());
      default -> settings.addAll(c.input().lines().toList());
    }
    Throwable thrown =
        catchThrowable(() -> Bench.on(engine).check(Bench.on(engine).read(file, null, settings)));
    assertThat(thrown).isInstanceOf(UserError.class);
    assertThat(thrown.getMessage().replace(folder + "/", "")).isEqualTo(c.expected());
    assertThat(thrown.getMessage().lines()).hasSizeLessThanOrEqualTo(3);
  }

  private static List<Case> cases(String text) {
    List<Case> cases = new ArrayList<>();
    for (String block : text.split("(?m)^=== ")) {
      if (block.isBlank()) {
        continue;
      }
      String head = block.lines().findFirst().orElseThrow();
      String rest = block.substring(head.length() + 1);
      int at = rest.indexOf("--->\n");
      String[] words = head.split(": ", 2);
      cases.add(
          new Case(words[1], words[0], rest.substring(0, at), rest.substring(at + 5).strip()));
    }
    return cases;
  }
}
