package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.Family;
import dev.snn.engine.registry.Registries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages of docs/models say what the options are: every built-in plug-in has a table there, and
 * it says the same as {@code snn describe}. The system property {@code golden.write} writes the
 * tables anew.
 */
class OptionTablesTest {
  private static final Path DOCS = Path.of("../docs");
  private static final String MEND =
      "mend it with: mvn -pl snn-app -am test -Dtest=OptionTablesTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.write=true";

  private static final Registries REGISTRIES = Registries.load(Optional.empty());

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(DOCS.resolve("models"))) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  private static Set<String> builtIn() {
    return REGISTRIES.all().stream()
        .flatMap(registry -> registry.entries().stream())
        .filter(entry -> entry.name().indexOf('.') < 0)
        .map(entry -> entry.family().name() + " " + entry.name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyBuiltInPluginHasATableThatSaysWhatDescribeSays() throws IOException {
    OptionTables tables = new OptionTables(REGISTRIES);
    List<String> wrong = new ArrayList<>();
    for (Path page : pages()) {
      String text = Files.readString(page);
      String renewed = renew(tables, page, text);
      if (System.getProperty("golden.write") != null) {
        Files.writeString(page, renewed);
      } else if (!text.equals(renewed)) {
        wrong.add(page.getFileName() + ": " + firstDifference(text, renewed));
      }
    }
    assertThat(wrong).as("pages that do not say what snn describe says; %s", MEND).isEmpty();
    Set<String> missing = builtIn();
    missing.removeAll(tables.found());
    assertThat(missing)
        .as(
            "plug-ins without a table: write the lines '<!-- options: FAMILY NAME -->' and"
                + " '<!-- end -->' on a page of docs/models, then %s",
            MEND)
        .isEmpty();
  }

  private static String renew(OptionTables tables, Path page, String text) {
    try {
      return tables.renew(text);
    } catch (RuntimeException e) {
      throw new AssertionError(page.getFileName() + ": " + e.getMessage(), e);
    }
  }

  private static String firstDifference(String page, String renewed) {
    List<String> is = page.lines().toList();
    List<String> shouldBe = renewed.lines().toList();
    int line = 0;
    while (line < Math.min(is.size(), shouldBe.size()) && is.get(line).equals(shouldBe.get(line))) {
      line++;
    }
    return "line %d is '%s', not '%s'".formatted(line + 1, at(is, line), at(shouldBe, line));
  }

  private static String at(List<String> lines, int line) {
    return line < lines.size() ? lines.get(line) : "";
  }

  @Test
  void everyPageIsLinkedAndEveryFamilyIsListed() throws IOException {
    String readme = Files.readString(DOCS.resolve("../README.md"));
    String architecture = Files.readString(DOCS.resolve("architecture.md"));
    List<String> missing = new ArrayList<>();
    for (Path page : pages()) {
      String name = page.getFileName().toString();
      if (!readme.contains("](docs/models/" + name + ")")) {
        missing.add("README.md has no link to docs/models/" + name);
      }
      if (!architecture.contains("](models/" + name + ")")) {
        missing.add("docs/architecture.md has no link to models/" + name);
      }
    }
    for (Family<?> family : Family.all()) {
      if (!architecture.contains("\n| `" + family.name() + "` |")) {
        missing.add("docs/architecture.md has no line for the family " + family.name());
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void aStaleTableIsWrittenAnew() {
    String page =
        """
        Before.
        <!-- options: optimizer sgd -->
        | `lr` | 7 |
        <!-- end -->
        <!-- options: procedure majority -->
        <!-- end -->
        After.
        """;
    OptionTables tables = new OptionTables(REGISTRIES);
    String renewed = tables.renew(page);
    assertThat(renewed)
        .startsWith("Before.\n<!-- options: optimizer sgd -->\n| option of `sgd` | default |")
        .contains("| `lr` | `0.01` | number | ")
        .doesNotContain("| 7 |")
        .contains("-->\n`majority` has no options.\n<!-- end -->")
        .endsWith("<!-- end -->\nAfter.\n");
    assertThat(new OptionTables(REGISTRIES).renew(renewed)).isEqualTo(renewed);
    assertThat(tables.found()).containsExactly("optimizer sgd", "procedure majority");
  }

  @Test
  void optionsOfAMappingHaveLinesOfTheirOwn(@TempDir Path dir) {
    String page = "<!-- options: procedure memory-capacity -->\n<!-- end -->\n";
    assertThat(new OptionTables(REGISTRIES).renew(page))
        .contains("| `rate` | below | mapping | ", "| `rate.target` | `0.0` | number | ");
    assertThat(Snn.run(dir, "describe", "procedure", "memory-capacity").out())
        .containsPattern("(?m)^rate +below +mapping +matching of firing rates$")
        .containsPattern("(?m)^rate\\.target +0\\.0 +number +spikes per neuron");
  }

  @Test
  void wrongPlacesAreNamed() {
    assertFails("<!-- options: optimizer sgd -->\n", "needs its line '<!-- end -->'");
    assertFails("<!-- options: optimizer smd -->\n<!-- end -->\n", "Did you mean 'sgd'?");
    assertFails(
        "<!-- options: optimizer adam, sgd -->\n<!-- end -->\n",
        "the options of optimizer 'adam' and 'sgd' differ");
    String twice = "<!-- options: optimizer adam -->\n<!-- end -->\n";
    assertFails(twice + twice, "optimizer 'adam' has a second table");
  }

  private static void assertFails(String page, String sentence) {
    assertThatThrownBy(() -> new OptionTables(REGISTRIES).renew(page))
        .hasMessageContaining(sentence);
  }
}
