package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Help in the terminal and as a manual page. */
class HelpTest {
  @TempDir Path dir;

  private List<String> commands() {
    return Pattern.compile("(?m)^  ([a-z-]+) ")
        .matcher(Snn.run(dir, "--help").out().replaceAll("(?s)\nGlobal options.*", ""))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  @Test
  void helpOfACommandIsThatOfItsOption() {
    assertThat(commands()).hasSizeGreaterThan(20).contains("help", "table", "completion");
    for (String command : commands()) {
      Snn.Result result = Snn.run(dir, "help", command);
      assertThat(result.code()).isZero();
      assertThat(result.out())
          .startsWith("snn " + command + ": ")
          .isEqualTo(Snn.run(dir, command, "--help").out());
    }
    assertThat(Snn.run(dir, "help").out()).isEqualTo(Snn.run(dir, "--help").out());
  }

  @Test
  void anUnknownCommandIsNamed() {
    Snn.Result result = Snn.run(dir, "help", "tabel");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .startsWith("snn: there is no command 'tabel'. Did you mean 'table'? Commands: init, ");
  }

  @Test
  void theManualPageHasEveryCommand() {
    String page = Snn.run(dir, "man").out();

    assertThat(page).startsWith(".TH SNN 1 ");
    for (String command : commands()) {
      assertThat(page).contains("\n.SS " + command + "\n");
    }
    assertThat(page).contains("\\fB\\-\\-checkpoint\\-every\\fR \\fIN\\fR\n");
    // A line that begins with a dot is a request.
    assertThat(page.lines().filter(line -> line.startsWith(".")))
        .allMatch(line -> line.matches("\\.(TH|SH|SS|PP|TP|B|nf|fi)( .*)?"));
  }

  @Test
  void theManualPageIsShown() throws IOException {
    Shells.require("man");
    Shells.require("groff");
    Path page = Files.writeString(dir.resolve("snn.1"), Snn.run(dir, "man").out());

    Snn.Result shown = Shells.run(dir, "man", "--warnings=all", "-P", "cat", "-l", page.toString());

    assertThat(shown.err()).isEmpty();
    String text = shown.out().replaceAll(".\b", "").replaceAll("\u001b\\[[0-9;]*m", "");
    assertThat(text).contains("SYNOPSIS", "snn completion bash|zsh|fish", "--threads N");
    // What 'plot' says of traces has quotes and braces.
    assertThat(text).contains("'{type: lif, tau_mem: 20}'", "~/.cache/snn");
  }

  @Test
  void mandocHasNoComplaint() throws IOException {
    Shells.require("mandoc");
    Path page = Files.writeString(dir.resolve("snn.1"), Snn.run(dir, "man").out());

    Snn.Result lint = Shells.run(dir, "mandoc", "-T", "lint", "-W", "warning", page.toString());

    // A date would make another page of the same options each day.
    assertThat(lint.out().lines().filter(line -> !line.contains("missing date"))).isEmpty();
  }
}
