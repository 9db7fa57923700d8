package dev.snn.app.command;

import dev.snn.app.shell.Operand;
import java.util.List;

/** {@code snn help [COMMAND]}. */
final class HelpCommand implements Command {
  @Override
  public String name() {
    return "help";
  }

  @Override
  public String usage() {
    return "help [COMMAND]";
  }

  @Override
  public String summary() {
    return "explain a command, as 'snn COMMAND --help' does";
  }

  @Override
  public List<Operand> operands(Vocabulary words) {
    return List.of(
        Operand.words(Commands.all().stream().map(Command::name).toList()), Operand.text());
  }

  @Override
  public int run(Invocation in) {
    List<String> words = in.words(this, 0, 1);
    in.out().print(words.isEmpty() ? Help.overview() : Help.of(Commands.find(words.get(0))));
    return 0;
  }
}
