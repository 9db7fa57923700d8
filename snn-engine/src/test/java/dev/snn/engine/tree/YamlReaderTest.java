package dev.snn.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.plugin.UserError;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The core schema of YAML 1.2, aliases and merge keys, and what a document may grow to. */
class YamlReaderTest {
  @TempDir Path dir;

  private static JsonNode read(String text) {
    return Trees.parse(text, "x");
  }

  @ParameterizedTest(name = "[{index}]")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0100      | 100
          010       | 10
          -007      | -7
          +3        | 3
          0o62      | 50
          0x1F      | 31
          12345678901 | 12345678901
          123456789012345678901 | 123456789012345678901
          1e-3      | 0.001
          1.        | 1.0
          .5        | 0.5
          2.0       | 2.0
          true      | true
          False     | false
          ~         | null
          Null      | null
          ''        | null
          yes       | "yes"
          1_000     | "1_000"
          '"010"'   | "010"
          !!str 010 | "010"
          !!int 010 | 10
          12:30     | "12:30"
          08-15     | "08-15"
          """)
  void scalarsAreThoseOfTheCoreSchema(String written, String json) {
    assertThat(read("a: " + written).get("a").toString()).isEqualTo(json);
  }

  @Test
  void infinityAndNothingAreNumbersThatNoOptionTakes() {
    assertThat(read("[.inf, -.Inf, .NaN]").get(1).asDouble()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThatThrownBy(() -> Scalars.number(read(".inf"), "lr"))
        .hasMessage("lr: must be a finite number, got .inf.");
    assertThatThrownBy(() -> Scalars.number(read("1e999"), "lr"))
        .hasMessage("lr: must be a finite number, got 1e999.");
    assertThatThrownBy(() -> Scalars.whole(read(".nan"), "n", 0, 9))
        .hasMessage("n: must be a whole number, got .nan.");
  }

  @Test
  void aNumberIsATextAsItWasWritten() {
    assertThat(Scalars.text(read("0100"), "path")).isEqualTo("0100");
    assertThat(Scalars.text(read("1e3"), "path")).isEqualTo("1e3");
    assertThat(Trees.canonical(read("[0100, 1e3]"))).isEqualTo("[100,1000.0]");
  }

  @Test
  void aWholeNumberMayHaveAPoint() {
    assertThat(Scalars.whole(read("2.0"), "n", 0, 9)).isEqualTo(2);
    assertThat(Scalars.whole(read("2e0"), "n", 0, 9)).isEqualTo(2);
    assertThatThrownBy(() -> Scalars.whole(read("2.5"), "n", 0, 9))
        .hasMessage("n: must be a whole number, got 2.5.");
  }

  @Test
  void aliasesAreCopies() {
    JsonNode tree = read("a: &x {type: mlp, hidden: 64}\nb: *x\nc: [&y 25, *y]");

    assertThat(tree.get("b")).isEqualTo(tree.get("a")).isNotSameAs(tree.get("a"));
    assertThat(tree.get("c").toString()).isEqualTo("[25,25]");
  }

  @Test
  void mergeKeysLieBelowTheMapping() {
    JsonNode tree =
        read("a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc: {<<: [*a, *b], x: 9}\nd: {'<<': 1}");

    assertThat(tree.get("c").toString()).isEqualTo("{\"x\":9,\"y\":2,\"z\":4}");
    assertThat(tree.get("d").toString()).isEqualTo("{\"<<\":1}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a: *mlp          | x, line 1, column 4: not valid YAML: '*mlp' is an alias, and no '&mlp' stands before it. A text that begins with '*' needs quotes.
          a: &a {b: *a}    | x, line 1, column 11: not valid YAML: '*a' stands within '&a' itself.
          a: {<<: 3}       | x, line 1, column 5: not valid YAML: '<<' merges a mapping, as <<: *name.
          a: !knot 3       | x, line 1, column 4: not valid YAML: the tag '!knot' means nothing here. Leave it out.
          a: !!int x       | x, line 1, column 4: not valid YAML: 'x' is not what its tag '!!int' says.
          a: {b[0]: 1}     | x, line 1, column 6: not valid YAML: while parsing a flow mapping, expected ',' or '}', but got [. A path with brackets needs quotes in a mapping in braces.
          {a: 1, a: 2}     | x, line 1, column 8: not valid YAML: Duplicate field 'a'.
          """)
  void mistakes(String text, String message) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(UserError.class).hasMessage(message);
  }

  @Test
  void aliasesDoNotGrowWithoutBound() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n");
    for (int i = 1; i < 12; i++) {
      String alias = "*a" + (i - 1);
      bomb.append(
          "a%d: &a%d [%s]\n"
              .formatted(
                  i,
                  i,
                  String.join(
                      ", ", List.of(alias, alias, alias, alias, alias, alias, alias, alias))));
    }

    assertTimeout(
        Duration.ofSeconds(20),
        () ->
            assertThatThrownBy(() -> read(bomb.toString()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("more than 1000000 values, aliases followed"));
  }

  @Test
  void depthIsBounded() {
    assertThatThrownBy(() -> read("[".repeat(100_000)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("stand more than 100 deep");
  }

  /** A token of eight megabytes took half a minute before its length was looked at. */
  @Test
  void longTokensAreRefusedBeforeTheyAreParsed() throws IOException {
    Path file = dir.resolve("long.yaml");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(2_000_000_000L);
    }

    assertTimeout(
        Duration.ofSeconds(10),
        () -> {
          assertThatThrownBy(() -> read("a: " + "x".repeat(8_000_000)))
              .hasMessage("x: longer than 3 MB, which no experiment is. Is it a data file?");
          assertThatThrownBy(() -> Trees.parse(file))
              .hasMessageEndingWith("longer than 3 MB, which no experiment is. Is it a data file?");
        });
  }

  @Test
  void longValuesAreShownShort() {
    assertThatThrownBy(() -> Scalars.whole(read("x".repeat(2_000_000)), "n", 0, 9))
        .hasMessageContaining("... (2000000 characters) ...")
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(200));
    assertThat(read("9".repeat(1_000_000)).isTextual()).isTrue();
  }
}
