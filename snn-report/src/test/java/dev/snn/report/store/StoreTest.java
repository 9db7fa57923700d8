package dev.snn.report.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreTest {
  @TempDir Path dir;

  private Path record(String folder, String row, int seed, double beta, double accuracy)
      throws IOException {
    Path file = dir.resolve(folder).resolve("records/e--%s--seed-%d.json".formatted(row, seed));
    Files.createDirectories(file.getParent());
    return Files.writeString(
        file,
        """
        {"schema_version": 1, "experiment": "e", "title": "T", "row": "%s", "seed": %d,
         "status": "ok", "error": null, "config_hash": "h-%s-%s",
         "config": {"layers": [{"size": 8, "bias": true}], "loss": {"beta": %s, "tau": null},
                    "decoder": "rate", "metrics": []},
         "dataset": {"name": "d", "train": 90, "validation": 5, "test": 7},
         "metrics": [], "parameters": 42,
         "final": {"number": 2, "readout_spikes": 3.5, "scores": {
            "test": {"accuracy": %s, "seed": 0.25, "rate_bits": 1.5},
            "validation": {"accuracy": 0.5}, "test@shuffled": {"accuracy": 0.1}}},
         "epochs": [
           {"number": 1, "train_loss": 2.5, "train_terms": {"rate_bits": 3}, "scores": {}},
           {"number": 2, "train_loss": 1.5, "scores": {"test": {"accuracy": %s}}}],
         "environment": {"jdk": "17", "git_commit": "abc", "threads": 2},
         "timing": {"seconds": 1.25, "train_seconds": [0.5, 0.75], "evaluate_seconds": [0, 0.1]}}
        """
            .formatted(row, seed, row, beta, beta, accuracy, accuracy));
  }

  private String ask(String sql) {
    try (Store store = Store.open(List.of(dir))) {
      return store.query(sql).csv();
    }
  }

  @Test
  void aRecordIsALineOfRuns() throws IOException {
    record("out/a", "vib", 3, 0.1, 0.75);

    assertThat(
            ask(
                "SELECT folder, record, experiment, row, seed, candidate, dataset, status, error,"
                    + " config_hash, train_examples, test_examples, epochs, spikes, parameters,"
                    + " seconds, jdk, git_commit, threads, backend, accuracy, test_seed, rate_bits,"
                    + " validation_accuracy, shuffled_accuracy FROM runs"))
        .isEqualTo(
            """
            folder,record,experiment,row,seed,candidate,dataset,status,error,config_hash,\
            train_examples,test_examples,epochs,spikes,parameters,seconds,jdk,git_commit,threads,\
            backend,accuracy,test_seed,rate_bits,validation_accuracy,shuffled_accuracy
            out/a,out/a/records/e--vib--seed-3.json,e,vib,3,,d,ok,,h-vib-0.1,90,7,2,3.5,42,1.25,17,\
            abc,2,,0.75,0.25,1.5,0.5,0.1
            """);
  }

  @Test
  void epochsAndOptionsAreLinesToo() throws IOException {
    record("a", "vib", 3, 0.1, 0.75);

    assertThat(
            ask(
                "SELECT row, epoch, train_loss, train_seconds, train_rate_bits, epochs.accuracy"
                    + " FROM epochs JOIN runs USING (run) ORDER BY epoch"))
        .isEqualTo(
            """
            row,epoch,train_loss,train_seconds,train_rate_bits,accuracy
            vib,1,2.5,0.5,3.0,
            vib,2,1.5,0.75,,0.75
            """);
    assertThat(ask("SELECT key, value, typeof(value) AS type FROM config ORDER BY key"))
        .isEqualTo(
            """
            key,value,type
            decoder,rate,text
            layers[0].bias,true,text
            layers[0].size,8,integer
            loss.beta,0.1,real
            loss.tau,,null
            metrics,[],text
            """);
  }

  @Test
  void seriesAreLinesOfPoints() throws IOException {
    Path file = record("a", "vib", 3, 0.1, 0.75);
    String series =
        """
        "series": [
          {"name": "accuracy_by_step", "unit": "fraction", "x_name": "step", "epoch": 2,
           "x": [1, 2], "y": [0.25, 0.75]},
          {"name": "loss_by_sample", "unit": "", "x_name": "sample", "x": [0.5], "y": [3]}],
        """;
    String text = Files.readString(file).replace("\"schema_version\": 1", "\"schema_version\": 2");
    Files.writeString(file, text.replace("\"environment\"", series + "\"environment\""));

    String all =
        "SELECT row, series.name, unit, epoch, x_name, x, y FROM series JOIN runs USING (run)";
    assertThat(ask(all + " ORDER BY series.name, x"))
        .isEqualTo(
            """
            row,name,unit,epoch,x_name,x,y
            vib,accuracy_by_step,fraction,2,step,1.0,0.25
            vib,accuracy_by_step,fraction,2,step,2.0,0.75
            vib,loss_by_sample,,,sample,0.5,3.0
            """);
    Files.delete(file);
    record("b", "vib", 3, 0.1, 0.75);
    assertThat(ask("SELECT count(*) AS n FROM series")).isEqualTo("n\n0\n");
  }

  @Test
  void runsAreGroupedByAnOption() throws IOException {
    for (int seed = 1; seed <= 4; seed++) {
      record("a", "vib", seed, 0.1, 0.5 + seed * 0.0625);
      record("b", "vib", seed, 0.5, 0.25);
    }

    assertThat(
            ask(
                "SELECT value AS beta, count(*) AS n, avg(accuracy) AS accuracy FROM runs"
                    + " JOIN config USING (config_hash) WHERE key = 'loss.beta' GROUP BY value"))
        .isEqualTo("beta,n,accuracy\n0.1,4,0.65625\n0.5,4,0.25\n");
  }

  @Test
  void theStoreFollowsTheRecords() throws IOException {
    Path one = record("a", "vib", 1, 0.1, 0.5);
    Path two = record("a", "vib", 2, 0.2, 0.5);
    Files.writeString(dir.resolve("a/records/notes.json"), "{}");
    Files.writeString(dir.resolve("a/elsewhere.json"), Files.readString(one));
    String all = "SELECT row, seed, accuracy FROM runs ORDER BY row, seed";
    assertThat(ask(all)).isEqualTo("row,seed,accuracy\nvib,1,0.5\nvib,2,0.5\n");
    assertThat(dir.resolve("results.db")).isNotEmptyFile();

    Files.delete(two);
    Files.writeString(one, Files.readString(one).replace("0.5", "0.625").replace("0.1", "0.3"));
    record("b", "rate", 7, 0.1, 1);

    assertThat(ask(all)).isEqualTo("row,seed,accuracy\nrate,7,1.0\nvib,1,0.625\n");
    assertThat(ask("SELECT count(*) AS n FROM epochs")).isEqualTo("n\n4\n");
    assertThat(ask("SELECT DISTINCT config_hash FROM config ORDER BY 1"))
        .isEqualTo("config_hash\nh-rate-0.1\nh-vib-0.3\n");
  }

  @Test
  void severalFoldersAreOneStoreInMemory() throws IOException {
    record("a", "vib", 1, 0.1, 0.5);
    record("b", "vib", 1, 0.1, 0.75);

    try (Store store = Store.open(List.of(dir.resolve("a"), dir.resolve("b")))) {
      assertThat(store.query("SELECT count(*) AS n, sum(accuracy) AS s FROM runs").csv())
          .isEqualTo("n,s\n2,1.25\n");
      assertThat(store.query("SELECT folder FROM runs ORDER BY 1").csv())
          .isEqualTo("folder\n%s\n%s\n".formatted(dir.resolve("a"), dir.resolve("b")));
      assertThatThrownBy(() -> store.query("WITH x AS (SELECT 1) DELETE FROM runs"))
          .isInstanceOf(UserError.class);
    }
    assertThat(dir.resolve("a/results.db")).doesNotExist();
  }

  private String count(String... folders) {
    List<Path> paths = Stream.of(folders).map(dir::resolve).toList();
    try (Store store = Store.open(paths)) {
      return store.query("SELECT record FROM runs ORDER BY 1").csv().replace(dir + "/", "");
    }
  }

  @Test
  void aRecordInTwoFoldersIsOneRun() throws IOException {
    record("out/a", "vib", 1, 0.1, 0.5);
    record("b", "vib", 1, 0.1, 0.5);
    Files.createSymbolicLink(dir.resolve("link"), dir.resolve("out"));
    String a = "record\na/records/e--vib--seed-1.json\n";

    assertThat(count("out", "out/a")).isEqualTo(a);
    assertThat(count("out/a/records", "out/a", "out")).isEqualTo(a);
    assertThat(count("out", "./out")).isEqualTo(a);
    assertThat(count("out", "link")).isEqualTo(a);
    assertThat(count("out", "b"))
        .isEqualTo("record\nb/records/e--vib--seed-1.json\nout/a/records/e--vib--seed-1.json\n");
  }

  @Test
  void aHiddenFolderIsNotReadWithTheOneAroundIt() throws IOException {
    record("out/a", "vib", 1, 0.1, 0.5);
    record("out/.old/a", "vib", 1, 0.1, 0.5);

    assertThat(count("out").lines()).hasSize(2);
    assertThat(count("out", "out/.old").lines()).hasSize(3);
  }

  @Test
  void aFolderOfRecordsStandsForTheOneAroundIt() throws IOException {
    record("a", "vib", 1, 0.1, 0.5);
    Files.createDirectories(dir.resolve("b/records"));

    assertThat(count("a/records")).isEqualTo("record\nrecords/e--vib--seed-1.json\n");
    assertThat(dir.resolve("a/results.db")).isNotEmptyFile();
    assertThat(dir.resolve("a/records/results.db")).doesNotExist();
    record("b/records/c", "vib", 1, 0.1, 0.5);
    assertThat(count("b/records")).isEqualTo("record\nc/records/e--vib--seed-1.json\n");
  }

  @ParameterizedTest
  @CsvSource({"0,0", "0,100", "100,600", "2000,4000"})
  void aDamagedStoreIsBuiltAnewOrSaysSo(int from, int to) throws IOException {
    record("a", "vib", 1, 0.1, 0.5);
    ask("SELECT 1");
    Path file = dir.resolve("results.db");
    byte[] bytes = Files.readAllBytes(file);
    for (int i = from; i < to; i++) {
      bytes[i] = (byte) (i * 31);
    }
    Files.write(file, to == 0 ? new byte[] {1, 2, 3} : bytes);

    assertThat(ask("SELECT accuracy FROM runs")).isEqualTo("accuracy\n0.5\n");
  }

  @Test
  void aStoreOfAnotherVersionIsBuiltAnew() throws IOException, SQLException {
    record("a", "vib", 1, 0.1, 0.5);
    ask("SELECT 1");
    execute("PRAGMA user_version = 99", "DROP TABLE epochs");

    assertThat(ask("SELECT count(*) AS n FROM epochs")).isEqualTo("n\n2\n");
  }

  @Test
  void aDatabaseOfAnotherProgramIsLeftAlone() throws IOException, SQLException {
    record("a", "vib", 1, 0.1, 0.5);
    execute("CREATE TABLE mine (x)");
    byte[] before = Files.readAllBytes(dir.resolve("results.db"));

    assertThatThrownBy(() -> ask("SELECT 1"))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "%s is a database of another program, in the place of the store of results. Move it"
                + " away.",
            dir.resolve("results.db"));
    assertThat(dir.resolve("results.db")).hasBinaryContent(before);
  }

  private void execute(String... statements) throws SQLException {
    try (Connection store = DriverManager.getConnection("jdbc:sqlite:" + dir + "/results.db");
        Statement statement = store.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void aLockedStoreAnswersWhereNothingIsNewAndElseSaysSo() throws IOException, SQLException {
    record("a", "vib", 1, 0.1, 0.5);
    ask("SELECT 1");
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + dir + "/results.db");
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      assertThat(ask("SELECT count(*) AS n FROM runs")).isEqualTo("n\n1\n");
      record("a", "vib", 2, 0.1, 0.5);

      assertThatThrownBy(() -> Store.open(List.of(dir), 1))
          .isInstanceOf(UserError.class)
          .hasMessage(
              "%s is being written by another program. Try again when it has finished.",
              dir.resolve("results.db"));
      statement.execute("ROLLBACK");
    }
    assertThat(ask("SELECT count(*) AS n FROM runs")).isEqualTo("n\n2\n");
  }

  @Test
  void manyAtOnceAgree() throws Exception {
    for (int seed = 0; seed < 20; seed++) {
      record("a", "vib", seed, 0.1, 0.5);
    }
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      Callable<String> question = () -> ask("SELECT count(*) AS n FROM runs");
      for (Future<String> answer :
          pool.invokeAll(List.of(question, question, question, question))) {
        assertThat(answer.get()).isEqualTo("n\n20\n");
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(Files.list(dir).map(f -> f.getFileName().toString()))
        .containsExactlyInAnyOrder("a", "results.db");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          DELETE FROM runs | 'snn results' only reads: a query begins with SELECT or WITH, not with 'DELETE'.
          /* SELECT */ drop table runs | 'snn results' only reads: a query begins with SELECT or WITH, not with 'DROP'.
          VACUUM INTO 'x.db' | 'snn results' only reads: a query begins with SELECT or WITH, not with 'VACUUM'.
          ; | 'snn results' only reads: a query begins with SELECT or WITH, not with ';'.
          WITH x AS (SELECT 1) DELETE FROM runs | 'snn results' only reads, and this statement would write.
          SELECT 1; DELETE FROM runs | one query at a time: there is more behind the first semicolon.
          -- nothing | the SQL is empty. Type 'snn results' for the tables and their columns.
          SELECT acuracy FROM runs | SQL: no such column: acuracy. Did you mean 'accuracy'? Type 'snn results' for the tables and their columns.
          SELECT * FROM run | SQL: no such table: run. Did you mean 'runs'? Type 'snn results' for the tables and their columns.
          SELECT json_extract('{', '$.a') | SQL: malformed JSON. Type 'snn results' for the tables and their columns.
          SELECT FROM | SQL: near "FROM": syntax error. Type 'snn results' for the tables and their columns.
          """)
  void mistakes(String sql, String sentence) throws IOException {
    record("a", "vib", 1, 0.1, 0.5);

    assertThatThrownBy(() -> ask(sql)).isInstanceOf(UserError.class).hasMessage(sentence);
    assertThat(ask("SELECT count(*) AS n FROM runs;  -- one")).isEqualTo("n\n1\n");
    assertThat(ask("SELECT ';' AS \"a;b\"")).isEqualTo("a;b\n;\n");
  }
}
