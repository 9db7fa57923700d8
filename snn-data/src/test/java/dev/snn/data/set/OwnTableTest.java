package dev.snn.data.set;

import static dev.snn.data.DataFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Samples;
import dev.snn.api.plugin.BuildContext;
import dev.snn.data.TestContext;
import dev.snn.data.format.CsvLayout.Missing;
import dev.snn.data.format.FloatRows;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tables of the user's own are taken for. */
class OwnTableTest {
  @TempDir Path home;

  private boolean header;
  private String testPath = "";
  private String validationPath = "";
  private int train;
  private int validation;
  private List<String> target = List.of();
  private Missing missing = Missing.ERROR;
  private Normalise normalise = Normalise.NONE;
  private int splitSeed;

  private void file(String name, String text) {
    write(home.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private Dataset load() {
    return load(TestContext.home(home));
  }

  private Dataset load(BuildContext context) {
    return new CsvData()
        .create(
            new CsvData.Config(
                "t.csv",
                testPath,
                "last",
                header,
                ",",
                1,
                0,
                0.5,
                train,
                validation,
                0,
                validationPath,
                target,
                List.of(),
                missing,
                normalise,
                ".",
                CsvData.Encoding.UTF_8,
                splitSeed),
            context);
  }

  /** A context in which a network that was trained on these data is to be scored. */
  private BuildContext trainedOn(DatasetInfo info) {
    BuildContext context = TestContext.home(home);
    return (BuildContext)
        Proxy.newProxyInstance(
            BuildContext.class.getClassLoader(),
            new Class<?>[] {BuildContext.class},
            (proxy, method, args) ->
                method.getName().equals("dataset") ? info : method.invoke(context, args));
  }

  private static int[] counts(Dataset.Split split, int classes) {
    int[] counts = new int[classes];
    IntStream.range(0, split.size()).forEach(k -> counts[split.label(k)]++);
    return counts;
  }

  @Test
  void labelsThatAreEqualNumbersAreOneClass() {
    file("t.csv", "1,0\n2,1\n3,0\n4,1\n");
    file("test.csv", "1,+0\n2,1.0000000e+00\n3,0.0\n4,01\n");
    testPath = "test.csv";
    Dataset data = load();
    assertThat(data.info().classes()).isEqualTo(2);
    assertThat(data.info().legend().classes()).containsExactly("0", "1");
    assertThat(IntStream.range(0, 4).map(data.test()::label)).containsExactly(0, 1, 0, 1);
  }

  @Test
  void folderNamesAndListsFollowTheSameRule() {
    Classes classes = Classes.of("rec", new String[] {"10", "01", "1", "2"});
    assertThat(classes.names()).containsExactly("1", "2", "10");
    assertThat(classes.numbers(new String[] {"01", "1.0", "10"})).containsExactly(0, 0, 2);
    Classes mixed = Classes.of("rec", new String[] {"09", "10", "x", "9"});
    assertThat(mixed.names()).containsExactly("09", "10", "x");
    assertThat(mixed.numbers(new String[] {"9", "x"})).containsExactly(0, 2);
    assertThatThrownBy(() -> Classes.of("t", new String[] {"0.5", "1"}))
        .hasMessageContaining("are no classes");
  }

  @Test
  void classesThatLookTheSameAreOne() {
    Classes classes =
        Classes.of("t", new String[] {"caf\u00e9", "cafe\u0301", "b\u00a0", "b", "\u200bb"});
    assertThat(classes.names()).hasSize(2);
    assertThat(classes.numbers(new String[] {"b", "\u200bb", "caf\u00e9", "cafe\u0301"}))
        .containsExactly(0, 0, 1, 1);
    assertThat(Classes.known(List.of("cafe\u0301"), "t", new String[] {"caf\u00e9"}).names())
        .hasSize(1);
  }

  @Test
  void aMissingNumberIsNoClass() {
    for (String text : List.of("nan", "NaN", "NA", "inf", "-Infinity")) {
      assertThatThrownBy(() -> Classes.of("t", new String[] {"0.0", text, "1.0"}))
          .hasMessageContaining("t: '" + text + "' stands where a class is wanted");
    }
    assertThatThrownBy(() -> Classes.of("t", new String[] {"a", "NaN", "b"}))
        .hasMessageContaining("the label is missing");
    assertThat(Classes.of("t", new String[] {"NA", "EU", "inf"}).names()).hasSize(3);
    assertThat(Classes.of("t", new String[] {"1", "2", "none"}).names()).hasSize(3);
  }

  @Test
  void anExampleIsNotTakenForTheNamesOfColumns() {
    header = true;
    file("t.csv", "0.5,1\n0.25,0\n0.1,1\n0.2,0\n");
    assertThatThrownBy(this::load)
        .hasMessageContaining("t.csv, line 1: all fields are numbers")
        .hasMessageContaining("header: false");
    file("t.csv", "0,1\n0.25,0\n0.1,1\n0.2,0\n0.3,1\n");
    assertThat(load().info().classes()).isEqualTo(2);
  }

  @Test
  void aColumnWithoutAnyValueHasNoMean() {
    missing = Missing.MEAN;
    file("t.csv", ",1,a\n,2,b\n,3,a\n,4,b\n");
    assertThatThrownBy(this::load)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("value column 1 of 2 has no value in the training part");
    missing = Missing.ZERO;
    assertThat(load().train().gather(new int[] {0}).values()[0][0]).isZero();
  }

  @Test
  void aColumnIsPredictedOnce() {
    header = true;
    target = List.of("b", "b");
    file("t.csv", "a,b\n1,2\n3,4\n5,6\n7,8\n");
    assertThatThrownBy(this::load).hasMessageContaining("target names 'b' twice");
  }

  @Test
  void aScaleLeavesNoInfinities() {
    FloatRows values = new FloatRows(1);
    values.add(new float[] {0.5f});
    assertThatThrownBy(() -> new Table.Rows(values, 1e-45, new int[1], new FloatRows(0)))
        .hasMessageStartingWith("scale is too small: 0.5 divided by 1.0E-45");
    assertThatThrownBy(() -> new Table.Bytes(new byte[1], 0, 1, 1e-45, new int[1]))
        .hasMessageStartingWith("scale is too small");
  }

  @Test
  void itSaysWhatWasTakenForTheClass() {
    header = true;
    file("t.csv", "a,kind\n1,x\n2,y\n3,x\n4,y\n5,x\n");
    assertThat(load().notes())
        .containsExactly(
            "csv: classes in column 'kind' (the last): 2, with so many examples: x (3), y (2)");
    file("t.csv", "a,kind\n1,x\n2,x\n3,x\n4,x\n");
    assertThat(load().notes())
        .contains("all examples have one class: there is nothing to tell apart");
  }

  @Test
  void validationOfASortedFileHasAllClasses() {
    StringBuilder sorted = new StringBuilder();
    for (int c = 0; c < 3; c++) {
      for (int k = 0; k < 20 + 10 * c; k++) {
        sorted.append(k).append(',').append(c).append('\n');
      }
    }
    file("t.csv", sorted.toString());
    file("test.csv", "1,0\n1,1\n1,2\n");
    testPath = "test.csv";
    validation = 18;
    Dataset data = load();
    assertThat(counts(data.validation(), 3)).containsExactly(4, 6, 8);
    assertThat(counts(data.train(), 3)).containsExactly(16, 24, 32);
    long[] first = data.validation().gather(IntStream.range(0, 18).toArray()).ids();
    splitSeed = 1;
    assertThat(load().validation().gather(IntStream.range(0, 18).toArray()).ids())
        .isNotEqualTo(first);
    splitSeed = 0;
    validation = 0;
    train = 9;
    assertThat(counts(load().train(), 3)).containsExactly(2, 3, 4);
  }

  @Test
  void aPartWithoutAClassIsNamed() {
    file("t.csv", "1,a\n2,b\n3,c\n4,a\n");
    file("test.csv", "1,a\n2,b\n");
    testPath = "test.csv";
    validation = 1;
    assertThat(load().notes())
        .contains(
            "the test part has no example of class 'c'",
            "the validation part has no example of classes 'b', 'c'");
  }

  @Test
  void aValidationFile() {
    file("t.csv", "1,a\n2,b\n3,a\n4,b\n");
    file("v.csv", "7,b\n8,a\n");
    validationPath = "v.csv";
    Dataset data = load();
    Samples held = data.validation().gather(new int[] {0, 1});
    assertThat(held.values()).isDeepEqualTo(new float[][] {{7}, {8}});
    assertThat(held.labels()).containsExactly(1, 0);
    assertThat(held.ids()).containsExactly(4, 5);
  }

  @Test
  void minMaxIsFittedOnTheTrainingPartAndKeptInTheUnitInterval() {
    file("t.csv", "10,-1,5,a\n20,1,5,b\n30,3,5,a\n");
    file("test.csv", "25,0,5,a\n50,-9,6,b\n");
    testPath = "test.csv";
    normalise = Normalise.MIN_MAX;
    Dataset data = load();
    assertThat(data.train().gather(new int[] {0, 1, 2}).values())
        .isDeepEqualTo(new float[][] {{0, 0, 0}, {0.5f, 0.5f, 0}, {1, 1, 0}});
    assertThat(data.test().gather(new int[] {0, 1}).values())
        .isDeepEqualTo(new float[][] {{0.75f, 0.25f, 0}, {1, 0, 1}});
    assertThat(data.info().legend().offset()).containsExactly(10.0, -1.0, 5.0);
    assertThat(data.info().legend().scale()).containsExactly(20.0, 4.0, 1.0);
    assertThat(data.notes())
        .contains("csv: 2 values outside the range of the training part became 0 or 1");
  }

  @Test
  void standardHasMeanZeroAndDeviationOne() {
    file("t.csv", "1,a\n3,b\n5,a\n7,b\n");
    file("test.csv", "4,a\n");
    testPath = "test.csv";
    normalise = Normalise.STANDARD;
    Dataset data = load();
    float sd = (float) Math.sqrt(5);
    assertThat(data.train().gather(new int[] {0}).values()[0][0]).isCloseTo(-3 / sd, within(1e-6f));
    assertThat(data.test().gather(new int[] {0}).values()[0][0]).isZero();
  }

  @Test
  void missingValuesBecomeTheMeanOfTheTrainingPart() {
    file("t.csv", "1,2,a\n3,,b\n5,4,a\n7,NA,b\n");
    file("test.csv", "?,0,a\n");
    testPath = "test.csv";
    missing = Missing.MEAN;
    Dataset data = load();
    assertThat(data.train().gather(new int[] {1}).values()[0]).containsExactly(3, 3);
    assertThat(data.test().gather(new int[] {0}).values()[0]).containsExactly(4, 0);
    assertThat(data.notes()).contains("csv: 3 missing values became the mean of their column");
    missing = Missing.ZERO;
    assertThat(load().test().gather(new int[] {0}).values()[0]).containsExactly(0, 0);
  }

  @Test
  void numbersToPredict() {
    header = true;
    file("t.csv", "a,y,b\n1,0.5,2\n3,1.5,4\n5,2.5,6\n7,3.5,8\n");
    target = List.of("y");
    Dataset data = load();
    assertThat(data.info().classes()).isZero();
    assertThat(data.info().targets()).isEqualTo(1);
    assertThat(data.train().size() + data.test().size()).isEqualTo(4);
    Samples samples = data.train().gather(new int[] {0, 1});
    assertThat(samples.labels()).isNull();
    for (int k = 0; k < 2; k++) {
      assertThat(samples.targets()[k]).containsExactly(samples.values()[k][0] / 2);
    }
  }

  @Test
  void valuesThatNeedScalingAreNamed() {
    file("t.csv", "0.5,1680,a\n2,3,b\n0.5,1680,a\n2,3,b\n");
    assertThat(load().notes())
        .contains(
            "csv: values lie from 0.5 to 1680; 'normalise: min-max' brings each column to [0, 1]");
  }

  @Test
  void aSavedNetworkKeepsItsClassesColumnsAndScales() {
    header = true;
    normalise = Normalise.MIN_MAX;
    file("t.csv", "x,y,c\n0,0,ant\n10,4,bee\n0,0,ant\n10,4,bee\n");
    Dataset trained = load();
    file("t.csv", "y,x,c\n2,5,bee\n4,10,bee\n");
    Dataset other = load(trainedOn(trained.info()));
    assertThat(other.info().classes()).isEqualTo(2);
    for (Dataset.Split split : List.of(other.train(), other.test())) {
      Samples one = split.gather(new int[] {0});
      assertThat(one.labels()).containsExactly(1);
      float x = one.ids()[0] == 0 ? 0.5f : 1;
      assertThat(one.values()[0]).containsExactly(x, x);
    }
    file("t.csv", "x,y,c\n2,5,bee\n4,10,cow\n");
    assertThatThrownBy(() -> load(trainedOn(trained.info())))
        .hasMessage(home.resolve("t.csv") + ": class 'cow' is none of the network's (ant, bee).");
    file("t.csv", "x,z,c\n2,5,bee\n4,10,ant\n");
    assertThatThrownBy(() -> load(trainedOn(trained.info()))).hasMessageContaining("no column 'y'");
  }
}
