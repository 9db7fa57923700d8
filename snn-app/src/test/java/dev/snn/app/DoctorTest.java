package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.plugin.UserError;
import dev.snn.bench.Bench;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.doctor.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken experiments are found and mended by what is said of them; shipped ones are clean. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoctorTest {
  private static final Path BROKEN = Path.of("src/test/resources/doctor").toAbsolutePath();
  private static final Path SHIPPED = Path.of("../experiments").toAbsolutePath().normalize();
  private static final String WRONG_GRADIENT = "wrong-gradient";

  /** Networks whose updates take seconds each. */
  private static final Set<String> LARGE =
      Set.of(
          "nmnist/7b-net.yaml",
          "rewiring/cifar10.yaml",
          "vdib/naturalisation.yaml",
          "vdib/reconstruction.yaml");

  @TempDir Path dir;

  private final Map<String, Set<String>> broken = new TreeMap<>();
  private final Map<String, Set<String>> shipped = new TreeMap<>();
  private Path jar;

  static Stream<String> kinds() throws IOException {
    try (Stream<Path> files = Files.list(BROKEN)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .map(name -> name.replace(".yaml", ""))
          .sorted()
          .toList()
          .stream();
    }
  }

  /** A loss whose gradient is half as large again as it should be. */
  private Path wrongLoss() throws IOException {
    if (jar == null) {
      Path project = Projects.make(dir, "loss", "yourlab.test");
      Projects.change(project, "g[c] += 2", "g[c] += 3");
      jar = Projects.jar(project);
    }
    return jar;
  }

  private Snn.Result doctor(String kind, String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("doctor", BROKEN.resolve(kind + ".yaml") + ""));
    args.addAll(List.of("--data-home", BROKEN.toString(), "--json"));
    if (kind.equals(WRONG_GRADIENT)) {
      args.addAll(List.of("--plugins", wrongLoss().toString()));
    }
    args.addAll(List.of(more));
    return Snn.run(dir, args.toArray(String[]::new));
  }

  /** What was found, by name; nothing is found at two places. */
  private static Map<String, JsonNode> findings(Snn.Result result) throws IOException {
    assertThat(result.err()).isEmpty();
    Map<String, JsonNode> found = new LinkedHashMap<>();
    for (JsonNode row : new ObjectMapper().readTree(result.out()).get("examined")) {
      assertThat(row.has("failed")).as(row.toString()).isFalse();
      for (JsonNode one : row.path("findings")) {
        JsonNode other = found.put(one.get("name").asText(), one);
        assertThat(other).as("found also: " + one).isNull();
      }
    }
    assertThat(result.code()).isEqualTo(found.isEmpty() ? 0 : 1);
    return found;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void aBrokenExperimentIsFoundAndMendedByItsSetting(String kind) throws IOException {
    Map<String, JsonNode> found = findings(doctor(kind));
    broken.put(kind, found.keySet());

    assertThat(found).containsKey(kind);
    JsonNode one = found.get(kind);
    assertThat(one.path("where").asText()).isNotBlank();
    assertThat(one.path("seen").asText()).containsPattern("[0-9]");
    assertThat(one.path("cause").asText()).isNotBlank();
    assertThat(one.path("unit").asText()).isNotBlank();
    assertThat(one.path("set").asText()).as(one.toString()).contains("=");
    assertThat(findings(doctor(kind, "--set", one.get("set").asText()))).doesNotContainKey(kind);
  }

  static Stream<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(SHIPPED)) {
      return files
          .map(file -> SHIPPED.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(".yaml"))
          .sorted()
          .toList()
          .stream();
    }
  }

  /**
   * A row of each file that trains by gradients, where there is one; all rows with {@code
   * -Ddoctor.all=true}. Data that are not at hand are looked for in the data home of the
   * environment, if there is one.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void aShippedExperimentIsClean(String file) throws IOException {
    assumeTrue(Boolean.getBoolean("doctor.all") || !LARGE.contains(file), "a large network");
    List<Finding> findings = new ArrayList<>();
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults(), environment())) {
      ExperimentFile experiment;
      try {
        experiment = Bench.on(engine).read(SHIPPED.resolve(file), null, List.of());
      } catch (UserError e) {
        assumeTrue(!e.getMessage().contains("A name with a dot is a plug-in's"), "needs a plug-in");
        assumeTrue(!e.getMessage().contains("layers.nir: there is no file"), e.getMessage());
        throw e;
      }
      boolean looked = false;
      String missing = null;
      for (ExperimentFile.Row row : rows(experiment)) {
        try {
          findings.addAll(engine.examine(row.config(), experiment.seeds().get(0)).findings());
          looked = true;
        } catch (NotApplicableException e) {
          continue;
        } catch (MissingDataException e) {
          missing = e.getMessage();
          continue;
        }
        if (!Boolean.getBoolean("doctor.all")) {
          break;
        }
      }
      assumeTrue(looked || missing == null, missing);
      assertThat(looked).as("one row fits at least").isTrue();
    }
    shipped.put(
        file, new TreeSet<>(findings.stream().map(finding -> finding.symptom().id()).toList()));

    assertThat(findings).isEmpty();
  }

  private Map<String, String> environment() {
    Map<String, String> env = new TreeMap<>();
    env.put("XDG_CACHE_HOME", dir.resolve("cache").toString());
    env.put("XDG_DATA_DIRS", dir.resolve("share").toString());
    String home = System.getenv("SNN_DATA_HOME");
    if (home != null) {
      env.put("SNN_DATA_HOME", home);
    }
    return env;
  }

  /** Those that minimise a loss first. */
  private static List<ExperimentFile.Row> rows(ExperimentFile experiment) {
    List<ExperimentFile.Row> rows = new ArrayList<>(experiment.rows());
    rows.sort(Comparator.comparing(row -> row.config().loss() == null));
    return rows;
  }

  @Test
  void theTextSaysWhatWasSeenWhyAndWhatMends() throws IOException {
    Snn.Result result = Snn.run(dir, "doctor", BROKEN.resolve("few-steps.yaml").toString());

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out())
        .startsWith("Neurons slower than the examples\n\nrow ")
        .contains("  few-steps at layers[0]: 10 steps of 1 ms are 10 ms, tau_mem is 60 ms\n")
        .contains("\n    cause: an example is over when ")
        .contains("\n    mend: --set 'encoder.steps=120'\n");
  }

  /** What is not looked at is not passed over in silence. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "silent-layer",
        "saturated-layer",
        "vanishing-gradient",
        "exploding-gradient",
        "wrong-gradient",
        "trivial-loss",
        "few-steps"
      })
  void aProcedureWithoutGradientsIsToldWhatDoesNotApply(String symptom) throws IOException {
    Path file =
        Golden.file(
            dir, "majority.yaml", "dataset: digits", "training: {procedure: majority}", "title: A");

    JsonNode row =
        new ObjectMapper()
            .readTree(Snn.run(dir, "doctor", file.toString(), "--json").out())
            .get("examined")
            .get(0);

    assertThat(row.path("does_not_apply").path(symptom).asText()).isNotBlank();
    assertThat(row.path("does_not_apply").has("class-balance")).isFalse();
  }

  /** Trained with a rate that moves nothing, and with the one that is told. */
  @Test
  void recordsAndCheckpointsAreExamined() throws IOException {
    Path out = dir.resolve("out");
    String file = BROKEN.resolve("trivial-loss.yaml").toString();
    Snn.Result run =
        Snn.run(
            dir,
            List.of("run", file, "--out", out + "", "--checkpoint", dir.resolve("kept") + "")
                .toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    String record;
    try (Stream<Path> records = Files.list(out.resolve("records"))) {
      record = records.filter(f -> f.toString().endsWith(".json")).findFirst().get().toString();
    }
    String saved = dir.resolve("kept/last.safetensors").toString();

    for (String which : List.of(record, saved)) {
      Map<String, JsonNode> found = findings(Snn.run(dir, "doctor", which, "--json"));
      assertThat(found).as(which).containsOnlyKeys("trivial-loss");
      String set = found.get("trivial-loss").get("set").asText();
      assertThat(set).startsWith("training.optimizer.lr=");
      assertThat(findings(Snn.run(dir, "doctor", which, "--json", "--set", set))).isEmpty();
    }
  }

  /** Of a file in which layers have other numbers, or whose sweep has the last word. */
  @Test
  void aSettingThatMeansSomethingElseInTheFileIsNotTold() throws IOException {
    String layer = "  - {type: dense, size: 16, neuron: {type: lif, r: %s}}";
    Path block =
        Golden.file(
            dir,
            "block.yaml",
            "title: A silent layer behind a block",
            "dataset: {type: digits, train: 300, test: 200}",
            "encoder: {type: latency, steps: 10}",
            "layers:",
            "  - {type: sew-block, channels: 1}",
            layer.formatted("0.02"),
            layer.formatted("60"),
            layer.formatted("60"),
            layer.formatted("60"),
            "  - {type: dense, size: 10, neuron: {type: lif, r: 60}}",
            "decoder: rate",
            "loss: cross-entropy",
            "training: {procedure: gradient, batch: 32, epochs: 2}");
    String constant = Files.readString(BROKEN.resolve("trivial-loss.yaml"));
    Path sweep =
        Golden.file(
            dir,
            "sweep.yaml",
            constant.replace("train: 300,", "train: 300, validation: 100,"),
            "sweep:",
            "  search: random",
            "  runs: 2",
            "  objective: accuracy",
            "  space: {training.optimizer.lr: {log_uniform: [1.0e-7, 1.0e-5]}}",
            "rows: {a: }");

    Map<String, JsonNode> silent = findings(Snn.run(dir, "doctor", block + "", "--json"));
    Map<String, JsonNode> still = findings(Snn.run(dir, "doctor", sweep + "", "--json"));

    assertThat(silent.get("silent-layer").path("where").asText()).startsWith("layers[");
    assertThat(silent.get("silent-layer").has("set")).as(silent.toString()).isFalse();
    assertThat(still).containsOnlyKeys("trivial-loss");
    assertThat(still.get("trivial-loss").has("set")).as(still.toString()).isFalse();
  }

  @Test
  void aLayerBehindTheSilentOneAndAPoolIsNoFindingOfItsOwn() throws IOException {
    Path file =
        Golden.file(
            dir,
            "pool.yaml",
            "title: A pool behind a silent layer",
            "dataset: {type: digits, train: 300, test: 200}",
            "encoder: {type: latency, steps: 10}",
            "layers:",
            "  - {type: conv, channels: 4, neuron: {type: lif, r: 0.02}}",
            "  - {type: max-pool}",
            "  - {type: dense, size: 10, bias: false, neuron: {type: lif, r: 60}}",
            "decoder: rate",
            "loss: cross-entropy",
            "training: {procedure: gradient, batch: 32, epochs: 2}");

    Map<String, JsonNode> found = findings(Snn.run(dir, "doctor", file + "", "--json"));

    assertThat(found.get("silent-layer").path("where").asText()).isEqualTo("layers[0]");
  }

  /** Bytes that are read as crossings of a threshold of as many. */
  @Test
  void valuesOfAnyUnitAreNoFindingWhereTheEncoderHasThresholdsInIt() throws IOException {
    String bytes = Files.readString(BROKEN.resolve("input-scale.yaml"));
    for (String threshold : List.of("20", "1000")) {
      Path file =
          Golden.file(
              dir,
              "delta.yaml",
              bytes
                  .replace("bytes.csv", BROKEN.resolve("bytes.csv").toString())
                  .replace("r: 60", "r: 60, tau_mem: 5")
                  .replace(
                      "{type: direct, steps: 10}",
                      "{type: delta, threshold: %s}".formatted(threshold)));

      Map<String, JsonNode> found = findings(Snn.run(dir, "doctor", file + "", "--json"));

      assertThat(found.containsKey("input-scale")).as(found + "").isEqualTo(threshold.length() > 2);
    }
  }

  /** A share of a file that has every sample twice would leak as well. */
  @Test
  void aLeakThatStaysWithoutTheTestFileHasNoMend() throws IOException {
    List<String> once = Files.readAllLines(BROKEN.resolve("points.csv"));
    List<String> twice = new ArrayList<>(once);
    twice.addAll(once);
    Path train = Files.write(dir.resolve("twice.csv"), twice);
    Path test = Files.write(dir.resolve("some.csv"), once.subList(0, 40));
    String leak = Files.readString(BROKEN.resolve("split-leak.yaml"));
    Path file =
        Golden.file(
            dir,
            "leak.yaml",
            leak.replace(
                "path: points.csv, test_path: points.csv",
                "path: %s, test_path: %s".formatted(train, test)));

    JsonNode found = findings(Snn.run(dir, "doctor", file.toString(), "--json")).get("split-leak");

    assertThat(found.path("value").asDouble()).isEqualTo(1);
    assertThat(found.has("set")).as(found.toString()).isFalse();
  }

  @Test
  void theSameExaminationSaysTheSame() throws IOException {
    String once = doctor("trivial-loss").out();

    assertThat(doctor("trivial-loss", "--threads", "1").out()).isEqualTo(once);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          doctor-without-file       | doctor
          doctor-missing-file       | doctor nofile
          doctor-missing-record     | doctor {dir}/none.json
          doctor-missing-checkpoint | doctor {dir}/none.safetensors
          doctor-row-of-a-record    | doctor {dir}/none.json --row vib
          doctor-unknown-row        | doctor tiny --row vbi
          doctor-unknown-option     | doctor tiny --row rate --set training.epoch=3
          """)
  void mistakes(String name, String line) throws IOException {
    Golden.error(dir, name, line.strip().replace("{dir}", dir.toString()).split(" "));
  }

  /**
   * Of all symptoms that were named, how many were there; of all that were there, how many named.
   */
  @AfterAll
  void precisionAndRecall() {
    long right = broken.entrySet().stream().filter(e -> e.getValue().contains(e.getKey())).count();
    Set<String> alarms = new TreeSet<>();
    broken.forEach(
        (kind, found) ->
            found.stream()
                .filter(name -> !name.equals(kind))
                .forEach(name -> alarms.add(kind + ": " + name)));
    shipped.forEach((file, found) -> found.forEach(name -> alarms.add(file + ": " + name)));
    System.out.printf(
        "doctor: %d broken and %d shipped experiments, recall %.3f, precision %.3f%n",
        broken.size(),
        shipped.size(),
        (double) right / Math.max(1, broken.size()),
        (double) right / Math.max(1, right + alarms.size()));
    assertThat(right).as("recall").isEqualTo(broken.size());
    assertThat(alarms).as("false alarms").isEmpty();
  }
}
