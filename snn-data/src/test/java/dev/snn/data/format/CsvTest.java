package dev.snn.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.data.BadDataException;
import dev.snn.data.file.Unpacked;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  private String separator = ",";
  private String decimal = ".";
  private boolean latin1;
  private boolean header;
  private String label = "last";
  private List<String> target = List.of();
  private List<String> drop = List.of();
  private CsvLayout.Missing missing = CsvLayout.Missing.ERROR;

  private Csv read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8), null);
  }

  private Csv read(byte[] bytes, Csv like) {
    CsvLayout layout =
        new CsvLayout(separator, decimal, latin1, header, label, target, drop, missing);
    return Csv.read("x.csv", Unpacked.of("x.csv", bytes), layout, like);
  }

  private void refused(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1d", "2f", "0x1p3", "1_000", "Infinity", "1e", "e5", ".", "+", "", "1 2"})
  void javaAndOtherSyntaxIsNoNumber(String text) {
    assertThat(Decimals.parse(text)).isNaN();
  }

  @ParameterizedTest
  @CsvSource({"1,1", "+.5,0.5", "-2.,-2", "1.0000000e+00,1", "3E-1,0.3", "007,7"})
  void numbers(String text, float value) {
    assertThat(Decimals.parse(text)).isEqualTo(value);
  }

  @Test
  void wholeNumbersHaveOneForm() {
    assertThat(List.of("1", "+1", "01", "1.0", "1.0000000e+00", "10e-1"))
        .allSatisfy(text -> assertThat(Decimals.whole(text)).isEqualTo("1"));
    assertThat(Decimals.whole("-0.0")).isEqualTo("0");
    assertThat(Decimals.whole("2e3")).isEqualTo("2000");
    assertThat(Decimals.whole("0.5")).isNull();
    assertThat(Decimals.whole("1e999999999")).isNull();
    assertThat(Decimals.whole("1d")).isNull();
  }

  @Test
  void aMissingLabelIsAnErrorWithItsPlace() {
    refused(
        "0,1,a\n0,1,\n",
        "x.csv, line 2, column 3: the label is missing; where all lines end with a separator, set drop: [3].");
    label = "1";
    refused("a,1\n?,1\n", "x.csv, line 2, column 1: the label is missing.");
  }

  @Test
  void aTrailingSeparatorCanBeLeftOut() {
    drop = List.of("4");
    Csv csv = read("0,1,a,\n2,3,b,\n");
    assertThat(csv.labels()).containsExactly("a", "b");
    assertThat(csv.features()).isEqualTo(2);
  }

  @Test
  void bytesOfAnotherEncodingAreAnErrorWithTheirPlace() {
    byte[] bytes = "0,1,a\n0,1,\u00f6\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> read(bytes, null))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "x.csv, line 2 is not a text file in UTF-8: byte 0xf6 at position 10; save the file as UTF-8, or set encoding: latin-1.");
    latin1 = true;
    assertThat(read(bytes, null).labels()).containsExactly("a", "\u00f6");
  }

  @Test
  void otherFilesAreNamed() {
    assertThatThrownBy(() -> read("1,2\n".getBytes(StandardCharsets.UTF_16), null))
        .hasMessageContaining("UTF-16");
    refused(
        "version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
        "x.csv is a pointer of Git LFS, not the data it stands for; get them with 'git lfs pull' in its repository.");
    refused(
        "\n<!DOCTYPE html><html>",
        "x.csv is a page of HTML, not data: a download ended at a page for reading, for signing in or of an error; get the file itself.");
  }

  @Test
  void namesAreStrippedAndEmptyLinesBeforeThemSkipped() {
    header = true;
    label = "class";
    Csv csv = read("\n  \nx1, x2, class\n1, 2, a\n");
    assertThat(csv.columns()).containsExactly("x1", "x2");
    assertThat(csv.labels()).containsExactly("a");
  }

  @Test
  void anotherFilesColumnsAreFoundByName() {
    header = true;
    Csv first = read("a,b,c\n1,2,x\n");
    byte[] other = "c,b,a\ny,20,10\n".getBytes(StandardCharsets.UTF_8);
    Csv second = read(other, first);
    assertThat(second.values().row(0)).containsExactly(10, 20);
    assertThat(second.labels()).containsExactly("y");
    assertThatThrownBy(() -> read("a,d,c\n1,2,x\n".getBytes(StandardCharsets.UTF_8), first))
        .hasMessageContaining("x.csv has no column 'b' that the training data have");
    assertThatThrownBy(() -> read("a,b,c,d\n1,2,x,3\n".getBytes(StandardCharsets.UTF_8), first))
        .hasMessageContaining("x.csv has a column 'd' that the training data lack");
    assertThatThrownBy(() -> read("a,a,c\n1,2,x\n".getBytes(StandardCharsets.UTF_8), first))
        .hasMessageContaining("two columns named 'a'");
  }

  @Test
  void otherSeparatorsAndADecimalComma() {
    separator = "whitespace";
    assertThat(read("  1   2\ta \n 3 4 \t b\n").labels()).containsExactly("a", "b");
    separator = ";";
    decimal = ",";
    assertThat(read("1,5;-2,25;a\n").values().row(0)).containsExactly(1.5f, -2.25f);
    decimal = ".";
    refused(
        "1,5;2;a\n",
        "x.csv, line 1, column 1: '1,5' is not a finite number; if the first line names the columns, set header: true.");
    refused(
        "1;2;a\n1,5;2;a\n",
        "x.csv, line 2, column 1: '1,5' is not a finite number; for a decimal comma set decimal: ','.");
    separator = ",";
    decimal = ",";
    assertThatThrownBy(() -> read("1")).hasMessageContaining("separator and decimal are both ','");
  }

  @Test
  void theSeparatorsOfATableWithOneColumnAreNamed() {
    refused(
        "1;2;a\n",
        "x.csv has one column; values and a label are needed: is the separator right? The line has ';'.");
  }

  @Test
  void missingValues() {
    refused(
        "1,2,a\n1,NA,b\n",
        "x.csv, line 2, column 2: 'NA' is not a finite number; set missing: mean, zero or skip.");
    missing = CsvLayout.Missing.MEAN;
    Csv csv = read("1,2,a\n1,,b\n");
    assertThat(csv.missing()).isEqualTo(1);
    assertThat(csv.values().get(1, 1)).isNaN();
    missing = CsvLayout.Missing.SKIP;
    Csv skipped = read("1,?,a\n1,2,\n1,2,b\n");
    assertThat(skipped.labels()).containsExactly("b");
    assertThat(skipped.skipped()).isEqualTo(2);
  }

  @Test
  void numbersToPredict() {
    header = true;
    target = List.of("y2", "y1");
    drop = List.of("id");
    Csv csv = read("id,y1,x,y2\nrow one,1.5,2,3\n");
    assertThat(csv.columns()).containsExactly("x");
    assertThat(csv.targets().row(0)).containsExactly(3, 1.5f);
    assertThat(csv.labels()).isEmpty();
  }

  @Test
  void aQuotationMarkMustBeClosed() {
    refused("1,\"2,a\n3,4,b\n", "x.csv, line 1: a quotation mark is not closed.");
  }

  @Test
  void manyRowsComeBackAsTheyWere() {
    FloatRows rows = new FloatRows(3);
    for (int k = 0; k < 40_000; k++) {
      rows.add(new float[] {k, -k, k * 0.5f});
    }
    assertThat(rows.size()).isEqualTo(40_000);
    for (int k = 0; k < 40_000; k += 777) {
      assertThat(rows.row(k)).containsExactly(k, -k, k * 0.5f);
      assertThat(rows.get(k, 1)).isEqualTo(-k);
    }
  }

  @Test
  void aNameWithoutAHeaderIsToldWhereNamesComeFrom() {
    label = "kind";
    refused(
        "1,2,x\n",
        "label 'kind' is no column of x.csv; give 'last', a number from 1 to 3, or a name with header: true, where the first line has names");
  }
}
