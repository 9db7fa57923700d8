package dev.snn.app.command;

import dev.snn.api.data.MissingDataException;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.RunFailure;
import dev.snn.app.shell.Operand;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.engine.SnnEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.Options;

/** {@code snn explain FILE}. */
final class ExplainCommand implements Command {
  private static final double SECONDS_FOR_ONE = 1;
  private static final double SECONDS_EACH = 0.4;

  @Override
  public String name() {
    return "explain";
  }

  @Override
  public String usage() {
    return "explain FILE [--row NAME] [--quick | --full] [--set key=value ...] [--seed N] [--config]";
  }

  @Override
  public String summary() {
    return "show what rows are made of, what they cost, and what keeps them from learning";
  }

  @Override
  public String details() {
    return """
        Shapes, parameters, memory and time of each row, and what it does with the first batch at
        its initial weights. Warnings say what was measured there. Memory and time are estimates.
        """;
  }

  @Override
  public Options options() {
    return ChosenRows.options(
        Globals.flag("config", "the whole configuration with all defaults, as YAML"));
  }

  @Override
  public List<Operand> operands(Vocabulary words) {
    return List.of(words.experiment(), Operand.text());
  }

  @Override
  public int run(Invocation in) {
    Path file = RunCommand.file(in.words(this, 1, 1).get(0));
    try (SnnEngine engine = in.engine()) {
      ChosenRows chosen = ChosenRows.of(in, engine, file);
      List<String> texts = new ArrayList<>();
      for (ExperimentFile.Row one : chosen.rows()) {
        in.stop().check();
        texts.add(
            in.line().hasOption("config") ? one.config().yaml() : explain(in, engine, chosen, one));
      }
      in.out().print(chosen.experiment().title() + "\n");
      texts.forEach(text -> in.out().print("\n" + text));
    }
    return 0;
  }

  private static String explain(
      Invocation in, SnnEngine engine, ChosenRows chosen, ExperimentFile.Row row) {
    ExperimentFile experiment = chosen.experiment();
    String head = ChosenRows.head(row);
    try {
      return ExplainText.of(
          head,
          engine.explain(
              row.config(),
              chosen.seed(),
              chosen.rows().size() == 1 ? SECONDS_FOR_ONE : SECONDS_EACH),
          row.sweep() == null
              ? experiment.seeds().size()
              : row.sweep().runs() * experiment.seeds().size(),
          in.globals().threads());
    } catch (MissingDataException e) {
      return head + "\n  skipped: " + e.getMessage() + "\n";
    } catch (NotApplicableException e) {
      return head + "\n  n/a: " + e.getMessage() + "\n";
    } catch (RunFailure e) {
      return head + "\n  failed: " + e.getMessage() + "\n";
    } catch (UserError e) {
      throw e.in("experiment '" + experiment.name() + "', row '" + row.name() + "'");
    }
  }
}
