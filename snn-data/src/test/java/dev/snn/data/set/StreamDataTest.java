package dev.snn.data.set;

import static dev.snn.data.DataFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.data.Samples;
import dev.snn.data.DataFiles;
import dev.snn.data.TestContext;
import dev.snn.data.file.Source;
import dev.snn.data.format.CsvLayout.Missing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamDataTest {
  private static final String HEAD =
      """
      % a comment
      @RELATION 'a stream'

      @attribute "the day" {1,2,3}
      @Attribute wind {'from the east', west, "it's calm"}
      @attribute x\tREAL
      @attribute class {UP, 'DOWN hill'}

      @DATA
      """;

  @TempDir Path folder;

  private Path file(String name, String text) {
    return write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private static StreamConfig config(Path path, Missing missing, int train) {
    return new StreamConfig(path.toString(), "last", ",", missing, train, 0, 0);
  }

  private static Dataset read(Path path, Missing missing, int train) {
    return new StreamData().create(config(path, missing, train), TestContext.home());
  }

  private static Samples all(Dataset.Split split) {
    return split.gather(IntStream.range(0, split.size()).toArray());
  }

  @Test
  void attributesOfArff() {
    Path path =
        file(
            "a.arff",
            HEAD
                + "1, 'from the east', -1.5e1, UP\n"
                + "% another comment\n"
                + "3,west,2,'DOWN hill'\n"
                + "{2 7, 3 'DOWN hill'}\n"
                + "{0 2, 1 \"it's calm\"}\n"
                + "{}\n");

    Dataset data = read(path, Missing.ERROR, 2);

    assertThat(all(data.train()).values()).isDeepEqualTo(new float[][] {{1, 0, -15}, {3, 1, 2}});
    assertThat(all(data.test()).values())
        .isDeepEqualTo(new float[][] {{1, 0, 7}, {2, 2, 0}, {1, 0, 0}});
    assertThat(all(data.train()).labels()).containsExactly(0, 1);
    assertThat(all(data.test()).labels()).containsExactly(1, 0, 0);
    assertThat(data.info().legend().classes()).containsExactly("UP", "DOWN hill");
    assertThat(data.info().legend().columns()).containsExactly("the day", "wind", "x");
    assertThat(data.info().name()).isEqualTo("a");
  }

  @Test
  void classesOfATableAreThoseOfTheWholeStreamInAscendingOrder() {
    Dataset data = read(file("b.csv", "10,1\n11,10\n12,2\n"), Missing.ERROR, 1);

    assertThat(data.info().classes()).isEqualTo(3);
    assertThat(all(data.train()).labels()).containsExactly(0);
    assertThat(all(data.test()).labels()).containsExactly(2, 1);
    assertThat(data.validation().size()).isZero();
  }

  @Test
  void theClassMayStandAnywhere() {
    Path path = file("c.csv", "label;x;y\nb;1;2\na;3;4\n");
    for (String target : List.of("label", "1")) {
      StreamConfig config = new StreamConfig(path.toString(), target, ";", Missing.ERROR, 1, 0, 0);
      Dataset data = new StreamData().create(config, TestContext.home());
      assertThat(all(data.train()).values()).isDeepEqualTo(new float[][] {{1, 2}});
      assertThat(all(data.train()).labels()).containsExactly(1);
    }
  }

  @Test
  void missingValuesBecomeTheMeanOfTheTrainingPart() {
    Path path = file("d.csv", "x,y,class\n1,8,0\n?,4,1\n3,,0\n100,NaN,1\n,1,1\n5,6,1\n");

    Dataset data = read(path, Missing.MEAN, 3);

    assertThat(all(data.train()).values()).isDeepEqualTo(new float[][] {{1, 8}, {2, 4}, {3, 6}});
    assertThat(all(data.test()).values()).isDeepEqualTo(new float[][] {{100, 6}, {2, 1}, {5, 6}});
    assertThat(data.notes()).contains("d: 4 missing values were filled in");
    assertThat(all(read(path, Missing.SKIP, 1).test()).values())
        .isDeepEqualTo(new float[][] {{5, 6}});
  }

  /** Tabulators and blanks wherever they may be, escaped quotes, comments behind declarations. */
  @Test
  void blanksAndQuotesOfArff() {
    Path path =
        file(
            "blanks.arff",
            "@relation\tr\n"
                + "@ATTRIBUTE   'it\\'s \"x\"'   \t  numeric   % in degrees\n"
                + "@attribute\t\t\"a \\\"b\\\"\"\t{ 'don\\'t' ,\tb%c\t,  'e, f' }\n"
                + "@attribute  y  real\n"
                + "@attribute class{UP,\t'DOWN %'}\n"
                + "@data   % here\n"
                + "1 \t,\t 'don\\'t'  ,  2,\tUP\n"
                + "\t3\t\tb%c\t  4 \t'DOWN %' % the end\n"
                + "5   'e, f'   6   UP\n"
                + "{ 0\t7,\t1   b%c ,3  'DOWN %' }\n"
                + "{}\n");

    Dataset data = read(path, Missing.ERROR, 2);

    assertThat(data.info().legend().columns()).containsExactly("it's \"x\"", "a \"b\"", "y");
    assertThat(data.info().legend().classes()).containsExactly("UP", "DOWN %");
    assertThat(all(data.train()).values()).isDeepEqualTo(new float[][] {{1, 0, 2}, {3, 1, 4}});
    assertThat(all(data.test()).values())
        .isDeepEqualTo(new float[][] {{5, 2, 6}, {7, 1, 0}, {0, 0, 0}});
    assertThat(all(data.train()).labels()).containsExactly(0, 1);
    assertThat(all(data.test()).labels()).containsExactly(0, 1, 0);
  }

  /** As values and as classes, in memory and from the file. */
  @Test
  void nominalValuesThatAreEqualAsNumbersAreDifferent() {
    Path path =
        file(
            "n.arff",
            "@relation r\n@attribute x {1, 1.0, 01}\n@attribute class {01, 1, 1.0}\n@data\n"
                + "1,1\n1.0,1.0\n01,01\n1,1.0\n");

    Dataset data = read(path, Missing.ERROR, 1);
    Table file = reading(path, 1).table();

    assertThat(data.info().classes()).isEqualTo(3);
    assertThat(all(data.train()).labels()).containsExactly(1);
    assertThat(all(data.test()).labels()).containsExactly(2, 0, 2);
    assertThat(all(data.test()).values()).isDeepEqualTo(new float[][] {{1}, {2}, {0}});
    assertThat(IntStream.range(0, 4).map(file::label)).containsExactly(1, 2, 0, 2);
  }

  @Test
  void aSparseLineThatLeavesOutATextHasNoClass() {
    Path path =
        file(
            "s.arff",
            "@relation r\n@attribute x real\n@attribute class string\n@data\n{1 a}\n{0 1}\n");

    assertThatThrownBy(() -> read(path, Missing.ERROR, 1))
        .hasMessage(
            path
                + ", line 6, column 2: the class is missing; set missing: skip to leave such lines out.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "? | : the class is missing ('?'); set missing: skip to leave such lines out.",
        "`` | : the class is missing; set missing: skip to leave such lines out.",
        "nan | : the class is missing ('nan'); set missing: skip to leave such lines out.",
        "NA | : 'NA' stands where a class is wanted, and is none: the class is missing. Leave such lines out, or give them a class with a name.",
        "inf | : 'inf' stands where a class is wanted, and is none: the class is missing. Leave such lines out, or give them a class with a name.",
        "0.5 | : '0.5' is a number, but no class; set target to the column of the class."
      })
  void aMissingClassIsToldWithItsLine(String label, String message) {
    String line = "1,2,0\n1,2,1\n";
    Path path = file("m.csv", line.repeat(40) + "1,2," + label + "\n" + line);

    assertThatThrownBy(() -> read(path, Missing.ERROR, 1))
        .isInstanceOf(BadDataException.class)
        .hasMessage(path + ", line 81, column 3" + message);
    boolean told = message.contains("skip");
    if (told) {
      assertThat(read(path, Missing.SKIP, 1).test().size()).isEqualTo(81);
    }
  }

  /** What may be a missing number is a class among others that are texts. */
  @Test
  void theNameOfAClassMayBeNa() {
    Dataset data = read(file("na.csv", "1,NA\n2,K\n3,NA\n"), Missing.ERROR, 1);

    assertThat(data.info().legend().classes()).containsExactly("K", "NA");
    assertThat(all(data.test()).labels()).containsExactly(0, 1);
  }

  @Test
  void tooManyTextsForClassesAreToldAtTheFirstThatIsTooMuch() {
    StringBuilder text = new StringBuilder();
    for (int k = 0; k <= 10_000; k++) {
      text.append(k % 10).append(",x").append(k).append('\n');
    }
    Path path = file("t.csv", text.toString());

    assertThatThrownBy(() -> read(path, Missing.ERROR, 1))
        .hasMessage(
            path
                + ", line 10001, column 2: 'x10000' is text 10001 of the column 'column 2', too many for classes; set target to the column of the class.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1,west,x,UP | line 10, column 3: 'x' is not a finite number.",
        "1,west,?,UP | line 10, column 3: '?' is not a finite number; set missing: mean, zero or skip.",
        "1,north,2,UP | line 10, column 2: 'north' is none of the values of 'wind' (from the east, west, it's calm).",
        "1,west,2,LEFT | line 10, column 4: 'LEFT' is none of the values of 'class' (UP, DOWN hill).",
        "1,west,2,? | line 10, column 4: the class is missing ('?'); set missing: skip to leave such lines out.",
        "1,west,2 | line 10: 3 fields instead of 4.",
        "1,'west,2,UP | line 10: a quotation mark is not closed.",
        "1,'west' 2,UP | line 10: a comma is missing before '2,UP'.",
        "{4 UP} | line 10: '4' is no column of a sparse line; they are numbered from 0 to 3, ascending.",
        "{2 1, 1 west} | line 10: '1' is no column of a sparse line; they are numbered from 0 to 3, ascending.",
        "{2 1 | line 10: a sparse line ends without '}'.",
        "{2 1}, {5} | line 10: something stands behind '}'; weights of samples are not read."
      })
  void whatIsWrongIsToldWithItsLine(String line, String message) {
    Path path = file("e.arff", HEAD.stripTrailing() + "\n" + line + "\n1,west,2,UP\n");

    assertThatThrownBy(() -> read(path, Missing.ERROR, 1))
        .isInstanceOf(BadDataException.class)
        .hasMessage(path + ", " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@attribute x date | line 2: 'x' is of the type 'date'; numeric, real, integer, string (for the class) and {a, b, ...} are read.",
        "@attribute x {a,a} | line 2: the values of 'x' must be texts that differ, got 'a' twice.",
        "@attribute x {a,b | line 2: the values of 'x' end without '}'.",
        "@attribute | line 2: an attribute has no name.",
        "1,2,3 | line 2: '1,2,3' is no @attribute, and '@data' has not come yet."
      })
  void whatIsWrongWithTheHeadIsToldWithItsLine(String line, String message) {
    Path path = file("f.arff", "@relation r\n" + line + "\n@data\n1,2\n");

    assertThatThrownBy(() -> read(path, Missing.ERROR, 1))
        .isInstanceOf(BadDataException.class)
        .hasMessage(path + ", " + message);
  }

  @Test
  void aBrokenLineFarBehindIsToldBeforeAnythingIsLearned() {
    StringBuilder text = new StringBuilder();
    for (int k = 1; k <= 20_000; k++) {
      text.append(k == 10_000 ? "1,oops,0\n" : "1,2," + k % 2 + "\n");
    }
    Path path = file("g.csv", text.toString());

    assertThatThrownBy(() -> read(path, Missing.ERROR, 1000))
        .hasMessage(
            "%s, line 10000, column 2: 'oops' is not a finite number; target names the column of the class."
                .formatted(path));
  }

  @Test
  void aTrainingPartThatIsTheWholeStreamLeavesNothing() {
    Path path = file("h.csv", "1,0\n2,1\n");

    assertThatThrownBy(() -> read(path, Missing.ERROR, 2))
        .hasMessage("train must be below the 2 samples of %s, got 2".formatted(path));
  }

  @Test
  void shuffledBlocksKeepTheirSamplesAndDependOnTheSeed() {
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < 250; k++) {
      text.append(k).append(",0\n").append(k).append(",1\n");
    }
    Path path = file("i.csv", text.toString());
    StreamConfig config = new StreamConfig(path.toString(), "last", ",", Missing.ERROR, 100, 0, 60);
    StreamData plugin = new StreamData();

    Dataset data = plugin.create(config, TestContext.home());

    assertThat(plugin.splitsBySeed(config)).isTrue();
    long[] ids = all(data.test()).ids();
    assertThat(ids).isNotEqualTo(IntStream.range(100, 500).asLongStream().toArray());
    for (int block = 0; block < ids.length; block += 60) {
      int end = Math.min(ids.length, block + 60);
      long[] sorted = Arrays.copyOfRange(ids, block, end);
      Arrays.sort(sorted);
      assertThat(sorted)
          .isEqualTo(IntStream.range(100 + block, 100 + end).asLongStream().toArray());
    }
  }

  /**
   * What is in memory, what is read from the file, and what is unpacked on the way, are the same.
   */
  @Test
  void aStreamLargerThanMemoryIsReadAsItComes() {
    StringBuilder text = new StringBuilder("x,y,class\n");
    for (int k = 0; k < 5000; k++) {
      text.append(k).append(",").append(k * 0.5).append(",").append(k % 4).append("\n");
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    Path plain = write(folder.resolve("j.csv"), bytes);
    Path packed = write(folder.resolve("j.csv.gz"), DataFiles.gzip(bytes));
    Table memory = table(plain, 1 << 20);

    for (Table file : List.of(table(plain, 4), table(packed, 4))) {
      assertThat(file.size()).isEqualTo(5000);
      for (int k : new int[] {0, 1023, 1024, 4999, 17, 3000, 2048, 2047}) {
        assertThat(file.row(k)).isEqualTo(memory.row(k));
        assertThat(file.label(k)).isEqualTo(memory.label(k));
      }
    }
  }

  private static Table table(Path path, long mostValues) {
    return reading(path, mostValues).table();
  }

  private static StreamReading reading(Path path, long mostValues) {
    return new StreamReading(
            Source.of(path.toString(), path), config(path, Missing.ERROR, 1), mostValues)
        .read();
  }

  /** Whoever goes along the stream opens it once, packed or not, whatever order its blocks have. */
  @ParameterizedTest
  @CsvSource({"0, 100", "1, 5", "100, 1000", "100, 17", "1500, 3000", "3000, 1", "5000, 1024"})
  void aStreamInShuffledBlocksIsReadOnce(int shuffle, int train) {
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < 9000; k++) {
      text.append(k).append(',').append(k % 3).append('\n');
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    Path packed = write(folder.resolve("p.csv.gz"), DataFiles.gzip(bytes));
    StreamConfig config =
        new StreamConfig(packed.toString(), "last", ",", Missing.ERROR, train, 0, shuffle);
    StreamReading reading =
        new StreamReading(Source.of(packed.toString(), packed), config, 8000).read();
    StreamFile file = reading.file();
    Dataset data =
        StreamDataset.of(
            null, file, train, 9000 - train, shuffle, TestContext.home().seed(), List.of());
    Dataset memory = new StreamData().create(config, TestContext.home());

    for (int from = 0; from < 9000 - train; from += 512) {
      int[] some = IntStream.range(from, Math.min(9000 - train, from + 512)).toArray();
      Samples read = data.test().gather(some);
      assertThat(read.ids()).isEqualTo(memory.test().gather(some).ids());
      for (int k = 0; k < some.length; k++) {
        assertThat(read.values()[k][0]).isEqualTo(read.ids()[k]);
        assertThat(read.labels()[k]).isEqualTo((int) read.ids()[k] % 3);
      }
    }
    assertThat(file.opened()).isEqualTo(1);
  }

  @Test
  void blocksToShuffleThatDoNotFitIntoMemoryAreRefused() {
    Path path = file("q.csv", "1,2,0\n1,2,1\n".repeat(5000));
    StreamConfig config =
        new StreamConfig(path.toString(), "last", ",", Missing.ERROR, 100, 0, 5001);
    StreamReading reading = new StreamReading(Source.of(path.toString(), path), config, 10_000);

    assertThatThrownBy(reading::read)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "shuffle must be at most 5000: %s is read as it comes, and a block of 5001 samples would not be kept in memory"
                .formatted(path));
  }

  @Test
  void aFileThatChangedSinceIsRefused() throws IOException {
    Path path = file("k.csv", "1,0\n2,1\n".repeat(2000));
    Table table = table(path, 4);
    Files.writeString(path, "1,0\n");

    assertThatThrownBy(() -> table.row(3000))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("changed while it was read");
  }

  @Test
  void publicStreamsThatAreNotAtHandSayWhereTheyBelong() {
    assertThatThrownBy(
            () -> new Electricity().create(new Electricity().defaults(), TestContext.home(folder)))
        .isInstanceOf(MissingDataException.class)
        .hasMessageContaining("put streams/elecNorm.arff into the data home (looked in");
  }

  @Test
  void anotherFileInThePlaceOfAPublicOneIsRefused() {
    write(folder.resolve("streams/skmf_sea_stream.csv"), "1,0\n2,1\n".repeat(9000).getBytes());

    assertThatThrownBy(() -> new Sea().create(new Sea().defaults(), TestContext.home(folder)))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("is not the canonical streams/skmf_sea_stream.csv");
  }
}
