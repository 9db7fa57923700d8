package dev.snn.nir.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
  @TempDir Path dir;

  private Table table(String... lines) throws IOException {
    return Table.read(Files.write(dir.resolve("trace.csv"), java.util.List.of(lines)));
  }

  @Test
  void columnsAreTakenByTheirNames() throws IOException {
    Trace trace =
        table("b.v[1],input,step,b.v[0],b.spikes,b.v[2]", "11,7,0,10,1,12", "21,8,1,20,0,22")
            .trace();

    assertThat(trace.series()).containsOnlyKeys("input", "b.v", "b.spikes");
    assertThat(trace.series().get("b.v"))
        .isDeepEqualTo(new double[][] {{10, 11, 12}, {20, 21, 22}});
    assertThat(trace.series().get("input")).isDeepEqualTo(new double[][] {{7}, {8}});
    assertThat(trace.series().get("b.spikes")).isDeepEqualTo(new double[][] {{1}, {0}});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a.v[0],a.v[1],a.v[0] | line 0 of 'a.v' stands there twice; leave one column of it.
          a.v,a.v[0],b         | line 0 of 'a.v' stands there twice; leave one column of it.
          a.v[0],a.v[2],b      | 'a.v' has 2 columns, and none is 'a.v[1]'; lines are counted from 0, without gaps.
          b,c,a.v[9999999]     | 'a.v' has 1 columns, and none is 'a.v[0]'; lines are counted from 0, without gaps.
          a,[0],b              | column 2 has no name.
          """)
  void saysWhichColumnIsMissing(String header, String sentence) throws IOException {
    Table table = table(header, "1,2,3");

    assertThatThrownBy(table::trace)
        .isInstanceOf(UserError.class)
        .hasMessage(dir.resolve("trace.csv") + ": " + sentence);
  }

  @Test
  void aMarkInFrontIsNoPartOfAName() throws IOException {
    assertThat(table("\ufeffinput[0],input[1]", "1,2").header())
        .containsExactly("input[0]", "input[1]");
    assertThat(table("\ufeff1,2", "3,4").rows()).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
  }

  /** A row of numbers with one that is wrong is no header that would be lost without a word. */
  @ParameterizedTest
  @CsvSource({"NaN,1", "nan,1", "-Inf,1", "inf,inf", "x,1", "1,x"})
  void aRowWithANumberIsNoHeader(String first, String second) {
    assertThatThrownBy(() -> table(first + "," + second, "1,2"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("line 1: '")
        .hasMessageEndingWith("' is no finite number.");
  }
}
