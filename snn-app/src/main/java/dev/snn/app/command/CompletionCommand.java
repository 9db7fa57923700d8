package dev.snn.app.command;

import dev.snn.api.plugin.UserError;
import dev.snn.app.shell.BashScript;
import dev.snn.app.shell.FishScript;
import dev.snn.app.shell.Operand;
import dev.snn.app.shell.Syntax;
import dev.snn.app.shell.ZshScript;
import dev.snn.engine.error.Hint;
import java.util.List;

/** {@code snn completion bash|zsh|fish}. */
final class CompletionCommand implements Command {
  private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  @Override
  public String name() {
    return "completion";
  }

  @Override
  public String usage() {
    return "completion bash|zsh|fish";
  }

  @Override
  public String summary() {
    return "a script by which a shell completes commands, options and names";
  }

  @Override
  public String details() {
    return """
    The script knows the experiments and plug-ins that are there when it is made, those of
    --plugins too. Its first lines say how to use it; for bash
        eval "$(snn completion bash)"
    """;
  }

  @Override
  public List<Operand> operands(Vocabulary words) {
    return List.of(Operand.words(SHELLS), Operand.text());
  }

  @Override
  public int run(Invocation in) {
    String shell = in.words(this, 1, 1).get(0);
    if (!SHELLS.contains(shell)) {
      throw new UserError(
          "there is no completion for '%s'.%s Usage: snn %s"
              .formatted(shell, Hint.didYouMean(shell, SHELLS), usage()));
    }
    Syntax syntax = SyntaxReader.read(Vocabulary.of(in.registries()));
    in.out()
        .print(
            switch (shell) {
              case "bash" -> BashScript.of(syntax);
              case "zsh" -> ZshScript.of(syntax);
              default -> FishScript.of(syntax);
            });
    return 0;
  }
}
