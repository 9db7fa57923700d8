package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginErrorsTest {
  @TempDir Path dir;
  private Path plugins;
  private Path work;

  @BeforeEach
  void folders() {
    plugins = dir.resolve("plugins");
    work = dir.resolve("work");
  }

  private Snn.Result list(String golden) throws IOException {
    return Golden.error(dir, golden, "list", "--plugins", plugins.toString());
  }

  @Test
  void aGoodJarIsListedAndChecked() throws IOException {
    Path jar = Jars.plugin(plugins.resolve("good.jar"), work, "Good", "lab.good");

    Snn.Result listed = Snn.run(dir, "list", "surrogate", "--plugins", plugins.toString());
    Snn.Result checked = Snn.run(dir, "check-plugin", jar.toString());

    assertThat(listed.out()).containsPattern("lab\\.good +surrogate +good\\.jar");
    assertThat(checked.err()).isEmpty();
    assertThat(checked.code()).isZero();
    assertThat(checked.out()).contains("lab.good (surrogate)").endsWith("the contract holds\n");
  }

  @Test
  void aWrongDerivativeBreaksTheContract() throws IOException {
    String source = Jars.surrogate("Wrong", "lab.wrong").replace("k * p * (1 - p)", "p * (1 - p)");
    Path jar =
        Jars.jar(plugins.resolve("wrong.jar"), Jars.compile(work, "Wrong", source), "lab.Wrong");

    Snn.Result checked = Snn.run(dir, "check-plugin", jar.toString());

    assertThat(checked.code()).isEqualTo(3);
    assertThat(checked.out()).contains("BROKEN");
    assertThat(checked.err()).isEqualTo("snn: 1 of 1 plug-ins break their contract\n");
  }

  @Test
  void twoJarsWithOneName() throws IOException {
    Jars.plugin(plugins.resolve("a.jar"), work, "One", "lab.same");
    Jars.plugin(plugins.resolve("b.jar"), work, "Two", "lab.same");

    Snn.Result result = list("plugin-duplicate");

    assertThat(result.err()).contains("lab.One", "a.jar", "lab.Two", "b.jar");
  }

  @Test
  void noServiceLine() throws IOException {
    List<Path> classes = Jars.compile(work, "Good", Jars.surrogate("Good", "lab.good"));
    Jars.jar(plugins.resolve("silent.jar"), classes, null);

    list("plugin-without-service-file");
  }

  @Test
  void serviceFileWithoutLine() throws IOException {
    List<Path> classes = Jars.compile(work, "Good", Jars.surrogate("Good", "lab.good"));
    Jars.jar(plugins.resolve("empty.jar"), classes, "# nothing\n");

    list("plugin-without-service-line");
  }

  @Test
  void serviceLineWithoutClass() throws IOException {
    Jars.jar(plugins.resolve("missing.jar"), List.of(), "lab.Missing\n");

    list("plugin-without-class");
  }

  @Test
  void aClassOfAnotherType() throws IOException {
    List<Path> classes = Jars.compile(work, "Other", "package lab; public class Other {}");
    Jars.jar(plugins.resolve("other.jar"), classes, "lab.Other\n");

    list("plugin-of-another-type");
  }

  @Test
  void aClassOfANewerJava() throws IOException {
    List<Path> classes = Jars.compile(work, "Newer", Jars.surrogate("Newer", "lab.newer"));
    for (Path file : classes) {
      byte[] bytes = Files.readAllBytes(file);
      bytes[6] = 0;
      bytes[7] = 99;
      Files.write(file, bytes);
    }
    Jars.jar(plugins.resolve("newer.jar"), classes, "lab.Newer\n");

    Snn.Result result = Snn.run(dir, "list", "--plugins", plugins.toString());

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).contains("newer.jar", "Java 55", "newer").doesNotContain("Exception");
  }

  @Test
  void aConstructorThatFails() throws IOException {
    String source =
        Jars.surrogate("Fails", "lab.fails")
            .replace(
                "public record",
                "public Fails() { throw new IllegalStateException(\"no licence\"); } public record");
    Jars.jar(plugins.resolve("fails.jar"), Jars.compile(work, "Fails", source), "lab.Fails\n");

    Snn.Result result = Snn.run(dir, "list", "--plugins", plugins.toString());

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("fails.jar", "lab.Fails", "no licence");
    assertThat(result.err().lines()).hasSize(1);
  }

  @Test
  void aReservedName() throws IOException {
    Jars.plugin(plugins.resolve("reserved.jar"), work, "Reserved", "mine");

    list("plugin-reserved-name");
  }

  @Test
  void aBadName() throws IOException {
    Jars.plugin(plugins.resolve("bad.jar"), work, "Bad", "Lab.Mine");

    list("plugin-bad-name");
  }

  @Test
  void aBrokenJar() throws IOException {
    Golden.file(plugins, "broken.jar", "this is no archive");

    list("plugin-broken-jar");
  }

  @Test
  void checkingABrokenJar() throws IOException {
    Path jar = Golden.file(dir, "broken.jar", "this is no archive");

    Golden.error(dir, "check-plugin-broken-jar", "check-plugin", jar.toString());
  }
}
