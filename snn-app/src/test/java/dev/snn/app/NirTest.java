package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code snn nir}; the files are made by {@code files.py} of snn-nir. */
class NirTest {
  private static final Path FILES = Path.of("src/test/resources/nir");

  @TempDir Path dir;

  private Path copy(String name) throws IOException {
    return Files.copy(FILES.resolve(name), dir.resolve(name));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nir-without-verb     | nir
          nir-unknown-verb     | nir shwo plain.nir
          nir-without-file     | nir show
          nir-missing          | nir show {dir}/none.nir
          nir-no-hdf5          | nir show {dir}/input.csv
          nir-unknown-type     | nir show {dir}/unknown-type.nir
          nir-no-edge          | nir show {dir}/no-edge.nir
          nir-shapes           | nir show {dir}/neuron-shapes.nir
          nir-cycle            | nir run {dir}/idle-cycle.nir --input {dir}/input.csv
          nir-claims           | nir show {dir}/claims.nir
          nir-foreign-option   | nir show {dir}/plain.nir --dt 1
          nir-without-input    | nir run {dir}/plain.nir
          nir-dt               | nir run {dir}/plain.nir --input {dir}/input.csv --dt fast
          nir-dt-zero          | nir run {dir}/plain.nir --input {dir}/input.csv --dt 0
          nir-discretization   | nir run {dir}/plain.nir --input {dir}/input.csv --discretization rk4
          nir-reset            | nir run {dir}/plain.nir --input {dir}/input.csv --reset none
          nir-no-such-input    | nir run {dir}/plain.nir --input inptu={dir}/input.csv,input={dir}/input.csv
          nir-no-such-inputs   | nir run {dir}/plain.nir --input input={dir}/input.csv,in={dir}/input.csv,b
          nir-record           | nir run {dir}/plain.nir --input {dir}/input.csv --record lfi
          nir-few-columns      | nir run {dir}/plain.nir --input {dir}/narrow.csv
          nir-no-number        | nir run {dir}/plain.nir --input {dir}/words.csv
          nir-missing-input    | nir run {dir}/plain.nir --input {dir}/none.csv
          nir-euler-step       | nir run {dir}/plain.nir --input {dir}/input.csv --discretization euler --dt 0.05
          nir-steps            | nir run {dir}/plain.nir --input digits
          nir-data-shape       | nir run {dir}/plain.nir --input digits --steps 4
          nir-import-no-out    | nir import {dir}/plain.nir
          nir-import-exact     | nir import {dir}/plain.nir --out {dir}/net --discretization exact
          nir-compare-one      | nir compare {dir}/plain.nir
          nir-compare-columns  | nir compare {dir}/plain.nir {dir}/input.csv
          """)
  void saysWhatIsWrong(String name, String line) throws IOException {
    for (String file : FILES.toFile().list()) {
      copy(file);
    }
    Golden.file(dir, "input.csv", "1,0", "0,1");
    Golden.file(dir, "narrow.csv", "1", "0");
    Golden.file(dir, "words.csv", "1,0", "0,one");

    Golden.error(dir, name, line.replace("{dir}", dir.toString()).split(" "));
  }

  @Test
  void showsNodesShapesAndTheGraph() throws IOException {
    Snn.Result result = Snn.run(dir, "nir", "show", copy("plain.nir").toString());

    assertThat(result.err()).isEmpty();
    assertThat(result.out().replace(dir.toString(), "{dir}"))
        .isEqualTo(
            """
            {dir}/plain.nir: NIR 1.0.6, 4 nodes, 3 edges

            NODE    TYPE    IN  OUT  PARAMETERS
            input   Input   2   2
            fc      Linear  2   2    weight 0 .. 1 [2 x 2]
            lif     LIF     2   2    r 1, tau 0.02000 s, v_leak 0, v_threshold 1
            output  Output  2   2

            input -> fc -> lif -> output
            """);
  }

  /** With dt = tau the first neuron is driven to 2 (1 - 1 / e), above its threshold of 1. */
  @Test
  void printsTheTraceOfItsNeurons() throws IOException {
    Path input = Golden.file(dir, "input.csv", "2,0,7", "0,0.5,7");

    Snn.Result result =
        Snn.run(
            dir,
            "nir",
            "run",
            copy("plain.nir").toString(),
            "--input",
            input.toString(),
            "--dt",
            "0.02",
            "--discretization",
            "exponential");

    assertThat(result.err()).endsWith("the first 2 of 3 columns are the input.\n");
    assertThat(result.out())
        .isEqualTo(
            """
            step,input[0],input[1],lif.spikes[0],lif.spikes[1],lif.v[0],lif.v[1]
            0,2,0,1,0,0,0
            1,0,0.5,0,0,0,0.31606027
            """);
  }

  /**
   * What a run leaves is read again, as a trace and as an input. An input of 9 fires every 20
   * ln(9/8) ms, so four times in the first 10 ms; 7 three times, and 3 once each.
   */
  @Test
  void aTraceComparesWithItself() throws IOException {
    String file = copy("plain.nir").toString();
    Path input = Golden.file(dir, "input.csv", "9,0", "0,7", "3,3", "0,0");
    String csv = dir.resolve("trace.csv").toString();
    String npz = dir.resolve("trace.npz").toString();
    for (String out : new String[] {csv, npz}) {
      Snn.Result run =
          Snn.run(
              dir, "nir", "run", file, "--input", input.toString(), "--dt", "0.01", "--out", out);
      assertThat(run.err()).isEmpty();
      assertThat(run.code()).isZero();
    }

    Snn.Result result =
        Snn.run(dir, "nir", "compare", file, npz, csv, "--dt", "0.01", "--discretization", "exact");

    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "TRACE NODE STEPS SPIKES GAINED LOST FIRST DIFFERENCE RMS OF V",
            "trace.npz lif 4 9 reference",
            "snn, exact lif 4 9 0 0 - 0.00e+00",
            // The shortest decimals of single precision.
            "trace.csv lif 4 9 0 0 - 4.38e-09");
  }

  @Test
  void comparesTheSchemes() throws IOException {
    String file = copy("plain.nir").toString();
    Path trace =
        Golden.file(
            dir,
            "other.csv",
            "step,input[0],input[1],lif.spikes[0],lif.spikes[1]",
            "0,9,0,0,0",
            "1,9,0,0,1",
            "2,0,0,0,0");

    Snn.Result result = Snn.run(dir, "nir", "compare", file, trace.toString(), "--dt", "0.01");

    assertThat(result.out().lines().map(line -> line.replaceAll(" +", " ")))
        .contains("snn, exponential lif 3 2 2 1 0 -", "snn, euler lif 3 2 2 1 0 -");
  }

  /** A trace that ends early, and one without a spike, agree with nothing. */
  @Test
  void saysWhatThereIsToCompare() throws IOException {
    String file = copy("plain.nir").toString();
    String header = "input[0],input[1],lif.spikes[1],lif.spikes[0]";
    Path trace = Golden.file(dir, "quiet.csv", header, "0,0,0,0", "0,0,0,0", "0,0,0,0");
    Path early = Golden.file(dir, "early.csv", header, "0,0,0,0");

    Snn.Result result =
        Snn.run(
            dir,
            "nir",
            "compare",
            file,
            trace.toString(),
            early.toString(),
            "--discretization",
            "exact");

    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines().map(line -> line.replaceAll(" +", " ")))
        .contains(
            "snn, exact lif 3 0 0 0 nothing to compare -",
            "early.csv lif 1 0 0 0 nothing to compare -",
            "note: snn, exact, lif: neither has a spike, so that there is none to compare",
            "note: early.csv, lif: 1 of 3 steps are compared, one has no more; neither has a spike, so that there is none to compare");
  }

  /** Nodes of the reference that the network or another trace lacks are named. */
  @Test
  void saysWhichNodesAreNotCompared() throws IOException {
    String file = copy("plain.nir").toString();
    String lif = "lif.spikes[0],lif.spikes[1]";
    Path trace = Golden.file(dir, "a.csv", "input[0],input[1]," + lif + ",lif_2.v", "9,9,1,1,0.5");
    Path other = Golden.file(dir, "b.csv", lif + ",lif_2.v", "1,1,0.5");
    Path less = Golden.file(dir, "c.csv", lif, "1,1");

    Snn.Result result =
        Snn.run(
            dir,
            "nir",
            "compare",
            file,
            trace.toString(),
            other.toString(),
            less.toString(),
            "--discretization",
            "exact");

    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines().filter(line -> line.contains("lif_2 is not in it")))
        .containsExactly(
            "note: snn, exact: lif_2 is not in it; not compared",
            "note: c.csv: lif_2 is not in it; not compared");
  }

  /** Columns have names; the order in which they stand says nothing. */
  @Test
  void columnsAreReadByTheirNames() throws IOException {
    String file = copy("plain.nir").toString();
    Path input = Golden.file(dir, "turned.csv", "input[1],step,input[0]", "7,0,9", "0,1,1");

    Snn.Result result =
        Snn.run(dir, "nir", "run", file, "--input", input.toString(), "--record", "fc");

    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .isEqualTo("step,input[0],input[1],fc.out[0],fc.out[1]\n0,9,7,9,7\n1,1,0,1,0\n");
  }

  /** The step that export prints is read back as it is. */
  @Test
  void exportPrintsTheStepInFull() throws IOException {
    Path experiment =
        Golden.file(
            dir,
            "step.yaml",
            "title: a step",
            "dt: 0.00012345678901234567",
            "dataset: {type: digits, train: 200, validation: 0, test: 50}",
            "encoder: {type: rate, steps: 8}",
            "layers: [{type: dense, size: 10, neuron: {type: lif, tau_mem: 5}}]",
            "decoder: rate",
            "loss: cross-entropy",
            "training: {epochs: 1}",
            "seeds: [1]");
    String kept = dir.resolve("kept").toString();
    Snn.Result run =
        Snn.run(dir, "run", experiment.toString(), "--out", dir + "/out", "--checkpoint", kept);
    assertThat(run.code()).as(run.err()).isZero();

    Snn.Result result =
        Snn.run(dir, "nir", "export", kept + "/last.safetensors", dir + "/step.nir");

    String printed = result.out().replaceAll("(?s).*--dt (\\S+).*", "$1");
    assertThat(Double.parseDouble(printed)).isEqualTo(0.00012345678901234567 / 1000);
  }

  @Test
  void readsAnArchiveOfNumPy() throws IOException {
    String file = copy("plain.nir").toString();
    Path input = Golden.file(dir, "input.csv", "9,0", "0,7");
    String npz = dir.resolve("input.npz").toString();
    Snn.run(dir, "nir", "run", file, "--input", input.toString(), "--record", "fc", "--out", npz);

    // The product with the unit matrix is the input itself, and stands in the archive with it.
    Snn.Result result =
        Snn.run(dir, "nir", "run", file, "--input", npz, "--record", "fc", "--dt", "0.01");

    assertThat(result.out())
        .isEqualTo("step,input[0],input[1],fc.out[0],fc.out[1]\n0,9,0,9,0\n1,0,7,0,7\n");
  }

  @Test
  void findsAFileInTheDataHome() throws IOException {
    copy("plain.nir");

    Snn.Result result =
        Snn.run(Map.of("SNN_DATA_HOME", dir.toString()), "nir", "show", "plain.nir");

    assertThat(result.out()).contains("input -> fc -> lif -> output");
  }

  private Path trained(String layers) throws IOException {
    Path experiment =
        Golden.file(
            dir,
            "net.yaml",
            "title: a net",
            "dataset: {type: digits, train: 200, validation: 0, test: 50}",
            "encoder: {type: rate, steps: 8}",
            "layers: " + layers,
            "decoder: rate",
            "loss: cross-entropy",
            "training: {epochs: 1}",
            "seeds: [1]");
    String kept = dir.resolve("kept").toString();
    Snn.Result result =
        Snn.run(dir, "run", experiment.toString(), "--out", dir + "/out", "--checkpoint", kept);
    assertThat(result.code()).as(result.err()).isZero();
    return dir.resolve("kept/last.safetensors");
  }

  @Test
  void aTrainedNetworkBecomesAFile() throws IOException {
    String checkpoint =
        trained("[{type: dense, size: 10, neuron: {type: lif, tau_mem: 5}}]").toString();
    String file = dir.resolve("net.nir").toString();

    Snn.Result result = Snn.run(dir, "nir", "export", checkpoint, file);

    assertThat(result.err()).isEmpty();
    assertThat(result.out().replace(dir.toString(), "{dir}"))
        .isEqualTo(
            """
            {dir}/net.nir: 5 nodes, 4 edges
            lost: layers[0].neuron.reset: 'subtract', which readers choose (here with --reset subtract)
            lost: layers[0].neuron.strict: that a membrane exactly at its threshold fires
            lost: layers[0].neuron.surrogate: what stands in for the derivative of a spike
            to run it as here: --discretization exponential --dt 0.001 --reset subtract
            """);
    Snn.Result scores =
        Snn.run(
            dir,
            "nir",
            "run",
            file,
            "--input",
            "digits",
            "--steps",
            "4",
            "--dt",
            "0.001",
            "--reset",
            "subtract");
    assertThat(scores.code()).as(scores.err()).isZero();
    assertThat(scores.out()).contains(" right, ", "layer0.neurons  LIF");
  }

  @Test
  void whatWouldBeLostIsRefused() throws IOException {
    String checkpoint =
        trained("[{type: dense, size: 10, neuron: {type: lif, tau_mem: 5}}]").toString();

    Golden.error(dir, "nir-strict", "nir", "export", checkpoint, dir + "/net.nir", "--strict");
    Golden.error(dir, "nir-no-checkpoint", "nir", "export", dir + "/net.yaml", dir + "/net.nir");
    assertThat(dir.resolve("net.nir")).doesNotExist();
  }

  @Test
  void aLayerWithoutAPrimitiveIsNamed() throws IOException {
    String checkpoint = trained("[{type: srm-bernoulli, size: 10}]").toString();

    Golden.error(dir, "nir-no-primitive", "nir", "export", checkpoint, dir + "/net.nir");
  }

  /** Layers of the file with its parameters: what an experiment scores is what the file says. */
  @Test
  void aFileBecomesLayersOfAnExperiment() throws IOException {
    String checkpoint =
        trained("[{type: dense, size: 10, neuron: {type: lif, tau_mem: 5}}]").toString();
    String file = dir.resolve("net.nir").toString();
    String out = dir.resolve("net-again").toString();
    Snn.run(dir, "nir", "export", checkpoint, file);

    Snn.Result result =
        Snn.run(dir, "nir", "import", file, "--out", out, "--dt", "0.001", "--reset", "subtract");

    assertThat(result.err()).isEmpty();
    assertThat(result.out().replace(dir.toString(), "{dir}"))
        .isEqualTo("{dir}/net-again.yaml\n{dir}/net-again.npz\n");
    String scored = Snn.run(dir, "eval", checkpoint).out();
    Path again =
        Golden.file(
            dir,
            "again.yaml",
            "dataset: {type: digits, train: 200, validation: 0, test: 50}",
            "encoder: {type: rate, steps: 8}",
            "decoder: rate",
            "loss: cross-entropy",
            "training: {epochs: 1, optimizer: {type: sgd, lr: 1.0e-30}}",
            "seeds: [1]",
            Files.readString(Path.of(out + ".yaml")));
    Snn.Result run =
        Snn.run(
            dir, "run", again.toString(), "--out", dir + "/out2", "--checkpoint", dir + "/kept2");
    assertThat(run.code()).as(run.err()).isZero();
    String scoredAgain = Snn.run(dir, "eval", dir + "/kept2/last.safetensors").out();
    assertThat(accuracy(scoredAgain)).isEqualTo(accuracy(scored));
    Path stands =
        Golden.file(
            dir,
            "stands.yaml",
            "dataset: {type: digits, train: 200, validation: 0, test: 50}",
            "encoder: {type: rate, steps: 8}",
            "dt: 1",
            "layers: {nir: '" + file + "', reset: subtract}",
            "decoder: rate",
            "loss: cross-entropy",
            "training: evaluate",
            "seeds: [1]");
    Snn.Result evaluated = Snn.run(dir, "run", stands.toString(), "--out", dir + "/out3");
    assertThat(evaluated.code()).as(evaluated.err()).isZero();
    assertThat(accuracy(evaluated.out())).isEqualTo(accuracy(scored));
    Snn.Result other =
        Snn.run(
            dir,
            "run",
            stands.toString(),
            "--out",
            dir + "/out4",
            "--set",
            "layers[1].neuron.v_threshold=1000000000",
            "--set",
            "layers.reset=zero");
    assertThat(other.code()).as(other.err()).isZero();
    assertThat(other.out()).contains("spikes/example  0.0");
  }

  /** The step and the options of a file come before what is said of one of its layers. */
  @Test
  void aRowMayChangeALayerOfAFile() throws IOException {
    String neuron = "'layers[0].neuron.v_threshold': 3, 'layers.reset': subtract";
    String slow = layersOf("slow.yaml", 2, "rows: {a: {" + neuron + "}}");

    assertThat(layersOf("fast.yaml", 1, "rows: {a: {" + neuron + "}}", "--set", "dt=2"))
        .isEqualTo(slow)
        .contains("v_threshold: 3.0", "reset: subtract", "alpha: 0.8999");
    assertThat(layersOf("fast.yaml", 1, "rows: {a: {" + neuron + "}}")).isNotEqualTo(slow);
    assertThat(layersOf("early.yaml", 1, "profiles: {quick: {" + neuron + "}}", "--quick"))
        .isEqualTo(
            "snn: "
                + dir.resolve("early.yaml")
                + ": profiles.quick: 'layers[0].neuron.v_threshold' leads to a layer, and 'layers' names a file that rows still have a say in."
                + " Write it in the rows.\n");
    String searched = "rows: {a: {" + neuron + ", sweep: {space: {dt: [1, 2]}}}}";
    assertThat(layersOf("searched.yaml", 1, searched))
        .contains("sweep.space: 'dt' says what the file in 'layers' becomes");
  }

  /** The configuration, or what is wrong with it. */
  private String layersOf(String name, int dt, String rows, String... options) throws IOException {
    Path file =
        Golden.file(
            dir,
            name,
            "dataset: {type: digits, train: 200, validation: 0, test: 50}",
            "encoder: {type: rate, steps: 8}",
            "dt: " + dt,
            "layers: {nir: '"
                + FILES.resolve("plain.nir").toAbsolutePath()
                + "', discretization: euler}",
            "decoder: rate",
            "loss: cross-entropy",
            "training: evaluate",
            "seeds: [1]",
            rows);
    List<String> args = new ArrayList<>(List.of("explain", file.toString(), "--config"));
    args.addAll(List.of(options));
    Snn.Result result = Snn.run(dir, args.toArray(String[]::new));
    return result.out().replaceFirst("^[a-z]+\n", "") + result.err();
  }

  /** Where the files of the paper are at hand. */
  @ParameterizedTest
  @ValueSource(strings = {"cnn", "braille-published"})
  void experimentsWithFilesOfThePaperAreRead(String name) {
    String home = System.getenv("SNN_DATA_HOME");
    assumeTrue(home != null && Files.isDirectory(Path.of(home, "nir")), "no files of the paper");

    Snn.Result result =
        Snn.run(
            dir,
            "--data-home",
            home,
            "table",
            Path.of("..", "experiments", "nir", name + ".yaml").toString(),
            "--quick",
            "--dry-run",
            "--out",
            dir + "/out");

    assertThat(result.code()).as(result.err()).isZero();
  }

  private static String accuracy(String scores) {
    return scores.lines().filter(line -> line.contains("accuracy")).findFirst().orElseThrow();
  }
}
