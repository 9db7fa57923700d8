package dev.snn.app.command;

import dev.snn.api.plugin.UserError;
import dev.snn.app.author.FirstExperiment;
import dev.snn.app.shell.Operand;
import dev.snn.app.shell.ShellWord;
import dev.snn.engine.file.OutputFiles;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** {@code snn init [NAME]}. */
final class InitCommand implements Command {
  private static final String USUAL = "first";

  @Override
  public String name() {
    return "init";
  }

  @Override
  public String usage() {
    return "init [NAME]";
  }

  @Override
  public String summary() {
    return "write a first experiment file, with comments, that runs in seconds";
  }

  @Override
  public String details() {
    return """
    Writes NAME.yaml (without a NAME: first.yaml): two networks on the bundled digits. NAME may
    have a folder in front. A file that is there is left alone.
    """;
  }

  @Override
  public List<Operand> operands(Vocabulary words) {
    return List.of(Operand.text());
  }

  @Override
  public int run(Invocation in) {
    List<String> words = in.words(this, 0, 1);
    String name = words.isEmpty() ? USUAL : words.get(0);
    Path file = Globals.path("NAME", name.matches("(?s).*\\.ya?ml") ? name : name + ".yaml");
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new UserError(
          "%s is there already; give another name, as in 'snn init second'.".formatted(file));
    }
    OutputFiles.writeText(file, FirstExperiment.text(file), "NAME");
    in.out().println("wrote " + file);
    in.out().println("next");
    in.out().println("  snn explain " + ShellWord.of(file.toString()));
    in.out().println("  snn table " + ShellWord.of(file.toString()));
    return 0;
  }
}
