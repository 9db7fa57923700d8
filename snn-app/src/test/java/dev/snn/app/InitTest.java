package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.engine.tree.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitTest {
  @TempDir Path dir;

  @Test
  void whatIsWrittenRuns() throws IOException {
    Path file = dir.resolve("mine/net.yaml");

    Snn.Result written = Snn.run(dir, "init", dir.resolve("mine/net").toString());

    assertThat(written.err()).isEmpty();
    assertThat(written.code()).isZero();
    assertThat(written.out()).startsWith("wrote " + file + "\n").contains("snn table " + file);
    assertThat(Files.readString(file)).contains("#   snn table " + file + " ");
    Snn.Result table =
        Snn.run(dir, "table", file.toString(), "--quick", "--out", dir.resolve("out").toString());
    assertThat(table.code()).as(table.err()).isZero();
    assertThat(table.out()).startsWith("A first experiment on digits\n");
    assertThat(table.out().lines().filter(line -> line.matches("(lif|wide|majority) .*")))
        .hasSize(3);
    Path csv = dir.resolve("out/table.csv");
    assertThat(accuracy(csv, "lif")).isGreaterThan(0.6);
    assertThat(accuracy(csv, "majority")).isLessThan(0.2);
  }

  private static double accuracy(Path csv, String row) throws IOException {
    List<List<String>> lines =
        Files.readAllLines(csv).stream().map(line -> List.of(line.split(",", -1))).toList();
    List<String> values =
        lines.stream().filter(line -> line.contains(row)).findFirst().orElseThrow();
    return Double.parseDouble(values.get(lines.get(0).indexOf("accuracy_mean")));
  }

  @Test
  void theWrittenFileFitsTheSchema() {
    Path file = dir.resolve("net.yml");
    Snn.run(dir, "init", file.toString());

    assertThat(new SchemaChecker(Snn.run(dir, "schema").out()).complaints(Trees.parse(file)))
        .isEmpty();
  }

  /** A shell reads the path in what is printed and written as the one word that it is. */
  @ParameterizedTest
  @ValueSource(strings = {"my net", "it's", "a&b", "$HOME", "wie schön", "a*"})
  void commandsCanBeCopied(String name) throws IOException {
    Shells.require("bash");
    Path file = dir.resolve(name + ".yaml");

    Snn.Result result = Snn.run(dir, "init", dir.resolve(name).toString());

    List<String> commands = new ArrayList<>(result.out().lines().skip(2).toList());
    Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("#   snn table ") || line.startsWith("#   snn explain "))
        .forEach(line -> commands.add(line.substring(4).split("  ", 2)[0]));
    assertThat(commands).hasSizeGreaterThan(3);
    for (String command : commands) {
      Snn.Result words =
          Shells.run(dir, "bash", "-c", "snn() { printf '%s\\n' \"$2\"; }; " + command);
      assertThat(words.out()).as(command).isEqualTo(file + "\n");
    }
  }

  @Test
  void whatIsThereStays() throws IOException {
    Path file = Files.writeString(dir.resolve("net.yaml"), "mine");

    Snn.Result result = Snn.run(dir, "init", dir.resolve("net").toString());

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo(
            "snn: %s is there already; give another name, as in 'snn init second'.\n"
                .formatted(file));
    assertThat(Files.readString(file)).isEqualTo("mine");
  }
}
