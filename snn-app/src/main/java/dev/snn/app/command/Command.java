package dev.snn.app.command;

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

  /** Runs and returns the exit code. Wrong input throws a UserError before anything is printed. */
  int run(Invocation in);
}
