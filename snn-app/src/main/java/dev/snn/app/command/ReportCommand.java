package dev.snn.app.command;

import dev.snn.api.plugin.UserError;
import dev.snn.app.shell.Operand;
import dev.snn.bench.table.Choice;
import dev.snn.bench.table.LatexWriter;
import dev.snn.engine.file.OutputFiles;
import dev.snn.report.folder.OutputFolder;
import dev.snn.report.page.Report;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.Options;

/** {@code snn report DIR}. */
final class ReportCommand implements Command {
  private static final List<String> OF_TEX = List.of("rows", "columns", "caption", "label");

  @Override
  public String name() {
    return "report";
  }

  @Override
  public String usage() {
    return "report DIR [--out FILE] [--tex FILE [--rows A,B] [--columns A,B] [--caption TEXT] [--label NAME]]";
  }

  @Override
  public String summary() {
    return "write an HTML report of a table's output folder";
  }

  @Override
  public String details() {
    return """
        DIR is the output folder of 'snn table'; nothing else is read, and nothing is trained.
        The report is one file that needs no network: table, comparisons, curves, spikes, pictures,
        configuration and provenance.
        With --tex a LaTeX table is written instead, of the rows and columns that are asked for.
        """;
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Globals.valued("out", "FILE", "the report (default: DIR/report.html)"))
        .addOption(Globals.valued("tex", "FILE", "a LaTeX table in place of the report"))
        .addOption(Globals.valued("rows", "A,B", "with --tex: these rows, in this order"))
        .addOption(Globals.valued("columns", "A,B", "with --tex: these columns, as 'row,accuracy'"))
        .addOption(
            Globals.valued("caption", "TEXT", "with --tex: the caption (default: the titles)"))
        .addOption(
            Globals.valued("label", "NAME", "with --tex: the label (default: tab:EXPERIMENT)"));
  }

  @Override
  public List<Operand> operands(Vocabulary words) {
    return List.of(Operand.folder());
  }

  @Override
  public int run(Invocation in) {
    Path folder = Globals.path("DIR", in.words(this, 1, 1).get(0));
    if (in.line().hasOption("tex")) {
      return tex(in, folder);
    }
    for (String option : OF_TEX) {
      if (in.line().hasOption(option)) {
        throw new UserError("--%s is for LaTeX tables: name a file with --tex.".formatted(option));
      }
    }
    String given = in.line().getOptionValue("out");
    Path file = given == null ? folder.resolve(Report.NAME) : Globals.path("--out", given);
    Report report = Report.of(folder);
    OutputFiles.requireWritable(file, "--out");
    write(in, report, file);
    in.warn(report.notes());
    return 0;
  }

  private static int tex(Invocation in, Path folder) {
    if (in.line().hasOption("out")) {
      throw new UserError(
          "--out is the place of the report, and --tex writes none. Leave one out.");
    }
    Path file = Globals.path("--tex", in.line().getOptionValue("tex"));
    Choice choice = new Choice(list(in, "rows"), list(in, "columns"));
    LatexWriter.Frame frame =
        new LatexWriter.Frame(
            in.line().getOptionValue("caption"), in.line().getOptionValue("label"));
    String text = LatexWriter.table(OutputFolder.read(folder).whole(), choice, frame);
    OutputFiles.requireWritable(file, "--tex");
    OutputFiles.writeText(file, text, "--tex");
    in.say("snn: table in " + file);
    return 0;
  }

  private static List<String> list(Invocation in, String option) {
    return Globals.rows(in.line().getOptionValue(option));
  }

  /** Writes a report and says where. */
  static void write(Invocation in, Report report, Path file) {
    report.write(file);
    in.say("snn: report in " + file);
  }
}
