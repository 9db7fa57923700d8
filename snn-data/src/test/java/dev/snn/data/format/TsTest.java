package dev.snn.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.data.BadDataException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TsTest {
  private static final String HEAD =
      "# a comment\n@problemName x\n@timeStamps false\n@classLabel true a b\n@data\n";

  private static Ts read(String text) {
    return Ts.read("x.ts", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void seriesOfSeveralLengths() {
    Ts ts = read(HEAD + "1,2,3:-4,5e-1,6:a\r\n\n7:8:b\n");
    assertThat(ts.dimensions()).isEqualTo(2);
    assertThat(ts.labels()).containsExactly("a", "b");
    assertThat(ts.series().get(0)).isDeepEqualTo(new float[][] {{1, -4}, {2, 0.5f}, {3, 6}});
    assertThat(ts.series().get(1)).isDeepEqualTo(new float[][] {{7, 8}});
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(BadDataException.class)
        .hasMessage("x.ts" + message);
  }

  @Test
  void faultsAreNamed() {
    refused("@problemName x\n", " has no line '@data'; get it again.");
    refused(HEAD, " holds no series; get it again.");
    refused(HEAD + "1,2:3,?:a\n", ", line 6, dimension 2: '?' is not a number.");
    refused(HEAD + "1,2:3,NaN:a\n", ", line 6, dimension 2: 'NaN' is not a number.");
    refused(
        HEAD + "1,2:3:a\n", ", line 6: dimension 2 has 1 values, the first has 2; get it again.");
    refused(
        HEAD + "1:2:a\n1:b\n",
        ", line 7: 2 dimensions and a class are expected, there are 2 fields; get it again.");
    refused(
        HEAD + "1\n",
        ", line 6: 1 dimensions and a class are expected, there are 1 fields; get it again.");
    refused(
        "@timeStamps true\n@data\n",
        ", line 1: '@timeStamps true'; only series without time stamps and with classes can be"
            + " read.");
  }
}
