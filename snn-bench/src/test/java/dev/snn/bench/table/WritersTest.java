package dev.snn.bench.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.bench.experiment.ExperimentFile.Expectation;
import dev.snn.bench.stats.PairedT;
import dev.snn.bench.stats.Tost;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.tree.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every writer against golden files, under locales that write numbers differently. */
class WritersTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private final Locale before = Locale.getDefault();

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  private static RunRecord record(String row, long seed, String status, double accuracy) {
    ObjectNode tree = Trees.NODES.objectNode();
    tree.put("experiment", "small").put("row", row).put("seed", seed).put("status", status);
    tree.putObject("dataset").put("name", "toy");
    if (status.equals("ok")) {
      tree.putArray("metrics")
          .addObject()
          .put("name", "accuracy")
          .put("unit", "fraction")
          .put("higher_is_better", true);
      tree.put("parameters", 1234567);
      ObjectNode last = tree.putObject("final");
      last.put("number", 2).put("readout_spikes", 1234.5678);
      ObjectNode scores = last.putObject("scores");
      scores.putObject("validation").put("accuracy", accuracy + 0.01);
      scores.putObject("test").put("accuracy", accuracy).put("rate_bits", 0.00012345);
      scores.putObject("test@shuffled").put("accuracy", accuracy / 2);
      if (row.equals("good_row")) {
        last.putObject("efficiency").put("activation_sparsity", accuracy).put("effective_acs", 5e5);
      }
      tree.putObject("timing").put("seconds_per_epoch", 12.3456).put("runs_at_a_time", 1);
    }
    return new RunRecord(tree);
  }

  private static Table table() {
    List<Summary> lines =
        List.of(
            Summary.of(
                "small",
                "good_row",
                List.of(record("good_row", 1, "ok", 0.9), record("good_row", 2, "ok", 0.92)),
                2),
            Summary.of(
                "small",
                "half",
                List.of(record("half", 1, "ok", 0.5), record("half", 2, "failed", 0)),
                2),
            Summary.of("small", "bad", List.of(record("bad", 1, "failed", 0)), 1),
            Summary.of("small", "far", List.of(record("far", 1, "skipped", 0)), 1),
            Summary.of("small", "odd", List.of(record("odd", 1, "n/a", 0)), 1));
    return new Table(
        List.of("A title, with 100 %"),
        lines,
        List.of(
            new Comparisons.Line(
                "small",
                "good_row",
                "half@shuffled",
                "toy",
                "accuracy",
                2,
                PairedT.of(List.of(0.01, 0.02, 0.04)),
                0.25,
                Expectation.ABOVE,
                Tost.of(List.of(0.01, 0.02, 0.04), Double.NaN)),
            new Comparisons.Line(
                "small",
                "half",
                "bad",
                "toy",
                "accuracy",
                2,
                PairedT.of(List.of(0.1)),
                Double.NaN,
                null,
                Tost.of(List.of(0.1), Double.NaN)),
            new Comparisons.Line(
                "small",
                "half",
                "good_row",
                "toy",
                "accuracy",
                1,
                PairedT.of(List.of(0.1, 0.2)),
                Double.NaN,
                Expectation.SAME,
                Tost.of(List.of(0.1, 0.2), 0.07)),
            new Comparisons.Line(
                "small",
                "half",
                "good_row",
                "toy",
                "accuracy",
                2,
                PairedT.of(List.of(0.01, 0.02, 0.04)),
                Double.NaN,
                Expectation.SAME,
                Tost.of(List.of(0.01, 0.02, 0.04), 0.07))),
        new DecisionTests(List.of(), List.of()),
        List.of(),
        List.of());
  }

  private static ObjectNode candidate(int number, double tau, double shape, String decoder) {
    ObjectNode origin = Trees.NODES.objectNode().put("candidate", number);
    ObjectNode values = origin.putObject("values");
    values.put("layers[0].neuron.tau_mem", tau).put("layers[0].size", 10 * number);
    values.putObject("layers[1].neuron.tau_mem").putObject("gamma").put("shape", shape);
    values.putObject("decoder").put("type", decoder).put("hidden", 3);
    return origin;
  }

  private static SweepTrace.Line line(int number, String status, double objective, double tau) {
    ObjectNode origin = candidate(number, tau, 2.5 * number, "mlp");
    return new SweepTrace.Line(
        number,
        status,
        status.equals("ok") ? 1 : 0,
        objective,
        SweepTrace.columns((ObjectNode) origin.get("values")));
  }

  private static Table swept() {
    List<SweepTrace.Line> lines =
        List.of(
            line(1, "failed", Double.NaN, 1e-5),
            line(2, "ok", 0.9, 12.3456),
            line(3, "ok", 0.8, 0.5),
            line(4, "ok", 0.95, 1234.56));
    RunRecord first = record("lif#1", 1, "ok", 0.9);
    first.tree().set("sweep", candidate(1, 12.3456, 2, "mlp"));
    return new Table(
        List.of("A sweep"),
        List.of(
            Summary.of("small", "plain", List.of(record("plain", 1, "ok", 0.5)), 1),
            Summary.of("small", "lif#1", List.of(first), 1)),
        List.of(),
        new DecisionTests(List.of(), List.of()),
        List.of(new SweepTrace("small", "lif", "random", 4, "accuracy", true, lines)),
        List.of());
  }

  private static void golden(String name, String text) throws IOException {
    if (System.getProperty("golden.write") != null) {
      Files.writeString(GOLDEN.resolve(name), text);
    }
    assertThat(text).isEqualTo(Files.readString(GOLDEN.resolve(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "de-DE", "ru-RU", "ar-EG-u-nu-arab"})
  void goldenFiles(String locale) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(locale));
    golden("table.csv", CsvWriter.table(table()).csv());
    golden("comparisons.csv", CsvWriter.comparisons(table().comparisons()).csv());
    golden("table.md", TextWriters.markdown(table()));
    golden("table.tex", LatexWriter.table(table(), Choice.ALL, LatexWriter.Frame.USUAL));
    golden("comparisons.tex", LatexWriter.comparisons(table(), LatexWriter.Frame.USUAL));
    golden("table.txt", TextWriters.terminal(table()));
    golden("swept.csv", CsvWriter.table(swept()).csv());
    golden("swept.txt", TextWriters.terminal(swept()));
    golden("sweep.csv", SweepWriter.of(swept().sweeps()).csv());
  }

  @Test
  void aStatusIsPartialWhereRunsAreMissing() {
    assertThat(Summary.of("e", "r", List.of(record("r", 1, "ok", 1)), 2).status())
        .isEqualTo("partial");
  }

  @Test
  void theBestCandidateIsTheFirstOfEqualsInItsDirection() {
    List<SweepTrace.Line> lines =
        List.of(
            line(1, "failed", Double.NaN, 1),
            line(2, "ok", 0.9, 1),
            line(3, "ok", 0.7, 1),
            line(4, "ok", 0.9, 1),
            line(5, "ok", 0.7, 1));
    assertThat(new SweepTrace("e", "r", "grid", 5, "m", true, lines).best().number()).isEqualTo(2);
    assertThat(new SweepTrace("e", "r", "grid", 5, "m", false, lines).best().number()).isEqualTo(3);
    assertThat(new SweepTrace("e", "r", "grid", 5, "m", true, lines.subList(0, 1)).best()).isNull();
  }

  @Test
  void rawNumbersKeepTenDigitsAndNeverALocale() {
    Locale.setDefault(Locale.GERMANY);
    assertThat(Numbers.raw(1.0 / 3)).isEqualTo("0.3333333333");
    assertThat(Numbers.raw(100)).isEqualTo("100");
    assertThat(Numbers.raw(0)).isEqualTo("0");
    assertThat(Numbers.raw(1.5e-9)).isEqualTo("1.5E-9");
    assertThat(Numbers.raw(Double.NaN)).isEmpty();
  }
}
