package dev.snn.app.shell;

import java.util.List;
import java.util.stream.Stream;

/**
 * The whole command line.
 *
 * @param commands in the order of the overview
 * @param globals options of every command, by name
 */
public record Syntax(List<CommandSyntax> commands, List<OptionSyntax> globals) {

  /** The names of all options that a word follows. */
  List<String> valued() {
    return Stream.concat(
            globals.stream(), commands.stream().flatMap(command -> command.options().stream()))
        .filter(OptionSyntax::isValued)
        .map(OptionSyntax::flag)
        .distinct()
        .sorted()
        .toList();
  }

  /** A command's options and the global ones. */
  List<OptionSyntax> options(CommandSyntax command) {
    return Stream.concat(command.options().stream(), globals.stream()).toList();
  }
}
