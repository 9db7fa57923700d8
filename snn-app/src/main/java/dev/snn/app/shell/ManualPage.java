package dev.snn.app.shell;

import java.util.List;

/** The manual page, in the man macros of troff. */
public final class ManualPage {
  private ManualPage() {}

  /**
   * The page.
   *
   * @param version of the program
   */
  public static String of(Syntax syntax, String version) {
    StringBuilder text = new StringBuilder();
    text.append(".TH SNN 1 \"\" \"snn %s\" \"User Commands\"\n".formatted(escaped(version)));
    text.append(".SH NAME\nsnn \\- train and compare spiking neural networks\n");
    text.append(".SH SYNOPSIS\n.B snn\n[global options] COMMAND ...\n");
    text.append(
        """
        .SH DESCRIPTION
        Results go to the standard output, everything else to the standard error. Global options
        stand anywhere on the line.
        .SH COMMANDS
        """);
    syntax.commands().forEach(command -> command(text, command));
    text.append(".SH GLOBAL OPTIONS\n");
    options(text, syntax.globals());
    text.append(".SH EXIT STATUS\n");
    ending(text, "0", "done");
    ending(text, "1", "a mistake of the program, or output that cannot be written");
    ending(text, "2", "wrong input");
    ending(text, "3", "a difference, or a broken contract");
    ending(text, "4", "failed runs");
    ending(text, "130", "interrupted; 143 by TERM, 129 by HUP");
    text.append(".SH ENVIRONMENT\n");
    ending(text, "SNN_DATA_HOME", "folder of data files");
    ending(text, "SNN_PYTHON", "the interpreter of peers in Python");
    ending(text, "SNN_JAVA_OPTS", "further options for the Java virtual machine");
    return text.toString();
  }

  private static void command(StringBuilder text, CommandSyntax command) {
    text.append(".SS ").append(command.name()).append('\n');
    text.append(line(command.summary())).append(".\n");
    for (String way : command.usage().split(" \\| (?=" + command.name() + " )")) {
      text.append(".PP\n.B snn\n").append(line(way)).append('\n');
    }
    if (!command.details().isBlank()) {
      text.append(".PP\n.nf\n");
      command.details().strip().lines().forEach(each -> text.append(line(each)).append('\n'));
      text.append(".fi\n");
    }
    options(text, command.options());
  }

  private static void options(StringBuilder text, List<OptionSyntax> options) {
    for (OptionSyntax option : options) {
      String value = option.isValued() ? " \\fI" + escaped(option.value()) + "\\fR" : "";
      text.append(".TP\n\\fB").append(escaped(option.flag())).append("\\fR").append(value);
      text.append('\n').append(line(option.description())).append('\n');
    }
  }

  private static void ending(StringBuilder text, String name, String meaning) {
    text.append(".TP\n\\fB").append(escaped(name)).append("\\fR\n").append(line(meaning));
    text.append('\n');
  }

  /** A line that is no request, whatever it begins with. */
  private static String line(String text) {
    String escaped = escaped(text);
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e")
        .replace("-", "\\-")
        .replace("~", "\\(ti")
        .replace("'", "\\(aq");
  }
}
