package dev.snn.app.shell;

import java.util.ArrayList;
import java.util.List;

/** Completion for zsh. */
public final class ZshScript {
  private static final String HEAD =
      """
      #compdef snn
      # Completion of snn for zsh, made by 'snn completion zsh'. Keep it as _snn in a folder of $fpath,
      # or use it with
      #   source <(snn completion zsh)

      """;

  private ZshScript() {}

  /** The script. */
  public static String of(Syntax syntax) {
    StringBuilder text = new StringBuilder(HEAD);
    text.append("_snn() {\n  local curcontext=$curcontext state line\n  typeset -A opt_args\n");
    text.append("  local -a commands globals\n  commands=(\n");
    for (CommandSyntax command : syntax.commands()) {
      String entry = command.name() + ":" + command.summary();
      text.append("    ").append(quoted(entry)).append('\n');
    }
    text.append("  )\n  globals=(\n");
    syntax.globals().forEach(option -> text.append("    ").append(option(option)).append('\n'));
    text.append("  )\n  _arguments -C -A '-*' $globals '1:command:->command' '*::word:->word'\n");
    text.append("  case $state in\n    command) _describe command commands ;;\n");
    text.append("    word)\n      case $words[1] in\n");
    for (CommandSyntax command : syntax.commands()) {
      text.append("        ").append(command.name()).append(") _arguments $globals");
      arguments(command).forEach(each -> text.append(" \\\n          ").append(each));
      text.append(" ;;\n");
    }
    text.append("      esac\n      ;;\n  esac\n}\n\n");
    return text.append(
            "if [ \"$funcstack[1]\" = _snn ]; then\n  _snn \"$@\"\nelse\n  compdef _snn snn\nfi\n")
        .toString();
  }

  private static List<String> arguments(CommandSyntax command) {
    List<String> arguments = new ArrayList<>();
    command.options().forEach(option -> arguments.add(option(option)));
    List<Operand> operands = command.operands();
    for (int i = 0; i < operands.size(); i++) {
      String place = i < operands.size() - 1 ? String.valueOf(i + 1) : "*";
      arguments.add(quoted(place + ":word:" + action(operands.get(i), i)));
    }
    return arguments;
  }

  private static String option(OptionSyntax option) {
    // The value is the next word, or stands behind '='.
    String flag =
        (option.isRepeatable() ? "*" : "") + option.flag() + (option.isValued() ? "=" : "");
    String text = flag + "[" + option.description().replaceAll("[\\[\\]]", "") + "]";
    return quoted(
        option.isValued()
            ? text + ":" + option.value().replace(":", "") + ":" + action(option.operand(), 0)
            : text);
  }

  /**
   * What to offer.
   *
   * @param place the number of the word, from 0
   */
  private static String action(Operand operand, int place) {
    String files = operand.files() ? "_files" : operand.folders() ? "_files -/" : "";
    if (!operand.after().isEmpty()) {
      StringBuilder text = new StringBuilder("{ case $words[" + (place + 1) + "] in ");
      operand
          .after()
          .forEach(
              (word, next) ->
                  text.append("%s) compadd %s ;; ".formatted(word, String.join(" ", next))));
      return text.append("esac }").toString();
    }
    if (operand.words().isEmpty()) {
      return files.isEmpty() ? " " : files;
    }
    String words = String.join(" ", operand.words());
    return files.isEmpty() ? "(" + words + ")" : "{ compadd " + words + "; " + files + " }";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
