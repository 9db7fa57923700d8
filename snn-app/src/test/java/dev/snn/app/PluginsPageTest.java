package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets of docs/plugins.md: they compile, keep their contracts and train. */
class PluginsPageTest {
  private static final Path PAGE = Path.of("../docs/plugins.md");
  private static final Pattern TYPE = Pattern.compile("(?m)^(?:public final )?class (\\w+)");
  private static final Pattern PLUGIN = Pattern.compile("class (\\w+) implements (\\w+Plugin)<");

  @TempDir Path dir;

  /** The texts of the page's blocks in a language. */
  private static List<String> blocks(String language) throws IOException {
    return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
        .matcher(Files.readString(PAGE))
        .results()
        .map(result -> result.group(1))
        .toList();
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  /** Writes the Java blocks as a project; returns the number of plug-ins. */
  private int write(Path project) throws IOException {
    int plugins = 0;
    for (String block : blocks("java")) {
      String type = first(TYPE, block);
      String part = type.endsWith("Test") ? "test" : "main";
      Golden.file(project, "src/" + part + "/java/yourlab/" + type + ".java", block);
      for (MatchResult plugin : PLUGIN.matcher(block).results().toList()) {
        String service = first(Pattern.compile("import (.*\\." + plugin.group(2) + ");"), block);
        String file = "src/main/resources/META-INF/services/" + service;
        Path list = project.resolve(file);
        String before = Files.exists(list) ? Files.readString(list) : "";
        Golden.file(project, file, before + "yourlab." + plugin.group(1) + "\n");
        plugins++;
      }
    }
    return plugins;
  }

  /** The example that CI builds is what the page shows, and each of its neurons is short. */
  @Test
  void theExampleIsThatOfThePageAndShort() throws IOException {
    Path sources = Path.of("../examples/plugin-variables/src/main/java/yourlab");
    assertThat(blocks("java")).contains(Files.readString(sources.resolve("IzhikevichNeuron.java")));
    for (String name : List.of("IzhikevichNeuron.java", "SynapticNeuron.java")) {
      long own =
          Files.readAllLines(sources.resolve(name)).stream()
              .map(String::strip)
              .filter(line -> !line.matches("|/?\\*.*|package .*|import .*|[})]+;?"))
              .count();
      assertThat(own).as(name).isLessThan(45);
    }
  }

  @Test
  void snippetsCompileKeepTheirContractsAndTrain() throws IOException {
    Path project = dir.resolve("page");
    int plugins = write(project);
    assertThat(plugins).isEqualTo(3);
    assertThat(blocks("yaml")).hasSize(1);

    Path jar = Projects.jar(project);
    Projects.compile(project, "src/test/");

    Snn.Result checked = Snn.run(dir, "check-plugin", jar.toString());
    assertThat(checked.out())
        .contains(
            "yourlab.saturating (neuron)",
            "yourlab.izhikevich (neuron)",
            "yourlab.laplace (surrogate)")
        .endsWith("all contracts hold\n");
    assertThat(checked.code()).isZero();
    Path experiment = Golden.file(dir, "page.yaml", blocks("yaml").get(0));
    Snn.Result trained =
        Snn.run(
            dir,
            "--plugins",
            jar.toString(),
            "run",
            experiment.toString(),
            "--out",
            dir.resolve("out").toString());
    assertThat(trained.code()).as(trained.err()).isZero();
    String accuracy = first(Pattern.compile("accuracy +([\\d.]+) %"), trained.out());
    assertThat(Double.parseDouble(accuracy)).isGreaterThan(70);
  }
}
