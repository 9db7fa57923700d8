package dev.snn.app.command;

import dev.snn.app.shell.Operand;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Options;

/** One command of the program. */
public interface Command {

  /** The word on the command line. */
  String name();

  /** What follows the program's name: {@code describe FAMILY NAME}. */
  String usage();

  /** One line for the overview. */
  String summary();

  /** More for {@code --help}; may be empty. */
  default String details() {
    return "";
  }

  /** Options of this command, beside the global ones. */
  default Options options() {
    return new Options();
  }

  /** What its words may be, in order, for completion; the last may be repeated. */
  default List<Operand> operands(Vocabulary words) {
    return List.of(Operand.file());
  }

  /** What the values of its options may be, where their names do not say it. */
  default Map<String, Operand> values(Vocabulary words) {
    return Map.of();
  }

  /** Runs and returns the exit code. Wrong input throws a UserError before anything is printed. */
  int run(Invocation in);
}
