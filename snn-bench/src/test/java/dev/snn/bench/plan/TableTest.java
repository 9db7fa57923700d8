package dev.snn.bench.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.UserError;
import dev.snn.bench.Bench;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.error.OutputFailure;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import dev.snn.testkit.PluginJars;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
  private static final String TEXT =
      """
      title: A small table
      dataset: {type: digits, train: 200, test: 100}
      encoder: {type: latency, steps: 8}
      layers: [{type: srm-bernoulli, size: 10}]
      decoder: rate
      loss: cross-entropy
      training: {batch: 32, epochs: 1}
      evaluate: {shuffle_time: true}
      seeds: [1, 2]
      rows:
        majority: {procedure: majority}
        rate:
        wide: {layers: [{type: srm-bernoulli, size: 7}]}
        far: {dataset: fashion-mnist}
        wild: {training: {optimizer: {type: sgd, lr: 1e30}}, decoder: mlp}
      compare: [[rate, rate@shuffled]]
      profiles:
        more: {seeds: [1, 2, 3]}
      """;

  @TempDir Path folder;
  private SnnEngine engine;
  private Path file;
  private Path out;

  @BeforeEach
  void open() throws IOException {
    engine = open(2);
    file = Files.writeString(folder.resolve("small.yaml"), TEXT);
    out = folder.resolve("out");
  }

  /** An engine that finds no data but the bundled ones. */
  private SnnEngine open(int threads) {
    String nowhere = folder.resolve("data").toString();
    return SnnEngine.open(
        SnnEngine.Options.defaults().withThreads(threads),
        Map.of("XDG_CACHE_HOME", nowhere, "XDG_DATA_DIRS", nowhere));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private TableRequest request() {
    return TableRequest.of(List.of(file), out);
  }

  private TableResult table(TableRequest request) {
    return Bench.on(engine).table(request, ProgressListener.SILENT);
  }

  /** The table without its last fixed column, the seconds. */
  private String csv() throws IOException {
    return Files.readString(out.resolve("table.csv"))
        .lines()
        .map(line -> line.replaceFirst("^((?:[^,]*,){9})[^,]*", "$1"))
        .reduce("", (a, b) -> a + b + "\n");
  }

  private static class Counter implements ProgressListener {
    final List<RunId> runs = new ArrayList<>();

    @Override
    public void runStarted(RunId id, int number, int total) {
      runs.add(id);
    }
  }

  @Test
  void everyRowHasItsStatus() throws IOException {
    TableResult result = table(request());
    assertThat(csv().lines().map(line -> line.split(",")[1] + " " + line.split(",")[3]))
        .containsExactly(
            "row status", "majority ok", "rate ok", "wide n/a", "far skipped", "wild failed");
    assertThat(result.failed()).extracting(r -> r.id().row()).containsExactly("wild", "wild");
    assertThat(result.planned()).hasSize(10);
    String failed = csv().lines().filter(l -> l.contains("wild")).findFirst().orElseThrow();
    assertThat(failed).startsWith("small,wild,digits,failed,0,,,");
    assertThat(Files.readString(out.resolve("comparisons.csv")))
        .contains("rate,rate@shuffled,digits,accuracy,1,2,");
    assertThat(out.resolve("table.md")).content().contains("n/a").contains("skipped");
    assertThat(out.resolve("table.tex")).content().contains("\\toprule");
    assertThat(out.resolve("records")).isDirectoryContaining("glob:**/small--rate--seed-2.json");
  }

  @Test
  void anInterruptedTableIsResumedAndEqualsAnUninterruptedOne() throws IOException {
    table(request());
    final String whole = csv();
    final String comparisons = Files.readString(out.resolve("comparisons.csv"));
    out = folder.resolve("again");
    ProgressListener stop =
        new ProgressListener() {
          @Override
          public void runStarted(RunId id, int number, int total) {
            if (id.row().equals("rate") && id.seed() == 2) {
              throw new CancellationException("interrupted");
            }
          }
        };
    assertThatThrownBy(() -> Bench.on(engine).table(request().withJobs(1), stop))
        .isInstanceOf(CancellationException.class);
    assertThat(csv()).contains("small,rate,digits,partial,1,");
    Counter counter = new Counter();
    Bench.on(engine).table(request().resuming(), counter);
    assertThat(counter.runs).doesNotContain(new RunId("small", "rate", 1));
    assertThat(counter.runs).contains(new RunId("small", "rate", 2));
    assertThat(csv()).isEqualTo(whole);
    assertThat(out.resolve("comparisons.csv")).content().isEqualTo(comparisons);
  }

  @Test
  void runsAtTheSameTimeMakeTheSameTable() throws IOException {
    table(request().withJobs(1));
    final String one = csv();
    final String comparisons = Files.readString(out.resolve("comparisons.csv"));
    out = folder.resolve("several");
    Set<String> threads = ConcurrentHashMap.newKeySet();
    Counter counter =
        new Counter() {
          @Override
          public void progress(RunId id, String phase, long done, long total, double loss) {
            threads.add(Thread.currentThread().getName());
          }
        };
    try (SnnEngine two = open(3)) {
      Bench.on(two).table(request().withJobs(2), counter);
    }
    assertThat(csv()).isEqualTo(one);
    assertThat(out.resolve("comparisons.csv")).content().isEqualTo(comparisons);
    assertThat(counter.runs).hasSize(10).doesNotHaveDuplicates();
    assertThat(threads).hasSize(2);
  }

  @Test
  void stoppingOneOfSeveralRunsStopsThemAllAndKeepsWhatIsFinished() {
    ProgressListener stop =
        new ProgressListener() {
          @Override
          public void runStarted(RunId id, int number, int total) {
            if (number == 5) {
              throw new CancellationException("interrupted");
            }
          }
        };
    try (SnnEngine two = open(2)) {
      assertThatThrownBy(() -> Bench.on(two).table(request().withJobs(2), stop))
          .isInstanceOf(CancellationException.class);
      Counter counter = new Counter();
      Bench.on(two).table(request().withJobs(2).resuming(), counter);
      assertThat(counter.runs)
          .hasSizeBetween(5, 8)
          .doesNotContain(new RunId("small", "majority", 1));
    }
  }

  @Test
  void moreRunsAtATimeThanThreads() {
    try (SnnEngine two = open(2)) {
      assertThatThrownBy(() -> Bench.on(two).table(request().withJobs(3), ProgressListener.SILENT))
          .isInstanceOf(UserError.class)
          .hasMessage(
              "--jobs 3: there are only 2 threads. Ask for fewer runs at a time, or more"
                  + " --threads.");
    }
  }

  @Test
  void recordsOfAnotherConfigurationStopATableButForeignFilesDoNot() throws IOException {
    Files.createDirectories(out.resolve("records"));
    Files.writeString(out.resolve("records").resolve("notes.json"), "[1]");
    Files.writeString(out.resolve("mine.txt"), "mine");
    table(request().withOnly("rate"));
    Files.writeString(file, TEXT.replace("steps: 8", "steps: 9"));
    Counter counter = new Counter();
    assertThatThrownBy(() -> Bench.on(engine).table(request().withOnly("rate"), counter))
        .isInstanceOf(UserError.class)
        .hasMessage(
            out
                + " holds records of another configuration (experiment 'small', row 'rate'); 0 of"
                + " 2 recorded runs fit. Choose another folder with --out, or add --resume: it"
                + " keeps those that fit and moves the others to "
                + out.resolve("records/aside")
                + ".");
    assertThat(counter.runs).isEmpty();
    Bench.on(engine).table(request().withOnly("rate").resuming(), counter);
    assertThat(counter.runs).hasSize(2);
    assertThat(out.resolve("mine.txt")).content().isEqualTo("mine");
  }

  @Test
  void moreSeedsKeepTheFinishedOnes() {
    table(request().withOnly("rate"));
    Counter counter = new Counter();
    Bench.on(engine).table(request().withOnly("rate").withProfile("more").resuming(), counter);
    assertThat(counter.runs).containsExactly(new RunId("small", "rate", 3));
  }

  @Test
  void aDryRunTrainsAndWritesNothing() {
    TableResult result = table(request().dry());
    assertThat(result.planned()).hasSize(10);
    assertThat(result.records()).isEmpty();
    assertThat(out).doesNotExist();
  }

  @Test
  void wrongInputStopsBeforeAnyTraining() throws IOException {
    Files.writeString(
        file, TEXT.replace("size: 7", "size: 7, bias: {gamma: {shape: 0, scale: 1}}"));
    Counter counter = new Counter();
    assertThatThrownBy(() -> Bench.on(engine).table(request(), counter))
        .isInstanceOf(UserError.class);
    assertThat(counter.runs).isEmpty();
    assertThatThrownBy(() -> table(request().withOnly("rat"))).isInstanceOf(UserError.class);
  }

  @Test
  void anUnknownRow() {
    assertThatThrownBy(() -> table(request().withOnly("rat")))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "--only: no row named 'rat'. Did you mean 'rate'? Rows: [majority, rate, wide, far,"
                + " wild].");
  }

  @Test
  void anOutputPlaceThatCannotBeUsed() throws IOException {
    out = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> table(request()))
        .isInstanceOf(UserError.class)
        .hasMessage("--out: " + out + " is not a folder. Choose another place.");
    assertThat(out).content().isEqualTo("x");
  }

  @Test
  void aForeignFileInThePlaceOfTheRastersStopsATableBeforeAnyTraining() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("rasters"), "mine");
    Counter counter = new Counter();

    assertThatThrownBy(() -> Bench.on(engine).table(request(), counter))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "cannot write to %s (there is a file in a folder's place). Choose another place with"
                + " --out.",
            out.resolve("rasters"));
    assertThat(counter.runs).isEmpty();
    assertThat(out.resolve("rasters")).content().isEqualTo("mine");
  }

  @Test
  void aFinishedRunIsKeptWhereItsRasterCannotBeWritten() throws IOException {
    ProgressListener block =
        new ProgressListener() {
          @Override
          public void runStarted(RunId id, int number, int total) {
            try {
              Files.writeString(out.resolve("rasters"), "mine");
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };

    assertThatThrownBy(() -> Bench.on(engine).table(request().withOnly("rate").withJobs(1), block))
        .isInstanceOf(OutputFailure.class)
        .hasMessageContaining("rasters");

    assertThat(RecordFiles.readAll(out))
        .extracting(r -> r.id().seed() + " " + r.status())
        .containsExactly("1 OK");
    assertThat(csv()).contains("small,rate,digits,partial,1,");
  }

  @Test
  void aRowThatReadsWhatIsNotThereIsNotTimed() throws IOException {
    Files.writeString(
        file,
        TEXT.replaceAll("(?m)^  (wide|far|wild):.*\n", "")
            .replaceFirst(
                "(?m)^compare",
                "  bare: {layers: [], decoder: mlp, loss: vib, dataset: {type: digits}}\ncompare"));

    TableTime time = table(request().dry()).time().orElseThrow();

    assertThat(time.timed()).isEqualTo(1);
    assertThat(time.rows()).isEqualTo(3);
    table(request().withOnly("bare"));
    assertThat(csv()).contains("small,bare,digits,n/a,0,");
  }

  @Test
  void severalFilesMakeOneTable() throws IOException {
    String other =
        TEXT.replace("A small table", "Another").replaceAll("(?m)^  (wide|far|wild):.*\n", "");
    Path second = Files.writeString(folder.resolve("tiny.yaml"), other);
    TableRequest both = TableRequest.of(List.of(file, second), out).withOnly("majority");
    assertThat(table(both).table().lines())
        .extracting(l -> l.experiment() + "/" + l.row())
        .containsExactly("small/majority", "tiny/majority");
    assertThat(out.resolve("table.md")).content().contains("**Another**").contains("| experiment");
  }

  @Test
  void aSkippedRowSaysHowToGetTheData() {
    table(request().withOnly("far"));
    RunRecord record = RecordFiles.readAll(out).get(0);
    assertThat(record.status()).isEqualTo(Status.SKIPPED);
    assertThat(record.error()).contains("fashion-mnist");
  }

  /** A table with a row of {@code example.steep}, a surrogate. */
  private void steep(String source) throws IOException {
    engine.close();
    Path jars = Files.createDirectories(folder.resolve("jars"));
    PluginJars.write(jars.resolve("steep.jar"), "Steep", source, "example.Steep");
    engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(1).withPlugins(jars));
    String row =
        "  steep: {layers: [{type: dense, size: 10, neuron: {surrogate: example.steep}}]}\n";
    Files.writeString(
        file, TEXT.replaceAll("(?m)^  (wide|wild):.*\n", "").replaceFirst("(?m)^  far:.*\n", row));
  }

  @Test
  void aPluginThatCannotBeMadeEndsTheTableBeforeItBegins() throws IOException {
    steep(PluginJars.surrogate("Steep", "example.steep"));
    assertThatThrownBy(() -> table(request()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("row 'steep': plug-in steep.jar: example.Steep.create threw")
        .hasMessageContaining("java.lang.UnsupportedOperationException");
    assertThat(out.resolve("table.csv")).doesNotExist();
  }

  @Test
  void aPluginThatThrowsWhileItTrainsFailsItsRowOnlyAndIsNamedInTheRecord() throws IOException {
    steep(
        PluginJars.surrogate("Steep", "example.steep")
            .replace(
                "throw new UnsupportedOperationException();",
                """
                return new Surrogate() {
                  public double primitive(double x) { return x < 0 ? 0 : 1; }
                  public double derivative(double x) { throw new UnsupportedOperationException(); }
                };
                """));
    table(request());
    assertThat(csv()).contains("small,rate,digits,ok,2,", "small,steep,digits,failed,0,");
    RunRecord record = RecordFiles.read(out.resolve("records/small--steep--seed-1.json"));
    assertThat(record.error()).contains("UnsupportedOperationException", "example.Steep");
    assertThat(record.tree().at("/plugins").findValuesAsText("class")).contains("example.Steep");
    assertThat(record.tree().at("/plugins").findValuesAsText("jar")).contains("steep.jar");
  }
}
