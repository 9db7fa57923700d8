package dev.snn.app.shell;

import java.util.List;

/** Completion for fish. */
public final class FishScript {
  private static final String HEAD =
      """
      # Completion of snn for fish, made by 'snn completion fish'. Keep it as
      #   ~/.config/fish/completions/snn.fish

      function __snn_command
          set -l skip 0
          for word in (commandline -opc)[2..-1]
              if test $skip -eq 1
                  set skip 0
                  continue
              end
              switch $word
                  case %s
                      set skip 1
                  case '-*'
                  case '*'
                      echo $word
              end
          end
      end

      function __snn_at
          set -l words (__snn_command)
          test (count $words) -ge 1; and test $words[1] = $argv[1]; or return 1
          set -q argv[2]; or return 0
          set -l place (math (count $words) - 1)
          test $place -ge $argv[2]; or return 1
          test $argv[3] = more; or test $place -eq $argv[2]; or return 1
          set -q argv[4]; or return 0
          test $words[-1] = $argv[4]
      end

      complete -c snn -f
      """;

  private FishScript() {}

  /** The script. */
  public static String of(Syntax syntax) {
    StringBuilder text = new StringBuilder();
    text.append(HEAD.formatted(String.join(" ", syntax.valued())));
    syntax.globals().forEach(option -> text.append(option("", option)));
    for (CommandSyntax command : syntax.commands()) {
      text.append(
          "complete -c snn -n 'test (count (__snn_command)) -eq 0' -a %s -d %s\n"
              .formatted(command.name(), quoted(command.summary())));
      String at = " -n '__snn_at " + command.name() + "'";
      command.options().forEach(option -> text.append(option(at, option)));
      words(text, command);
    }
    return text.toString();
  }

  private static void words(StringBuilder text, CommandSyntax command) {
    List<Operand> operands = command.operands();
    for (int i = 0; i < operands.size(); i++) {
      Operand operand = operands.get(i);
      String at =
          "__snn_at %s %d %s"
              .formatted(command.name(), i, i < operands.size() - 1 ? "only" : "more");
      String offer = offer(operand);
      if (!offer.isEmpty()) {
        text.append("complete -c snn -n '%s'%s\n".formatted(at, offer));
      }
      operand
          .after()
          .forEach(
              (word, next) ->
                  text.append(
                      "complete -c snn -n '%s %s' -a '%s'\n"
                          .formatted(at, word, String.join(" ", next))));
    }
  }

  private static String option(String at, OptionSyntax option) {
    String value = option.isValued() ? " -r" + offer(option.operand()) : "";
    return "complete -c snn%s -l %s%s -d %s\n"
        .formatted(at, option.name(), value, quoted(option.description()));
  }

  private static String offer(Operand operand) {
    String words =
        operand.words().isEmpty() ? "" : " -a '" + String.join(" ", operand.words()) + "'";
    if (operand.files()) {
      return words + " -F";
    }
    return operand.folders() ? words + " -a '(__fish_complete_directories)'" : words;
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
