package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.plugin.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewPluginTest {
  @TempDir Path dir;

  /** Every family, whoever adds one. */
  static Stream<Family<?>> families() {
    return Family.all().stream();
  }

  @ParameterizedTest
  @MethodSource("families")
  void aProjectIsWholeKeepsItsContractAndTrains(Family<?> of) throws IOException {
    String family = of.name();
    Path project = Projects.make(dir, family, "yourlab.test");

    String service = of.service().getName();
    String plugin = of.service().getSimpleName();
    String type = "Test" + plugin.substring(0, plugin.length() - "Plugin".length());
    assertThat(Projects.files(project))
        .containsExactlyInAnyOrder(
            ".mvn/maven.config",
            "README.md",
            "experiment.yaml",
            "pom.xml",
            "src/main/java/yourlab/" + type + ".java",
            "src/main/resources/META-INF/services/" + service,
            "src/test/java/yourlab/" + type + "Test.java");
    Path jar = Projects.jar(project);
    Projects.compile(project, "src/test/");
    Snn.Result checked = Snn.run(dir, "check-plugin", jar.toString());
    assertThat(checked.out())
        .startsWith("yourlab.test (" + family + ")\n")
        .endsWith("the contract holds\n");
    assertThat(checked.code()).isZero();
    Snn.Result trained =
        Snn.run(
            dir,
            "--plugins",
            jar.toString(),
            family.equals("search") ? "table" : "run",
            project.resolve("experiment.yaml").toString(),
            "--out",
            dir.resolve("out").toString());
    assertThat(trained.code()).as(trained.err()).isZero();
    Matcher accuracy =
        Pattern.compile(
                family.equals("search") ? "\\b(\\d\\d\\.\\d\\d)\\b" : "accuracy +([\\d.]+) %")
            .matcher(trained.out());
    assertThat(accuracy.find()).as(trained.out()).isTrue();
    assertThat(Double.parseDouble(accuracy.group(1))).isGreaterThan(30);
  }

  @ParameterizedTest
  @ValueSource(strings = {"li", "sigma-delta"})
  void aLayerDeclaresWhatItsNeuronsPutOut(String neuron) throws IOException {
    Path jar = Projects.jar(Projects.make(dir, "layer", "yourlab.test"));
    Path file =
        Golden.file(
            dir,
            "values.yaml",
            "dataset: {type: digits, train: 64, test: 32}",
            "encoder: {type: rate, steps: 5}",
            "layers: [{type: yourlab.test, size: 10, neuron: " + neuron + "}]",
            "decoder: {type: membrane}",
            "loss: {type: cross-entropy}",
            "training: {epochs: 1}");
    String[] run = {"--plugins", jar.toString(), "run", file.toString(), "--out"};

    Snn.Result membranes = Snn.run(dir, words(run, dir + "/membranes"));
    assertThat(membranes.code()).as(membranes.err()).isZero();

    Snn.Result spikes = Snn.run(dir, words(run, dir + "/spikes", "--set", "decoder=first-spike"));
    assertThat(spikes.err())
        .isEqualTo(
            "snn: the decoder 'first-spike' reads the firing probability of the last layer, and"
                + " layers[0] (yourlab.test) has none; its neurons put out values, not spikes\n");
    assertThat(spikes.code()).isEqualTo(2);
  }

  private static String[] words(String[] first, String... more) {
    return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
  }

  /** Blank lines, comments, imports and closing braces are nobody's own. */
  @ParameterizedTest
  @CsvSource({
    "neuron, 39",
    "layer, 99",
    "surrogate, 39",
    "encoder, 49",
    "decoder, 39",
    "loss, 39",
    "dataset, 39",
    "augmentation, 29",
    "procedure, 99",
    "optimizer, 59",
    "rewiring, 59",
    "learning-rule, 39",
    "metric, 49",
    "reservoir, 79",
    "synapse, 45",
    "search, 35",
    "stream-learner, 59",
    "drift-detector, 49"
  })
  void theAuthorsOwnCodeIsShort(String family, long most) throws IOException {
    Path project = Projects.make(dir, family, "yourlab.test");

    long own =
        Files.readAllLines(Projects.source(project)).stream()
            .map(String::strip)
            .filter(line -> !line.matches("|/?\\*.*|package .*|import .*|[})]+;?"))
            .count();

    assertThat(own).isBetween(10L, most);
  }

  @ParameterizedTest
  @CsvSource({
    "neuron, yourlab.point, PointNeuronPlugin",
    "neuron, yourlab.string, StringNeuron",
    "layer, yourlab.tape, TapeLayer",
    "loss, yourlab.loss, LossLoss",
    "encoder, int.2d-on-off, My2dOnOffEncoder",
    "decoder, a-b.3.c, CDecoder",
    "dataset, my.lab.class, ClassDataset",
    "surrogate, lab.soft-surrogate, SoftSurrogate",
    "learning-rule, lab.slow, SlowLearningRule"
  })
  void namesThatAreHardOnJavaCompile(String family, String name, String type) throws IOException {
    Path project = Projects.make(dir, family, name);

    assertThat(Projects.source(project)).hasFileName(type + ".java");
    Path jar = Projects.jar(project);
    Projects.compile(project, "src/test/");
    Snn.Result listed = Snn.run(dir, "list", family, "--plugins", jar.toString());
    assertThat(listed.out()).contains(name + " ");
    assertThat(Files.readString(project.resolve("experiment.yaml"))).contains("type: " + name);
  }

  @Test
  void saysWhatItWroteAndWhatToDoNext() throws IOException {
    Path home = Projects.checkout(dir.resolve("check out"));
    Path project = Files.createDirectories(dir.resolve("empty"));

    Snn.Result made =
        Snn.run(home, Map.of(), "new-plugin", "neuron", "lab.lif", project.toString());

    assertThat(made.out().replace(dir.toString(), "{dir}"))
        .isEqualTo(
            """
            wrote {dir}/empty
              src/main/java/lab/LifNeuron.java
              src/main/resources/META-INF/services/dev.snn.api.neuron.NeuronPlugin
              src/test/java/lab/LifNeuronTest.java
              experiment.yaml
              .mvn/maven.config
              README.md
              pom.xml
            next, in that folder
              mvn package
              '{dir}/check out/snn' check-plugin target/lab-lif-1.0.jar
              '{dir}/check out/snn' --plugins target/lab-lif-1.0.jar run experiment.yaml
            """);
    assertThat(Files.readString(project.resolve("README.md")))
        .contains("[snn](file://" + dir + "/check%20out/)")
        .contains("'" + home + "/snn' --plugins target/lab-lif-1.0.jar run experiment.yaml")
        .doesNotContainPattern("\\{\\w+}");
  }

  @Test
  void thePomFindsTheCheckoutFromAnywhere() throws Exception {
    Path home = Projects.checkout(dir.resolve("a b&ü<50%${x}"));

    Snn.Result made =
        Snn.run(home, Map.of(), "new-plugin", "loss", "lab.x", dir.resolve("new").toString());
    assertThat(made.code()).as(made.err()).isZero();

    var pom =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(dir.resolve("new/pom.xml").toFile());
    String url = pom.getElementsByTagName("url").item(0).getTextContent();
    // Tried with Maven: %C3%BC in place of the letter is not found.
    assertThat(url).isEqualTo("file://" + dir + "/a%20b&ü<50%25%24{x}/.snn/repository");
    assertThat(pom.getElementsByTagName("snn.version").item(0).getTextContent())
        .isEqualTo(Projects.VERSION);
  }

  /** What the main build has fetched is all that a new project needs. */
  @Test
  void versionsAreThoseOfTheMainBuild() throws IOException {
    String main = Files.readString(Path.of("../pom.xml"));
    String pom = Files.readString(Projects.make(dir, "neuron", "lab.x").resolve("pom.xml"));

    Matcher plugin =
        Pattern.compile("<artifactId>(maven-[a-z]+-plugin)</artifactId>\\s*<version>([^<]+)<")
            .matcher(pom);
    int plugins = 0;
    while (plugin.find()) {
      assertThat(main)
          .containsPattern(
              "<artifactId>%s</artifactId>\\s*<version>%s<"
                  .formatted(plugin.group(1), Pattern.quote(plugin.group(2))));
      plugins++;
    }
    assertThat(plugins).isEqualTo(5);
    Matcher junit = Pattern.compile("<junit.version>[^<]+<").matcher(pom);
    assertThat(junit.find()).isTrue();
    assertThat(main).contains(junit.group());
  }

  @Test
  void nothingIsWrittenWhereSomethingIsWrong() throws IOException {
    Path home = Projects.checkout(dir.resolve("checkout"));
    Path full = Golden.file(dir, "full/notes.txt", "mine").getParent();

    for (String[] words :
        List.of(
            new String[] {"nuron", "lab.x", "new"},
            new String[] {"neuron", "x", "new"},
            new String[] {"neuron", "lab.", "new"},
            new String[] {"neuron", "lab.x_y", "new"},
            new String[] {"neuron", "lab." + "x".repeat(60), "new"},
            new String[] {"neuron", "com.sun.x", "new"},
            new String[] {"neuron", "lab.x", "full"},
            new String[] {"neuron", "lab.x", "full/notes.txt"},
            new String[] {"neuron", "lab.x", "full/notes.txt/below"})) {
      Snn.Result result =
          Snn.run(
              home, Map.of(), "new-plugin", words[0], words[1], dir.resolve(words[2]).toString());

      assertThat(result.code()).as(String.join(" ", words)).isEqualTo(2);
      assertThat(result.out()).isEmpty();
      assertThat(result.err().lines()).hasSize(1);
    }
    assertThat(dir.resolve("new")).doesNotExist();
    assertThat(Projects.files(full)).containsExactly("notes.txt");
  }
}
