package dev.snn.app.command;

import dev.snn.app.shell.CommandSyntax;
import dev.snn.app.shell.Operand;
import dev.snn.app.shell.OptionSyntax;
import dev.snn.app.shell.Syntax;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** The command line as the commands declare it. */
final class SyntaxReader {
  private SyntaxReader() {}

  static Syntax read(Vocabulary words) {
    List<CommandSyntax> commands =
        Commands.all().stream()
            .map(
                command ->
                    new CommandSyntax(
                        command.name(),
                        command.usage(),
                        command.summary(),
                        command.details(),
                        options(command.options(), command.values(words)),
                        command.operands(words)))
            .toList();
    return new Syntax(commands, options(Globals.options(), Globals.values(words)));
  }

  private static List<OptionSyntax> options(Options options, Map<String, Operand> values) {
    return options.getOptions().stream()
        .sorted(Comparator.comparing(Option::getLongOpt))
        .map(
            option ->
                new OptionSyntax(
                    option.getLongOpt(),
                    option.hasArg() ? option.getArgName() : null,
                    option.getDescription(),
                    values.getOrDefault(option.getLongOpt(), usual(option.getArgName())),
                    Globals.isRepeatable(option.getLongOpt())))
        .toList();
  }

  /** What the name of a value says of it. */
  private static Operand usual(String value) {
    return switch (value == null ? "" : value) {
      case "FILE", "PATH" -> Operand.file();
      case "DIR" -> Operand.folder();
      default -> Operand.text();
    };
  }
}
