package dev.snn.app.command;

import dev.snn.app.shell.Operand;
import dev.snn.bench.schema.ExperimentSchema;
import dev.snn.engine.file.OutputFiles;
import dev.snn.engine.schema.Schemas;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.Options;

/** {@code snn schema}. */
final class SchemaCommand implements Command {
  @Override
  public String name() {
    return "schema";
  }

  @Override
  public String usage() {
    return "schema [--out FILE]";
  }

  @Override
  public String summary() {
    return "a JSON Schema of experiment files, by which editors complete and check them";
  }

  @Override
  public String details() {
    return """
    The schema (draft 2020-12) knows the plug-ins at hand, those of --plugins too. An editor with
    yaml-language-server reads it where an experiment file begins with the line
        # yaml-language-server: $schema=experiment.schema.json
    """;
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Globals.valued("out", "FILE", "write it there (default: the standard output)"));
  }

  @Override
  public List<Operand> operands(Vocabulary words) {
    return List.of(Operand.text());
  }

  @Override
  public int run(Invocation in) {
    in.words(this, 0, 0);
    String out = in.line().getOptionValue("out");
    String text = Schemas.text(ExperimentSchema.of(in.registries()));
    if (out == null) {
      in.out().print(text);
      return 0;
    }
    Path file = Globals.path("--out", out);
    OutputFiles.writeText(file, text);
    in.say("snn: schema in " + file);
    return 0;
  }
}
