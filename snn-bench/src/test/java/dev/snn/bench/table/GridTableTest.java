package dev.snn.bench.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.bench.experiment.ExperimentFile.Cell;
import dev.snn.bench.experiment.PartNames;
import dev.snn.bench.table.TableManifest.Experiment;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.tree.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tables of rows with a grid over parts, in every form that people see. */
class GridTableTest {
  private static final Map<String, String> PARTS =
      Map.of("latency.1", "8", "latency.2", "16", "rate", "8");

  private static ObjectNode part(String label) {
    return Trees.NODES
        .objectNode()
        .put("type", label.replaceFirst("\\..*", ""))
        .put("steps", Integer.parseInt(PARTS.get(label)));
  }

  private static RunRecord record(String row, long seed, double accuracy, int steps, int runs) {
    ObjectNode tree = Trees.NODES.objectNode();
    tree.put("experiment", "e").put("row", row).put("seed", seed).put("status", "ok");
    tree.put("config_hash", row);
    tree.putObject("dataset").put("name", "digits").putArray("class_names").add("no").add("yes");
    var metrics = tree.putArray("metrics");
    metrics
        .addObject()
        .put("name", "accuracy")
        .put("unit", "fraction")
        .put("higher_is_better", true);
    metrics.addObject().put("name", "steps").put("unit", "").put("higher_is_better", false);
    tree.putObject("final")
        .putObject("scores")
        .putObject("test")
        .put("accuracy", accuracy)
        .put("steps", steps);
    tree.putArray("confusion").addArray().add(3).add(1);
    ((com.fasterxml.jackson.databind.node.ArrayNode) tree.get("confusion"))
        .addArray()
        .add(0)
        .add(6);
    tree.putObject("timing").put("seconds_per_epoch", 2.0).put("runs_at_a_time", runs);
    return new RunRecord(tree);
  }

  private static Table table(int runs) {
    Map<String, String> rows = new LinkedHashMap<>();
    Map<String, Cell> cells = new LinkedHashMap<>();
    List<RunRecord> records = new ArrayList<>();
    for (String row : List.of("a", "b")) {
      for (String label : List.of("latency.1", "latency.2", "rate")) {
        String name = row + "[encoder=" + label + "]";
        rows.put(name, name);
        cells.put(name, new Cell(row, Map.of("encoder", part(label))));
        for (int seed = 1; seed <= 3; seed++) {
          int steps = label.equals("rate") ? 7 : seed < 3 ? 5 : 4;
          double accuracy = row.equals("a") ? 0.9 : 0.8 + seed / 1000.0;
          records.add(record(name, seed, accuracy, steps, runs));
        }
      }
    }
    return Table.of(
        List.of(
            new Experiment(
                "e",
                "Parts_and & more",
                "",
                List.of(1L, 2L, 3L),
                rows,
                cells,
                Map.of(),
                List.of(),
                List.of(),
                List.of())),
        records);
  }

  @Test
  void partsHaveTheNamesOfTheRowsAndNeverJson() {
    Table table = table(1);
    for (String text :
        List.of(
            TextWriters.terminal(table),
            TextWriters.markdown(table),
            LatexWriter.table(table, Choice.ALL, LatexWriter.Frame.USUAL),
            CsvWriter.table(table).csv())) {
      assertThat(text).contains("latency.1", "latency.2").doesNotContain("\"type\"", "{\"");
    }
    assertThat(CsvWriter.table(table).maps().get(1))
        .containsEntry("row", "a[encoder=latency.2]")
        .containsEntry("base", "a")
        .containsEntry("encoder", "latency.2");
  }

  @Test
  void digitsAreEqualInAColumn() {
    assertThat(TextWriters.terminal(table(1))).contains("4.67 ± 0.58", "7.00 ± 0.00");
  }

  @Test
  void secondsAreThoseOfRunsThatWereAlone() {
    assertThat(TextWriters.terminal(table(1))).contains("s/epoch");
    assertThat(TextWriters.terminal(table(2))).doesNotContain("s/epoch");
    assertThat(CsvWriter.table(table(2)).maps().get(0)).containsEntry("seconds_per_epoch", "");
  }

  @Test
  void latexHasRowsAndGridApartAndTheBestInBold() {
    String tex = LatexWriter.table(table(1), Choice.ALL, LatexWriter.Frame.USUAL);
    assertThat(tex)
        .contains(
            "\\caption{Parts\\_and \\& more. ",
            "\\label{tab:e}",
            "a & latency.1 & 3 & \\textbf{90.00} $\\pm$ 0.00 & \\textbf{4.67} $\\pm$ 0.58 &",
            "\\midrule\nb & latency.1 & 3 & 80.20 $\\pm$ 0.10 & \\textbf{4.67} $\\pm$ 0.58 &",
            "b & rate & 3 & 80.20 $\\pm$ 0.10 & 7.00 $\\pm$ 0.00 &");
  }

  @Test
  void rowsAndColumnsAreChosen() {
    Table table = table(1);
    Choice choice =
        new Choice(List.of("b", "a[encoder=rate]"), List.of("row", "steps", "Accuracy"));
    assertThat(LatexWriter.table(table, choice, new LatexWriter.Frame("50 %", "tab:x")))
        .isEqualTo(
            """
            % needs \\usepackage{booktabs}
            \\begin{table}
            \\centering
            \\caption{50 \\%}
            \\label{tab:x}
            \\begin{tabular}{lrr}
            \\toprule
            row & steps & accuracy \\% \\\\
            \\midrule
            b & \\textbf{4.67} $\\pm$ 0.58 & 80.20 $\\pm$ 0.10 \\\\
            b & \\textbf{4.67} $\\pm$ 0.58 & 80.20 $\\pm$ 0.10 \\\\
            b & 7.00 $\\pm$ 0.00 & 80.20 $\\pm$ 0.10 \\\\
            \\midrule
            a & 7.00 $\\pm$ 0.00 & \\textbf{90.00} $\\pm$ 0.00 \\\\
            \\bottomrule
            \\end{tabular}
            \\end{table}
            """);
    assertThatThrownBy(() -> TextWriters.markdown(table, new Choice(List.of(), List.of("acuracy"))))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no column 'acuracy'. Did you mean 'accuracy'?");
    assertThatThrownBy(() -> TextWriters.markdown(table, new Choice(List.of("c"), List.of())))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no row 'c'");
  }

  @Test
  void confusionIsTheSumOverRunsWithTheNamesOfClasses() {
    Table table = table(1);
    assertThat(table.lines().get(0).confusion().counts()).isEqualTo(new long[][] {{9, 3}, {0, 18}});
    assertThat(Confusion.csv(table).csv())
        .startsWith(
            """
            experiment,row,runs,label,prediction,count
            e,a[encoder=latency.1],3,no,no,9
            e,a[encoder=latency.1],3,no,yes,3
            e,a[encoder=latency.1],3,yes,no,0
            e,a[encoder=latency.1],3,yes,yes,18
            """);
  }

  @Test
  void valuesByThemselvesAreWords() throws Exception {
    var json = new com.fasterxml.jackson.databind.ObjectMapper();
    assertThat(PartNames.alone(json.readTree("{\"hidden\":64,\"type\":\"mlp\"}")))
        .isEqualTo("mlp(hidden=64)");
    assertThat(PartNames.alone(json.readTree("{\"gamma\":{\"shape\":1.50,\"scale\":40}}")))
        .isEqualTo("gamma(shape=1.5, scale=40)");
    assertThat(PartNames.alone(json.readTree("[3,3]"))).isEqualTo("3, 3");
    assertThat(PartNames.alone(json.readTree("{\"type\":\"rate\"}"))).isEqualTo("rate");
  }
}
