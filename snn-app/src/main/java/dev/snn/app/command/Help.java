package dev.snn.app.command;

import dev.snn.app.terminal.Columns;
import java.util.Comparator;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** The texts of {@code --help}. */
public final class Help {
  private Help() {}

  /** All commands. */
  public static String overview() {
    StringBuilder text = new StringBuilder();
    text.append("snn: train and compare spiking neural networks\n\n");
    text.append("Usage: snn [global options] COMMAND ...\n\nCommands\n");
    Columns commands = new Columns();
    Commands.all().forEach(c -> commands.add("  " + c.name(), c.summary()));
    text.append(commands.text());
    text.append("\nGlobal options, anywhere on the line\n");
    text.append(table(Globals.options()));
    text.append("\n'snn COMMAND --help' explains a command; 'snn table smoke' is a first try.\n");
    return text.toString();
  }

  /** One command. */
  public static String of(Command command) {
    StringBuilder text = new StringBuilder();
    text.append("snn ").append(command.name()).append(": ").append(command.summary());
    text.append("\n\nUsage: snn ").append(command.usage()).append("\n");
    String details = command.details();
    if (!details.isEmpty()) {
      text.append('\n').append(details.strip()).append('\n');
    }
    if (!command.options().getOptions().isEmpty()) {
      text.append("\nOptions\n").append(table(command.options()));
    }
    text.append("\nGlobal options\n").append(table(Globals.options()));
    return text.toString();
  }

  private static String table(Options options) {
    Columns columns = new Columns();
    options.getOptions().stream()
        .sorted(Comparator.comparing(Option::getLongOpt))
        .forEach(
            option -> {
              String value = option.hasArg() ? " " + option.getArgName() : "";
              columns.add("  --" + option.getLongOpt() + value, option.getDescription());
            });
    return columns.text();
  }
}
