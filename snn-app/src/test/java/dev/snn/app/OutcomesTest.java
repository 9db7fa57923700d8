package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands print and how they end. */
class OutcomesTest {
  @TempDir Path dir;

  private Path rows(String... rows) throws IOException {
    return Golden.file(
        dir,
        "rows.yaml",
        "title: Rows of all kinds",
        "dataset: {type: digits}",
        "encoder: {type: latency, steps: 6}",
        "layers: [{type: dense, size: 16, neuron: {type: lif}}, {type: srm-bernoulli, size: 10}]",
        "loss: {type: cross-entropy}",
        "training: {procedure: gradient, batch: 64, epochs: 1}",
        "seeds: [1]",
        "rows: {" + String.join(", ", rows) + "}");
  }

  @Test
  void aTableGoesToTheOutputAndProgressToTheError() {
    Path out = dir.resolve("out");

    Snn.Result result = Snn.run(dir, "table", "tiny", "--out", out.toString());

    assertThat(result.code()).isZero();
    List<String> lines = result.out().lines().toList();
    assertThat(lines.get(0)).isEqualTo("Tiny test on digits");
    assertThat(lines.get(1)).matches(" +shuffled +spikes/");
    assertThat(lines.get(2)).startsWith("row").contains(" n ", "accuracy %", "parameters");
    assertThat(result.out())
        .containsPattern("(?m)^rate +2 +\\d+\\.\\d\\d \u00b1 \\d+\\.\\d\\d")
        .containsPattern("(?m)^vib - rate +accuracy % +2 +2 +[+-]\\d+\\.\\d\\d ")
        .contains("digits: 1,442 training, 0 validation, 355 test examples");
    assertThat(result.err())
        .contains("[3/6] rate, seed 1, epoch 2: loss ", "[6/6] vib, seed 2: ok, test accuracy ")
        .endsWith(
            "snn: report in %s\nsnn: files in %s\n".formatted(out.resolve("report.html"), out));
    for (String name :
        List.of(
            "table.csv", "table.md", "table.tex", "comparisons.csv", "table.json", "report.html")) {
      assertThat(out.resolve(name)).isNotEmptyFile();
    }
  }

  @Test
  void comparisonsOfSeveralExperimentsNameTheirs() throws IOException {
    String[] lines = {
      "title: Two",
      "dataset: {type: digits}",
      "encoder: {type: latency, steps: 4}",
      "layers: [{type: srm-bernoulli, size: 10}]",
      "loss: {type: cross-entropy}",
      "training: {batch: 64, epochs: 1}",
      "seeds: [1, 2]",
      "rows: {a: {decoder: rate}, b: {decoder: linear}}",
      "compare: [{a: a, b: b, metric: accuracy, expect: same, margin: 0.9}]"
    };
    Path one = Golden.file(dir, "one.yaml", lines);
    Path two = Golden.file(dir, "two.yaml", lines);

    Snn.Result result =
        Snn.run(
            dir,
            "table",
            one.toString(),
            two.toString(),
            "--no-report",
            "--out",
            dir.resolve("out").toString());

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .containsPattern(
            "(?m)^EXPERIMENT +COMPARISON +METRIC .* p \\(EQUIVALENCE\\) +EXPECTED +VERDICT")
        .containsPattern("(?m)^one .* same within 90 points .* p \\(equivalence\\)$")
        .contains("verdicts rest on raw p at the level 0.05")
        .containsPattern("(?m)^one +a - b +accuracy % ")
        .containsPattern("(?m)^two +a - b +accuracy % ");
  }

  @Test
  void aDryRunTrainsNothing() {
    Path out = dir.resolve("out");

    Snn.Result result = Snn.run(dir, "table", "tiny", "--dry-run", "--out", out.toString());

    assertThat(result.code()).isZero();
    assertThat(result.out().lines())
        .startsWith("tiny: majority, seed 1")
        .endsWith("6 runs; output in " + out)
        .hasSize(7);
    assertThat(out).doesNotExist();
  }

  @Test
  void aSweepNamesItsBestCandidate() throws IOException {
    Path file =
        rows(
            "plain: {decoder: rate}",
            "swept: {decoder: rate, dataset: {type: digits, train: 200, validation: 60, test: 60},"
                + " sweep: {search: grid, space: {encoder.steps: [2, 5]}}}");
    String out = dir + "/out";

    Snn.Result plan = Snn.run(dir, "table", file.toString(), "--dry-run", "--out", out);
    Snn.Result result = Snn.run(dir, "table", file.toString(), "--only", "swept", "--out", out);

    assertThat(plan.out())
        .isEqualTo(
            """
            rows: plain, seed 1
            rows: swept#1, seed 1
            rows: swept#2, seed 1
            3 runs; output in %s
            """
                .formatted(out));
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .containsPattern(
            "(?m)^swept: the best of 2 candidates \\(grid\\) is swept#[12], validation accuracy"
                + " \\d+\\.\\d\\d %, with encoder\\.steps = [25]$")
        .containsPattern("(?m)^swept#2 +5 +1 +");
    assertThat(Path.of(out, "sweep.csv"))
        .content()
        .containsPattern("(?m)^rows,swept,grid,2,ok,1,accuracy,maximise,0\\.\\d+,0\\.\\d+,5$");
  }

  @Test
  void aRunOfASweptRowIsRefused() throws IOException {
    Path file =
        rows("swept: {decoder: rate, sweep: {search: grid, space: {encoder.steps: [2, 5]}}}");

    Snn.Result result = Snn.run(dir, "run", file.toString(), "--out", dir + "/out");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo(
            "snn: row 'swept' of experiment 'rows' is a sweep of 2 candidates. Run it with 'snn"
                + " table', or one configuration of it with --set sweep=null and the values.\n");
  }

  @Test
  void failedRunsGiveFour() throws IOException {
    Path file =
        rows(
            "good: {decoder: {type: rate}}",
            "nan: {decoder: {type: mlp}, training: {optimizer: {type: adam, lr: 1.0e+38}}}");

    Snn.Result table = Snn.run(dir, "table", file.toString(), "--out", dir + "/out");
    Snn.Result run = Snn.run(dir, "run", file.toString(), "--row", "nan", "--out", dir + "/run");

    assertThat(table.code()).isEqualTo(4);
    assertThat(table.out())
        .containsPattern("(?m)^good +1 +\\d+\\.\\d\\d ")
        .containsPattern("(?m)^nan +0 +failed$")
        .containsPattern("(?m)^nan failed: loss is NaN at step [1-9]\\d* \\(epoch 1\\), seed 1$");
    assertThat(table.err())
        .containsPattern(
            "snn: 1 of 2 runs failed, the first \\(nan, seed 1\\) because: loss is NaN at step"
                + " [1-9]\\d* \\(epoch 1\\)");
    assertThat(dir.resolve("out/table.csv"))
        .content()
        .contains("rows,good,digits,ok,1,", "rows,nan,digits,failed,0,,");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("snn: the run failed: loss is NaN").contains("record in ");
  }

  @Test
  void missingDataSkipsARow() throws IOException {
    Path file =
        rows(
            "good: {decoder: {type: rate}}",
            "clothes: {decoder: {type: rate}, dataset: {type: fashion-mnist}}");

    Snn.Result result = Snn.run(dir, "table", file.toString(), "--quiet", "--out", dir + "/out");

    assertThat(result.code()).isZero();
    assertThat(result.out()).containsPattern("(?m)^clothes +fashion-mnist +0 +skipped$");
    assertThat(result.err())
        .startsWith("snn: row clothes is skipped: ")
        .contains("snn data fetch fashion-mnist");
    assertThat(result.err().lines()).hasSize(1);
  }

  @Test
  void settingsReachTheChosenRowOnly() {
    Snn.Result result =
        Snn.run(
            dir,
            "run",
            "--set",
            "training.epochs=1",
            "tiny",
            "layers[0].size=8",
            "--row",
            "rate",
            "--out",
            dir + "/out");

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).contains("epoch 1: ").doesNotContain("epoch 2: ");
    int parameters = 64 * 8 + 8 + (8 * 10 * 8 + 10 + 10);
    assertThat(result.out())
        .containsPattern("(?m)^test +accuracy +\\d+\\.\\d\\d %$")
        .containsPattern("(?m)^model +parameters +" + parameters + "$");
  }

  @Test
  void severalNamesMakeOneTable() {
    Snn.Result result = Snn.run(dir, "table", "single", "other", "--quiet", "--out", dir + "/out");

    assertThat(result.code()).isZero();
    assertThat(result.out())
        .contains("One row", "Another row")
        .containsPattern("(?m)^other +other");
  }

  @Test
  void aFetchOfBundledDataCopiesThem() {
    Path home = dir.resolve("home");

    Snn.Result fetched = Snn.run(dir, "data", "fetch", "digits", "--data-home", home.toString());
    Snn.Result verified = Snn.run(dir, "data", "verify", "digits", "--data-home", home.toString());

    Path file = home.resolve("digits/digits.csv.gz");
    assertThat(fetched.out()).isEqualTo(file + "\n");
    assertThat(verified.out())
        .containsPattern("^digits/digits.csv.gz +right +\\Q" + file + "\\E\n$");
  }

  @Test
  void theListOfDataSaysWhatIsThere() {
    Snn.Result result = Snn.run(dir, "data", "list");

    assertThat(result.out())
        .containsPattern("(?m)^mnist +mnist/t10k-labels-idx1-ubyte.gz +\\S+ kB +right +bundled +CC")
        .containsPattern("(?m)^nmnist +nmnist/nmnist-small.zip +17.4 MB +missing +- +CC");
  }

  @Test
  void aDescriptionHasDefaultsTypesAndMeanings() {
    Snn.Result result = Snn.run(dir, "describe", "neuron", "lif");

    assertThat(result.out())
        .startsWith("lif (neuron)\n")
        .containsPattern("(?m)^class +dev\\.snn\\.neurons\\.lif\\.Lif$")
        .containsPattern("(?m)^tau_mem +20\\.0 +number or distribution +membrane time constant, ms")
        .containsPattern("(?m)^reset +subtract +subtract \\| zero \\| none +what a spike does");
  }

  @Test
  void aListMayBeOfOneFamily() {
    Snn.Result result = Snn.run(dir, "list", "optimizer");

    assertThat(result.out().lines().skip(1))
        .allSatisfy(line -> assertThat(line).containsPattern("^\\S+ +optimizer +.* built-in$"));
    assertThat(result.out()).contains("adam", "sgd").doesNotContain("lif");
  }

  @Test
  void theVersionNamesWhatMatters() {
    Snn.Result result = Snn.run(dir, "--version");

    assertThat(result.code()).isZero();
    assertThat(result.out())
        .startsWith("snn ")
        .contains("commit ", "jdk      " + Runtime.version().feature(), "system ")
        .containsPattern("(?m)^backend  (plain|vector)$");
  }

  @Test
  void helpExplainsEveryCommand() {
    Snn.Result overview = Snn.run(dir, "--help");
    assertThat(overview.code()).isZero();
    assertThat(overview.out()).isEqualTo(Snn.run(dir).out());
    for (dev.snn.app.command.Command command : dev.snn.app.command.Commands.all()) {
      assertThat(overview.out()).contains("  " + command.name() + " ");
      Snn.Result help = Snn.run(dir, command.name(), "--help");
      assertThat(help.code()).isZero();
      assertThat(help.out()).startsWith("snn " + command.name() + ": ").contains("Usage: snn ");
      command
          .options()
          .getOptions()
          .forEach(option -> assertThat(help.out()).contains("--" + option.getLongOpt()));
    }
  }

  @Test
  void aMistakeOfTheProgramLeavesAStackTrace() throws IOException {
    Exception mistake = new IllegalStateException("mute");
    String frame = "OutcomesTest.aMistakeOfTheProgramLeavesAStackTrace";

    String quiet = reported(mistake, false);
    String debug = reported(mistake, true);

    assertThat(quiet.lines()).hasSize(1);
    Matcher file = Pattern.compile("stack trace in (.*)\\.$").matcher(quiet.strip());
    assertThat(file.find()).isTrue();
    Path trace = Path.of(file.group(1));
    assertThat(trace).content().contains("mute", frame);
    Files.delete(trace);
    assertThat(debug).contains(frame);
  }

  private static String reported(Exception mistake, boolean debug) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    assertThat(Crash.report(mistake, debug, new PrintStream(err, true))).isEqualTo(1);
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aPluginThatCannotDescribeItselfIsNamed() throws IOException {
    String source =
        Jars.surrogate("Talks", "lab.talks")
            .replace(
                "public Config defaults",
                "public String description() { throw new IllegalStateException(\"mute\"); }"
                    + " public Config defaults");
    Path plugins = dir.resolve("plugins");
    Jars.jar(plugins.resolve("t.jar"), Jars.compile(dir, "Talks", source), "lab.Talks");

    Snn.Result list = Snn.run(dir, "list", "--plugins", plugins.toString());

    assertThat(list.code()).isEqualTo(2);
    assertThat(list.out()).isEmpty();
    assertThat(list.err().lines()).hasSize(1);
    assertThat(list.err()).contains("t.jar", "lab.Talks.description", "mute");
  }

  @Test
  void memoryThatIsTooSmallHasItsOwnSentence() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int code = Crash.report(new OutOfMemoryError(), false, new PrintStream(err, true));

    assertThat(code).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("out of memory", "SNN_JAVA_OPTS=-Xmx8g");
  }
}
