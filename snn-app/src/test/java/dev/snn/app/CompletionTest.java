package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts that shells complete by, in these shells. */
class CompletionTest {
  @TempDir Path dir;

  private Path script(String shell) throws IOException {
    Snn.Result result = Snn.run(dir, "completion", shell);
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    return Files.writeString(dir.resolve("snn." + shell), result.out());
  }

  /** What bash offers for the last of these words, which it splits at colons and equals signs. */
  private List<String> offers(String... words) throws IOException {
    Shells.require("bash");
    Path script = script("bash");
    List<String> command =
        new ArrayList<>(
            List.of(
                "bash",
                "--norc",
                "-c",
                "set -u; source \"$1\"; COMP_LINE=$2; shift 2; COMP_WORDS=(\"$@\");"
                    + " COMP_WORDBREAKS=$' \\t\\n=:'; COMP_CWORD=$(($# - 1));"
                    + " COMPREPLY=(); _snn; printf '%s\\n' ${COMPREPLY[@]+\"${COMPREPLY[@]}\"}",
                "test",
                script.toString(),
                "snn " + String.join(" ", words),
                "snn"));
    for (String word : words) {
      command.addAll(List.of(word.split("(?<=[=:])|(?=[=:])")));
    }
    Snn.Result result = Shells.run(dir, command.toArray(String[]::new));
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    return result.out().lines().filter(line -> !line.isEmpty()).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ta                              | table
          --ver                           | --version
          --threads 2 descr               | describe
          table ti                        | tiny
          --threads=2 descr               | describe
          --backend=pla                   | plain
          run --out= --quick ti           | tiny
          run --set training.epochs=1 ti  | tiny
          table --master spark://h:70 ti  | tiny
          table --quick --out here sing   | single
          table tiny --res                | --resume
          run --backend pla               | plain
          list neur                       | neuron
          describe neuron izhi             | izhikevich
          describe encoder latenc         | latency
          describe --plugins x loss cross | cross-entropy
          data ver                        | verify
          data fetch fashion              | fashion-mnist
          plot proj                       | projection
          completion fi                   | fish
          help compl                      | completion
          eval --split val                | validation
          new-plugin drift                | drift-detector
          """)
  void bashCompletes(String line, String word) throws IOException {
    assertThat(offers(line.split(" "))).containsExactly(word);
  }

  @Test
  void bashOffersAllCommands() throws IOException {
    String overview = Snn.run(dir, "--help").out();

    List<String> offered = offers("");

    assertThat(offered).contains("table", "run", "schema", "man").doesNotContain("tiny");
    assertThat(offered).allSatisfy(name -> assertThat(overview).contains("\n  " + name + " "));
  }

  @Test
  void bashOffersFilesAndFolders() throws IOException {
    Files.createDirectory(dir.resolve("old results"));
    Files.writeString(dir.resolve("old record.json"), "");

    assertThat(offers("repro", "old")).containsExactlyInAnyOrder("old results", "old record.json");
    assertThat(offers("report", "old")).containsExactly("old results");
    assertThat(offers("run", "tiny", "--out", "old")).containsExactly("old results");
  }

  /** Bash puts what it is offered behind the last sign that splits words. */
  @Test
  void bashGetsWhatStandsBehindTheSign() throws IOException {
    Files.createDirectory(dir.resolve("lr=0.1"));

    assertThat(offers("run", "tiny", "--out=lr")).containsExactly("lr=0.1");
    assertThat(offers("run", "tiny", "--out=lr=")).containsExactly("0.1");
    assertThat(offers("report", "lr=0")).containsExactly("0.1");
    assertThat(offers("--backend=")).contains("plain").doesNotContain("list");
    assertThat(offers("run", "--quick=")).isEmpty();
  }

  @Test
  void aNameWithAStarIsNoPattern() throws IOException {
    Files.writeString(dir.resolve("old*"), "");
    Files.writeString(dir.resolve("older"), "");

    assertThat(offers("repro", "old")).containsExactlyInAnyOrder("old*", "older");
  }

  @Test
  void bashOffersNothingWhereAnythingMayStand() throws IOException {
    assertThat(offers("run", "tiny", "--seed", "")).isEmpty();
    assertThat(offers("describe", "neuron", "lif", "")).isEmpty();
    assertThat(offers("no-such-command", "")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void theShellReadsTheScript(String shell) throws IOException {
    Shells.require(shell);

    Snn.Result result = Shells.run(dir, shell, "-n", script(shell).toString());

    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zsh", "fish"})
  void otherShellsHearOfEveryCommandAndOption(String shell) throws IOException {
    String script = Files.readString(script(shell));

    assertThat(script).contains("new-plugin", "checkpoint-every", "izhikevich", "tiny");
    assertThat(script).doesNotContain("null");
  }

  @Test
  void zshHearsWhatMayBeRepeated() throws IOException {
    String script = Files.readString(script("zsh"));

    // Global options behind the command are among its own words.
    assertThat(script).contains("_arguments -C -A '-*' $globals");
    assertThat(script).contains("'*--set=[", "'*--in=[", "'*--moa-jar=[");
    assertThat(script).contains("'--threads=[", "'--quick[").doesNotContain("*--threads");
  }

  @Test
  void fishCompletes() throws IOException {
    Shells.require("fish");
    String ask = "source '%s'; complete -C 'snn describe neuron izhi'";

    Snn.Result result = Shells.run(dir, "fish", "-N", "-c", ask.formatted(script("fish")));

    assertThat(result.out().strip()).isEqualTo("izhikevich");
  }

  @Test
  void anotherShellIsNamed() {
    Snn.Result result = Snn.run(dir, "completion", "bassh");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "snn: there is no completion for 'bassh'. Did you mean 'bash'? Usage: snn completion"
                + " bash|zsh|fish\n");
  }
}
