package dev.snn.app.command;

import dev.snn.engine.file.OutputFiles;
import dev.snn.report.page.Report;
import java.nio.file.Path;
import org.apache.commons.cli.Options;

/** {@code snn report DIR}. */
final class ReportCommand implements Command {
  @Override
  public String name() {
    return "report";
  }

  @Override
  public String usage() {
    return "report DIR [--out FILE]";
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
        """;
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Globals.valued("out", "FILE", "the report (default: DIR/report.html)"));
  }

  @Override
  public int run(Invocation in) {
    Path folder = Globals.path("DIR", in.words(this, 1, 1).get(0));
    String given = in.line().getOptionValue("out");
    Path file = given == null ? folder.resolve(Report.NAME) : Globals.path("--out", given);
    Report report = Report.of(folder);
    OutputFiles.requireWritable(file, "--out");
    write(in, report, file);
    in.warn(report.notes());
    return 0;
  }

  /** Writes a report and says where. */
  static void write(Invocation in, Report report, Path file) {
    report.write(file);
    in.say("snn: report in " + file);
  }
}
