package dev.snn.app.command;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.Hint;
import java.util.List;

/** All commands. */
public final class Commands {
  private static final List<Command> ALL =
      List.of(
          new InitCommand(),
          new TableCommand(),
          new RunCommand(),
          new EvalCommand(),
          new ReproCommand(),
          new ResultsCommand(),
          new DiffCommand(),
          new PlotCommand(),
          new ReportCommand(),
          new DocsCommand(),
          new BenchCommand(),
          new ListCommand(),
          new DescribeCommand(),
          new ExplainCommand(),
          new DoctorCommand(),
          new SchemaCommand(),
          new DataCommand(),
          new NirCommand(),
          new CheckPluginCommand(),
          new NewPluginCommand(),
          new HelpCommand(),
          new CompletionCommand(),
          new ManCommand());

  private Commands() {}

  /** In the order of the overview. */
  public static List<Command> all() {
    return ALL;
  }

  /** The command with this name; an unknown one is the user's error. */
  public static Command find(String name) {
    List<String> names = ALL.stream().map(Command::name).toList();
    for (Command command : ALL) {
      if (command.name().equals(name)) {
        return command;
      }
    }
    throw new UserError(
        "there is no command '%s'.%s Commands: %s."
            .formatted(name, Hint.didYouMean(name, names), String.join(", ", names)));
  }
}
