package dev.snn.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.snn.api.plugin.UserError;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Learners of streams beside scripts that stand in for a peer, and beside scikit-learn. */
@Timeout(120)
class StreamContestTest {
  private static final Path SKLEARN = Path.of("../benchmarks/peers/sklearn_peer.py");

  @TempDir Path dir;

  /** A peer that takes 50 ms for a block and says class 0 of every sample. */
  private List<String> zeros(boolean same, int samples) throws IOException {
    Path script =
        Tiny.script(
            dir,
            "cp \"$1/stream.properties\" " + dir.resolve("copy"),
            "echo '{\"version\": \"9.9\", \"runtime\": \"Shell\", \"learners\": {\"knn\": "
                + same
                + ", \"other\": true}}'",
            "while read what name blocks; do",
            "  list=50; k=1; while [ $k -lt $blocks ]; do list=\"$list, 50\"; k=$((k + 1)); done",
            "  digits=$(printf '%0" + samples + "d' 0)",
            "  echo \"{\\\"millis\\\": [$list], \\\"predictions\\\": \\\"$digits\\\","
                + " \\\"peak_rss_mb\\\": 7}\"",
            "done");
    return List.of("/bin/sh", script.toString());
  }

  private static List<SpeedRow> rows(String peer, List<String> command, String... only) {
    return new StreamContest(StreamSpeedTest.speed(), peer, command, SpeedListener.SILENT)
        .rows(List.of(only));
  }

  @Test
  void ourRowAndThePeers() throws IOException {
    List<SpeedRow> rows = rows("moa", zeros(false, 100));

    assertThat(rows)
        .extracting(row -> row.text("variant") + " " + row.text("backend"))
        .containsExactly("knn plain", "knn moa");
    SpeedRow ours = rows.get(0);
    SpeedRow theirs = rows.get(1);
    assertThat(ours.text("comparison")).isEqualTo("valid: another learner of the same kind");
    // Two rounds of one block: those who say 0 are right of the share of 0.
    assertThat(ours.number("samples")).isEqualTo(200);
    assertThat(theirs.number("samples")).isEqualTo(200);
    assertThat(theirs.number("accuracy")).isBetween(0.3, 0.7);
    assertThat(ours.number("agreement")).isBetween(0.3, 0.7);
    assertThat(ours.number("accuracy")).isGreaterThan(theirs.number("accuracy"));
    assertThat(theirs.number("median_ms")).isEqualTo(50);
    assertThat(theirs.text("version")).isEqualTo("9.9");
    assertThat(ours.tree().path("ratio_rounds")).hasSize(2);
    assertThat(ours.number("ratio")).isBetween(1.0, 50 / ours.number("min_ms"));
  }

  @Test
  void thePeerKnowsTheOptions() throws IOException {
    rows("moa", zeros(false, 100), "knn");

    assertThat(Files.readAllLines(dir.resolve("copy")))
        .contains("block=100", "values=6", "classes=2", "knn.window=50", "knn.k=3");
  }

  @Test
  void otherPredictionsAreAnErrorWhereTheyAreMeantToBeTheSame() throws IOException {
    List<String> command = zeros(true, 100);

    assertThatThrownBy(() -> rows("moa", command, "knn"))
        .isInstanceOf(PeerFailure.class)
        .hasMessageMatching(
            "stream \\(knn\\): [\\d.]+ % of the predictions are those of moa; the two compute"
                + " different things, so their times are not compared\\.");
  }

  @Test
  void tooFewPredictions() throws IOException {
    List<String> command = zeros(false, 99);

    assertThatThrownBy(() -> rows("moa", command, "knn"))
        .isInstanceOf(PeerFailure.class)
        .hasMessage("the peer answered 99 predictions of 100 samples.");
  }

  @Test
  void aLearnerThatThePeerLacks() throws IOException {
    List<String> command = zeros(false, 100);

    assertThatThrownBy(() -> rows("moa", command, "oesnn"))
        .isInstanceOf(UserError.class)
        .hasMessage("--only: 'oesnn' cannot be compared with moa. These can: [knn].");
  }

  /** Before anything is measured: the peer would be one that predicts something else. */
  @Test
  void allNamesAreLookedAtFirst() throws IOException {
    List<String> command = zeros(true, 100);

    assertThatThrownBy(() -> rows("moa", command, "knn", "oesnn")).isInstanceOf(UserError.class);
  }

  @Test
  void scikitLearnPredictsTheSame() {
    Path python;
    try {
      python = Python.find(System.getenv(), Python.SKLEARN, SpeedListener.SILENT);
    } catch (UserError e) {
      python = abort(e.getMessage());
    }
    List<SpeedRow> rows =
        rows("sklearn", List.of(python.toString(), SKLEARN.toString())).stream()
            .filter(row -> row.text("backend").equals("plain"))
            .toList();

    assertThat(rows)
        .extracting(row -> row.text("variant"))
        .contains("gaussian-naive-bayes", "knn", "passive-aggressive", "perceptron", "sgd");
    for (SpeedRow row : rows) {
      assertThat(row.text("comparison")).isEqualTo("valid");
      assertThat(row.number("samples")).isEqualTo(2000);
      assertThat(row.number("agreement")).as(row.text("variant")).isGreaterThan(0.995);
      assertThat(row.number("accuracy")).isGreaterThan(0.7);
    }
  }

  private Path jar(String name, String... entries) throws IOException {
    Path file = dir.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
      }
    }
    return file;
  }

  @Test
  void jarsOfMoa() throws IOException {
    Path moa = jar("moa.jar", "moa/classifiers/bayes/NaiveBayes.class");
    Path agent = jar("agent.jar", "sizeof/agent/SizeOfAgent.class");
    Path text = Files.writeString(dir.resolve("text.jar"), "text");

    StreamPeers.requireJars(List.of(moa, agent));
    List<String> command =
        StreamPeers.command(
            "moa",
            new StreamOptions(List.of(), OptionalLong.empty(), List.of(moa, agent)),
            Map.of(),
            SpeedListener.SILENT);
    assertThat(command).contains("-cp", moa + File.pathSeparator + agent);
    assertThat(command).containsAll(Collector.options());
    assertThat(command.get(command.size() - 1)).endsWith("MoaPeer.java");
    assertThatThrownBy(() -> StreamPeers.requireJars(List.of()))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("--against moa needs --moa-jar PATH");
    assertThatThrownBy(() -> StreamPeers.requireJars(List.of(dir.resolve("no.jar"))))
        .isInstanceOf(UserError.class)
        .hasMessage("--moa-jar: %s does not exist.", dir.resolve("no.jar"));
    assertThatThrownBy(() -> StreamPeers.requireJars(List.of(text)))
        .isInstanceOf(UserError.class)
        .hasMessage("--moa-jar: %s is not a jar.", text);
    assertThatThrownBy(() -> StreamPeers.requireJars(List.of(moa)))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("--moa-jar: there is no sizeof.agent.SizeOfAgent in [" + moa);
  }
}
