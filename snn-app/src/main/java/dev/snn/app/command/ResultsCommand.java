package dev.snn.app.command;

import dev.snn.api.plugin.UserError;
import dev.snn.app.shell.Operand;
import dev.snn.app.terminal.Columns;
import dev.snn.report.store.Answer;
import dev.snn.report.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.Options;

/** {@code snn results [SQL]}. */
final class ResultsCommand implements Command {
  /** Wider cells are cut on a terminal. */
  private static final int WIDEST = 60;

  private static final int WIDTH = 96;

  @Override
  public String name() {
    return "results";
  }

  @Override
  public String usage() {
    return "results [\"SQL\"] [--in DIR ...] [--csv]";
  }

  @Override
  public String summary() {
    return "answer a question over many records, in SQL";
  }

  @Override
  public String details() {
    return """
        Tables: runs, epochs, series and config; without SQL their columns are shown. The records
        are read from all folders 'records' below DIR; what has been read is kept in
        DIR/results.db, which may be deleted at any time.
        """;
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(
            Globals.valued(
                "in", "DIR", "where the records are (default: results); may be repeated"))
        .addOption(Globals.flag("csv", "CSV instead of aligned columns"));
  }

  @Override
  public List<Operand> operands(Vocabulary words) {
    return List.of(Operand.text());
  }

  @Override
  public int run(Invocation in) {
    List<String> words = in.words();
    if (words.size() > 1) {
      throw new UserError("the SQL is one word. Put it in quotes: snn " + usage());
    }
    String[] given = in.line().getOptionValues("in");
    List<Path> folders =
        List.of(given == null ? new String[] {"results"} : given).stream()
            .map(dir -> Globals.path("--in", dir))
            .toList();
    boolean csv = in.line().hasOption("csv");
    try (Store store = Store.open(folders)) {
      in.warn(store.notes());
      if (words.isEmpty()) {
        in.out().print(overview(store, csv));
        return 0;
      }
      Answer answer = store.query(words.get(0));
      in.out().print(csv ? answer.csv() : aligned(answer));
      in.say("snn: " + answer.lines().size() + (answer.lines().size() == 1 ? " line" : " lines"));
      return 0;
    }
  }

  private static String overview(Store store, boolean csv) {
    if (csv) {
      throw new UserError("--csv needs a query. Type 'snn results' for tables and an example.");
    }
    StringBuilder text = new StringBuilder();
    store
        .columns()
        .forEach(
            (table, columns) -> {
              Object lines = store.query("SELECT count(*) FROM " + table).lines().get(0).get(0);
              text.append("%s (%s lines): %s\n".formatted(table, lines, Store.describe(table)));
              text.append(wrapped(columns)).append('\n');
            });
    text.append(
        """
        Mean accuracy over seeds by an option:

          snn results "SELECT dataset, value AS tau_mem, count(*) AS n, avg(accuracy) AS accuracy
            FROM runs JOIN config USING (config_hash)
            WHERE key = 'layers[0].neuron.tau_mem' AND status = 'ok' GROUP BY dataset, value"
        """);
    return text.toString();
  }

  private static String wrapped(List<String> columns) {
    StringBuilder text = new StringBuilder();
    String line = " ";
    for (String column : columns) {
      if (line.length() + column.length() + 1 > WIDTH) {
        text.append(line).append('\n');
        line = " ";
      }
      line += " " + column;
    }
    return text.append(line).append('\n').toString();
  }

  private static String aligned(Answer answer) {
    Columns columns = new Columns();
    columns.add(answer.columns().toArray(String[]::new));
    for (List<Object> line : answer.lines()) {
      columns.add(line.stream().map(ResultsCommand::shown).toArray(String[]::new));
    }
    return columns.text();
  }

  private static String shown(Object value) {
    if (value instanceof Double number) {
      return number == Math.rint(number) && Math.abs(number) < 1e15
          ? String.format(Locale.ROOT, "%.1f", number)
          : String.format(Locale.ROOT, "%.6g", number);
    }
    String text = value == null ? "" : value.toString().replaceAll("\\s+", " ");
    return text.length() > WIDEST ? text.substring(0, WIDEST - 3) + "..." : text;
  }
}
