package dev.snn.app.shell;

import java.util.List;

/** Completion for bash, from version 3.2 on. */
public final class BashScript {
  private static final String HEAD =
      """
      # Completion of snn for bash, made by 'snn completion bash'. Use it with
      #   eval "$(snn completion bash)"

      _snn_offer() {
        local word
        while IFS= read -r word; do
          word=$option$word
          COMPREPLY+=("${word#"$there"}")
        done
      }

      _snn_words() {
        local IFS=$'\\n'
        _snn_offer < <(compgen -W "${1// /$'\\n'}" -- "$2")
      }

      _snn_paths() {
        _snn_offer < <(compgen "$1" -- "$2")
        compopt -o filenames 2>/dev/null
      }

      _snn() {
        # bash has split the words at '=' and ':'; what has no blank between is one.
        local words=() count=0 line=$COMP_LINE rest i word
        for ((i = 0; i <= COMP_CWORD; i++)); do
          word=${COMP_WORDS[i]}
          rest=${line#"${line%%%%[![:space:]]*}"}
          if [ "$count" -gt 0 ] && [ "$rest" = "$line" ]; then
            words[count - 1]+=$word
          else
            words[count]=$word
            count=$((count + 1))
          fi
          line=${rest#*"$word"}
        done
        [ "$count" -gt 1 ] || return 0
        local cur=${words[count - 1]} prev=${words[count - 2]}
        # What stands before the place where bash puts in what it is offered.
        local there= option= mark
        for mark in = :; do
          rest=${cur%%"$mark"*}$mark
          if [[ $COMP_WORDBREAKS == *$mark* && $cur == *$mark* && ${#rest} -gt ${#there} ]]; then
            there=$rest
          fi
        done
        if [[ $cur == --*=* ]]; then
          prev=${cur%%%%=*}
          option=$prev=
          cur=${cur#*=}
        fi
        local command= place=0 last=
        COMPREPLY=()
        for ((i = 1; i < count - 1; i++)); do
          word=${words[i]}
          case $word in
            %s) i=$((i + 1)) ;;
            -*) ;;
            *)
              if [ -z "$command" ]; then
                command=$word
              else
                place=$((place + 1))
                last=$word
              fi
              ;;
          esac
        done
      """;

  private BashScript() {}

  /** The script. */
  public static String of(Syntax syntax) {
    StringBuilder text = new StringBuilder();
    text.append(HEAD.formatted(String.join(" | ", syntax.valued())));
    text.append("  case $command:$prev in\n");
    for (CommandSyntax command : syntax.commands()) {
      values(text, command.name(), command.options());
    }
    values(text, "*", syntax.globals());
    text.append("  esac\n  [ -z \"$option\" ] || return 0\n");
    text.append("  if [[ $cur == -* ]]; then\n    case $command in\n");
    for (CommandSyntax command : syntax.commands()) {
      text.append(
          "      %s) _snn_words '%s' \"$cur\" ;;\n"
              .formatted(command.name(), flags(syntax.options(command))));
    }
    text.append("      *) _snn_words '%s' \"$cur\" ;;\n".formatted(flags(syntax.globals())));
    text.append("    esac\n    return\n  fi\n  case $command:$place in\n");
    List<String> names = syntax.commands().stream().map(CommandSyntax::name).toList();
    text.append("    :0) _snn_words '%s' \"$cur\" ;;\n".formatted(String.join(" ", names)));
    for (CommandSyntax command : syntax.commands()) {
      words(text, command);
    }
    return text.append("  esac\n}\n\ncomplete -F _snn snn ./snn\n").toString();
  }

  private static String flags(List<OptionSyntax> options) {
    return String.join(" ", options.stream().map(OptionSyntax::flag).toList());
  }

  private static void values(StringBuilder text, String command, List<OptionSyntax> options) {
    for (OptionSyntax option : options) {
      if (option.isValued()) {
        text.append(
            "    %s:%s)%s return ;;\n"
                .formatted(command, option.flag(), calls(option.operand(), "$prev")));
      }
    }
  }

  private static void words(StringBuilder text, CommandSyntax command) {
    List<Operand> operands = command.operands();
    for (int i = 0; i < operands.size(); i++) {
      // The last may be repeated.
      String place = i < operands.size() - 1 ? String.valueOf(i) : "*";
      text.append(
          "    %s:%s)%s ;;\n".formatted(command.name(), place, calls(operands.get(i), "$last")));
    }
  }

  private static String calls(Operand operand, String before) {
    StringBuilder calls = new StringBuilder();
    if (!operand.words().isEmpty()) {
      calls.append(" _snn_words '%s' \"$cur\";".formatted(String.join(" ", operand.words())));
    }
    if (!operand.after().isEmpty()) {
      calls.append(" case ").append(before).append(" in");
      operand
          .after()
          .forEach(
              (word, next) ->
                  calls.append(
                      " %s) _snn_words '%s' \"$cur\" ;;".formatted(word, String.join(" ", next))));
      calls.append(" esac;");
    }
    if (operand.files() || operand.folders()) {
      calls.append(" _snn_paths %s \"$cur\";".formatted(operand.files() ? "-f" : "-d"));
    }
    return calls.isEmpty() ? " :;" : calls.toString();
  }
}
