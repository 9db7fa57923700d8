package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A stranger's plug-in that fails: jar, class and method are named, in one line and without a
 * trace, with exit code 3 of check-plugin and 2 of every other command.
 */
class StrangersTest {
  private static final String EXPERIMENT =
      """
      dataset: {type: digits}
      encoder: {type: latency, steps: 4}
      layers: [{type: dense, size: 4, neuron: {type: lif, surrogate: {type: lab.bad}}}]
      decoder: {type: mlp, on: counts}
      loss: {type: cross-entropy}
      training: {procedure: gradient, epochs: 1}
      """;

  @TempDir Path dir;

  private Path surrogate(String from, String to) throws IOException {
    String good = Jars.surrogate("Bad", "lab.bad");
    assertThat(good).contains(from);
    String source = good.replace(from, to);
    return Jars.jar(
        dir.resolve("bad.jar"), Jars.compile(dir.resolve("work"), "Bad", source), "lab.Bad\n");
  }

  private Snn.Result snn(Path jar, String... words) {
    String[] all = new String[words.length + 2];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--plugins";
    all[words.length + 1] = jar.toString();
    return Snn.run(dir, all);
  }

  private static void assertBlamed(Snn.Result result, int code, String... words) {
    assertThat(result.err()).contains(words).doesNotContain("\tat ", "mistake of the program");
    assertThat(result.err().lines().filter(line -> line.startsWith("snn: "))).hasSize(1);
    assertThat(result.code()).as(result.err()).isEqualTo(code);
  }

  private List<Snn.Result> commands(Path jar) throws IOException {
    String file = Golden.file(dir, "e.yaml", EXPERIMENT).toString();
    String out = dir.resolve("out").toString();
    return List.of(
        snn(jar, "run", file, "--out", out),
        snn(jar, "explain", file),
        snn(jar, "table", file, "--dry-run", "--out", out),
        snn(jar, "table", file, "--out", out));
  }

  @Test
  void aNameThatThrows() throws IOException {
    Path jar = surrogate("return \"lab.bad\";", "throw new IllegalStateException(\"no name\");");
    String said = "bad.jar: lab.Bad.name threw java.lang.IllegalStateException: no name (Bad.java:";

    assertBlamed(snn(jar, "list"), 2, said);
    assertBlamed(Snn.run(dir, "check-plugin", jar.toString()), 3, said);
  }

  @ParameterizedTest
  @CsvSource({
    "return new Config(2);, throw new IllegalStateException(\"none\");,"
        + " lab.Bad.defaults threw java.lang.IllegalStateException: none (Bad.java:",
    "return new Config(2);, return null;, lab.Bad.defaults returned null",
    "return new Config(2);, return Sneaky.raise(new java.io.IOException(\"disk\"));,"
        + " lab.Bad.defaults threw java.io.IOException: disk (Bad.java:"
  })
  void defaultsThatAreNone(String from, String to, String said) throws IOException {
    String sneaky =
        """
        class Sneaky {
          @SuppressWarnings("unchecked")
          static <E extends Throwable, T> T raise(Throwable e) throws E { throw (E) e; }
        }
        """;
    String source = Jars.surrogate("Bad", "lab.bad").replace(from, to) + sneaky;
    List<Path> classes =
        new java.util.ArrayList<>(Jars.compile(dir.resolve("work"), "Bad", source));
    classes.add(dir.resolve("work/lab/Sneaky.class"));
    Path jar = Jars.jar(dir.resolve("bad.jar"), classes, "lab.Bad\n");

    for (Snn.Result result : commands(jar)) {
      assertBlamed(result, 2, "plug-in bad.jar: " + said);
      assertThat(result.out()).isEmpty();
    }
    assertBlamed(snn(jar, "describe", "surrogate", "lab.bad"), 2, said);
    Snn.Result checked = Snn.run(dir, "check-plugin", jar.toString());
    assertThat(checked.code()).isEqualTo(3);
    assertThat(checked.out()).contains("BROKEN");
    assertThat(checked.err()).isEqualTo("snn: 1 of 1 plug-ins break their contract\n");
  }

  @ParameterizedTest
  @CsvSource({
    "throw new IllegalStateException(\"no licence\");,"
        + " lab.Bad.create threw java.lang.IllegalStateException: no licence (Bad.java:",
    "return create(config; context);, lab.Bad.create calls itself without end (Bad.java:",
    "java.util.Objects.requireNonNull(null); return null;,"
        + " lab.Bad.create threw java.lang.NullPointerException (Bad.java:",
    "return null;, 'lab.Bad.create returned null, not a Surrogate'"
  })
  void aCreateThatFails(String body, String said) throws IOException {
    Path jar = surrogate("double k = config.slope();", body(body));

    for (Snn.Result result : commands(jar)) {
      assertBlamed(result, 2, "plug-in bad.jar: " + said);
    }
    Snn.Result checked = Snn.run(dir, "check-plugin", jar.toString());
    assertThat(checked.code()).isEqualTo(3);
    if (!said.contains("returned")) {
      assertThat(checked.out().lines().filter(line -> line.contains("BROKEN"))).hasSize(1);
      assertThat(checked.out())
          .contains("at lab.Bad.create(Bad.java:", " more checks cannot be done for it");
    }
  }

  /** The rest of the method stays, where the compiler must believe that it is reached. */
  private static String body(String first) {
    return "if (config != null) { "
        + first.replace(';', ',').replaceAll(",( |$)", ";$1").replace("config; ", "config, ")
        + " } double k = config.slope();";
  }

  @Test
  void aClassThatIsMissing() throws IOException {
    String source =
        Jars.surrogate("Bad", "lab.bad").replace("config.slope();", "Helper.slope(config.slope());")
            + "class Helper { static double slope(double k) { return k; } }";
    Path jar =
        Jars.jar(
            dir.resolve("bad.jar"), Jars.compile(dir.resolve("work"), "Bad", source), "lab.Bad\n");

    for (Snn.Result result : commands(jar)) {
      assertBlamed(
          result,
          2,
          "plug-in bad.jar: lab.Bad.create needs the class lab.Helper, which is not there");
    }
    assertThat(Snn.run(dir, "check-plugin", jar.toString()).code()).isEqualTo(3);
  }

  /** What is thrown in the middle of a training is the plug-in's too. */
  @Test
  void aMethodOfThePartThatThrows() throws IOException {
    Path jar =
        surrogate(
            "double p = primitive(x);", "double p = java.util.List.of(1.0).get((int) x + 9);");
    String file = Golden.file(dir, "e.yaml", EXPERIMENT).toString();

    Snn.Result run = snn(jar, "run", file, "--out", dir.resolve("out").toString());

    assertThat(run.err()).contains("the run failed: plug-in bad.jar: lab.Bad$1.derivative threw ");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).doesNotContain("\tat ");
  }

  /** One with a nested part as a default. */
  private Path withDefault(String part) throws IOException {
    String source =
        Jars.surrogate("Bad", "lab.bad")
            .replace(
                "double slope)", "double slope, @Doc(\"s\") @PartOf(\"surrogate\") Part nested)")
            .replace("new Config(2)", "new Config(2, " + part + ")");
    return Jars.jar(
        dir.resolve("bad.jar"), Jars.compile(dir.resolve("work"), "Bad", source), "lab.Bad\n");
  }

  @Test
  void aDefaultThatNamesThePlugInItself() throws IOException {
    Path jar = withDefault("Part.of(\"lab.bad\")");

    for (Snn.Result result : commands(jar)) {
      assertBlamed(result, 2, "parts stand more than 50 deep in each other");
    }
    Snn.Result checked = Snn.run(dir, "check-plugin", jar.toString());
    assertThat(checked.out()).contains("BROKEN  defaults in an experiment");
    assertThat(checked.code()).isEqualTo(3);
  }

  @Test
  void aDefaultThatNamesNoPart() throws IOException {
    Path jar = withDefault("Part.of(\"atan\", \"slope\", 2)");

    Snn.Result checked = Snn.run(dir, "check-plugin", jar.toString());

    assertThat(checked.out())
        .contains("BROKEN  defaults in an experiment", "'slope' is an option of the surrogate");
    assertThat(checked.code()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "META-INF/services/dev.snn.api.neuron.SurrogatePlugins",
    "META-INF/services/dev.snn.api.neurons.SurrogatePlugin",
    "META-INF/services/SurrogatePlugin",
    "META-INF/service/dev.snn.api.neuron.SurrogatePlugin",
    "META-INF/services/dev.snn.api.neuron.SurrogatePlugin.txt"
  })
  void aListOfServicesUnderAWrongName(String list) throws IOException {
    Path jar = dir.resolve("lost.jar");
    List<Path> good = Jars.compile(dir.resolve("work"), "Good", Jars.surrogate("Good", "lab.good"));
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Path file : good) {
        out.putNextEntry(new JarEntry("lab/" + file.getFileName()));
        Files.copy(file, out);
      }
      for (String name : List.of(list, "META-INF/services/dev.snn.api.loss.LossPlugin")) {
        out.putNextEntry(new JarEntry(name));
        out.write("lab.Good\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    }
    String said =
        "the list %s is not read. Name it META-INF/services/dev.snn.api.neuron.SurrogatePlugin."
            .formatted(list);

    assertBlamed(snn(jar, "list"), 2, "lost.jar", said);
    assertBlamed(Snn.run(dir, "check-plugin", jar.toString()), 3, "lost.jar", said);
  }

  @Test
  void aPlugInThatNoListNames() throws IOException {
    Path work = dir.resolve("work");
    List<Path> classes =
        new java.util.ArrayList<>(Jars.compile(work, "Good", Jars.surrogate("Good", "lab.good")));
    classes.addAll(Jars.compile(work, "Lost", Jars.surrogate("Lost", "lab.lost")));
    Path jar = Jars.jar(dir.resolve("two.jar"), classes, "lab.Good\n");

    Snn.Result checked = Snn.run(dir, "check-plugin", jar.toString());

    assertThat(checked.code()).isEqualTo(3);
    assertThat(checked.err())
        .isEqualTo(
            "snn: the class lab.Lost is a SurrogatePlugin, but META-INF/services/dev.snn.api.neuron.SurrogatePlugin does not list it\n");
    assertThat(checked.out()).doesNotContain("contract holds");
  }

  @Test
  void aForgottenFolderOfPlugIns() throws IOException {
    String file = Golden.file(dir, "e.yaml", EXPERIMENT).toString();

    Snn.Result run = Snn.run(dir, "run", file);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("no surrogate named 'lab.bad'", "give its jar or folder, as in --plugins DIR");
  }
}
