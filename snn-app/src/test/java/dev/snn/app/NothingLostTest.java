package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.engine.file.FolderLock;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was there before a command is there after it. */
@Timeout(300)
class NothingLostTest {
  @TempDir Path dir;
  private Path file;
  private Path out;

  @BeforeEach
  void table() throws IOException {
    out = dir.resolve("out");
    file = experiment(1, "rate");
    assertThat(table("--quiet").code()).isZero();
  }

  private Path experiment(int epochs, String decoder) throws IOException {
    return Golden.file(
        dir,
        "t.yaml",
        "dataset: {type: digits, train: 24, test: 12}",
        "encoder: {type: latency, steps: 3}",
        "layers: [{type: srm-bernoulli, size: 10}]",
        "loss: cross-entropy",
        "training: {procedure: gradient, batch: 12, epochs: " + epochs + "}",
        "seeds: [1, 2]",
        "rows:",
        "  changed: {decoder: " + decoder + "}",
        "  same: {training: {epochs: 1}, decoder: rate}");
  }

  private Snn.Result table(String... more) {
    List<String> all =
        new ArrayList<>(List.of("table", file.toString(), "--jobs", "1", "--out", out.toString()));
    all.addAll(List.of(more));
    return Snn.run(dir, all.toArray(String[]::new));
  }

  private Snn.Result run(String row, String... more) {
    List<String> all = new ArrayList<>(List.of("run", file.toString(), "--row", row, "--quiet"));
    all.addAll(List.of(more));
    return Snn.run(dir, all.toArray(String[]::new));
  }

  private Map<String, String> texts() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path path : files.filter(Files::isRegularFile).toList()) {
        texts.put(out.relativize(path).toString(), Files.readString(path));
      }
    }
    return texts;
  }

  @Test
  void aTableOfAnotherConfigurationMovesTheFormerRecordsAside() throws IOException {
    Map<String, String> before = texts();
    experiment(2, "rate");

    Snn.Result refused = table("--quiet");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .isEqualTo(
            "snn: %s holds records of another configuration (experiment 't', row 'changed'); 2 of 4 recorded runs fit. Choose another folder with --out, or add --resume: it keeps those that fit and moves the others to %s.\n"
                .formatted(out, out.resolve("records/aside")));
    assertThat(texts()).isEqualTo(before);

    Snn.Result resumed = table("--quiet", "--resume");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.err())
        .isEqualTo(
            "snn: 2 of 4 recorded runs fit; the other 2 are in %s now.\n"
                .formatted(out.resolve("records/aside")));
    Map<String, String> after = texts();
    for (Map.Entry<String, String> old : before.entrySet()) {
      // Predictions of so few examples may agree.
      if (old.getKey().contains("--") && !old.getKey().startsWith("predictions/")) {
        boolean kept = old.getValue().equals(after.get(old.getKey()));
        assertThat(kept).as(old.getKey()).isEqualTo(old.getKey().contains("--same--"));
      }
      assertThat(after.values()).as(old.getKey()).contains(old.getValue());
    }
    String hash =
        RecordFiles.parse(before.get("records/t--changed--seed-1.json")).orElseThrow().configHash();
    assertThat(after)
        .containsKeys(
            "records/aside/" + hash + "/t--changed--seed-1.json",
            "records/aside/" + hash + "/rasters/t--changed--seed-1.json");
    assertThat(after.get("table.csv").lines()).hasSize(3);

    // The way back: those that were moved stay where they are, and are not overwritten.
    experiment(1, "rate");
    assertThat(table("--quiet", "--resume").code()).isZero();
    experiment(2, "rate");
    assertThat(table("--quiet", "--resume").code()).isZero();
    assertThat(texts()).containsAllEntriesOf(asideOf(after));
    assertThat(table("--resume").err()).contains("snn: 4 of 4 recorded runs fit.\n");
  }

  @Test
  void recordsOfAnEarlierVersionAreKeptAndSaidToBe() throws IOException {
    Path place = out.resolve("records/t--same--seed-1.json");
    String text = Files.readString(place);
    ObjectNode tree = (ObjectNode) new ObjectMapper().readTree(text);
    tree.put("schema_version", 2).remove("digest");
    Files.writeString(place, tree.toPrettyString());

    Snn.Result resumed = table("--quiet", "--resume");

    assertThat(resumed.code()).isZero();
    assertThat(resumed.err())
        .isEqualTo(
            "snn: 1 of the recorded runs was made by an earlier version of the program and is kept."
                + " Their numbers may not go with new ones: CHANGELOG.md and KNOWN-BUGS.md name those"
                + " that have moved. Another --out makes all of them anew.\n");
    assertThat(place).content().isEqualTo(tree.toPrettyString());
  }

  private static Map<String, String> asideOf(Map<String, String> texts) {
    Map<String, String> aside = new TreeMap<>(texts);
    aside.keySet().removeIf(name -> !name.startsWith("records/aside"));
    assertThat(aside).isNotEmpty();
    return aside;
  }

  @Test
  void aRunDoesNotOverwriteTheRecordOfAnotherConfiguration() throws IOException {
    Path place = out.resolve("records/t--changed--seed-1.json");
    String before = Files.readString(place);

    Snn.Result run = run("changed", "--out", out.toString(), "--set", "training.epochs=2");

    assertThat(run.code()).isZero();
    assertThat(run.err())
        .isEqualTo(
            "snn: the former record %s was of another configuration; it is in %s now.\n"
                .formatted(place.getFileName(), out.resolve("records/aside")));
    assertThat(texts()).containsValue(before);
    assertThat(RecordFiles.read(place).configHash())
        .isNotEqualTo(RecordFiles.parse(before).orElseThrow().configHash());
  }

  @Test
  void whatIsNoRecordIsNamedAndKept() throws IOException {
    Path place = out.resolve("records/t--same--seed-2.json");
    String broken = Files.readString(place).replaceFirst("\"number\" : 1", "\"number\" : \"x\"");
    broken = broken.replace("\"epochs\" : [", "\"epochs\" : [ { \"number\" : 1 }, {\"number\":1},");
    Files.writeString(place, broken);
    String named = " is left out: it has epoch 1 twice.";

    assertThat(Snn.run(dir, "report", out.toString()).err())
        .contains("snn: records/" + place.getFileName() + named);
    assertThat(out.resolve("report.html")).content().contains(place.getFileName() + named);
    Snn.Result results =
        Snn.run(dir, "results", "SELECT count(*) FROM runs", "--in", out.toString(), "--csv");
    assertThat(results.out()).endsWith("3\n");
    assertThat(results.err()).contains("snn: records/" + place.getFileName() + named);
    assertThat(table("--dry-run").err()).contains("snn: " + place + named);

    Snn.Result resumed = table("--quiet", "--resume");
    assertThat(resumed.err())
        .contains(
            "%s is no record that can be used (it has epoch 1 twice); it is in %s now."
                .formatted(place, out.resolve("records/aside")));
    assertThat(out.resolve("records/aside/unreadable").resolve(place.getFileName()))
        .hasContent(broken);
    assertThat(RecordFiles.read(place).isEdited()).isFalse();
  }

  @Test
  void anEditedRecordIsNamedByAllThatReadIt() throws IOException {
    Path place = out.resolve("records/t--same--seed-1.json");
    RunRecord record = RecordFiles.read(place);
    double accuracy = record.finalScores("test").get("accuracy");
    String text = Files.readString(place);
    String edited = text.replace("\"accuracy\" : " + accuracy, "\"accuracy\" : 0.99");
    assertThat(edited).isNotEqualTo(text);
    Files.writeString(place, edited);
    String said = " was edited after its run: its digest is not that of its content.";

    assertThat(table("--quiet", "--resume").err()).contains("snn: " + place + said);
    assertThat(Snn.run(dir, "report", out.toString()).err()).contains(place.getFileName() + said);
    assertThat(out.resolve("report.html")).content().contains(place.getFileName() + said);
    assertThat(Snn.run(dir, "diff", out.toString(), out.toString()).err()).contains(place + said);
    assertThat(Snn.run(dir, "diff", place.toString(), place.toString()).err())
        .contains(place + said);
    Snn.Result results =
        Snn.run(
            dir, "results", "SELECT \"row\", seed FROM runs WHERE edited", "--in", out.toString());
    assertThat(results.out()).contains("same  1");
    assertThat(results.err()).contains(place.getFileName() + said);
  }

  @Test
  void twoProgramsDoNotWriteToOneFolder() throws IOException {
    try (FolderLock other = FolderLock.exclusive(out, "--out")) {
      assertThat(other).isNotNull();
      Snn.Result refused = table("--quiet");
      assertThat(refused.code()).isEqualTo(2);
      assertThat(refused.err())
          .isEqualTo(
              "snn: another snn writes to %s. Wait until it has finished, or choose another folder with --out.\n"
                  .formatted(out));
    }
    assertThat(table("--quiet").code()).isZero();
    assertThat(out.resolve(FolderLock.NAME)).doesNotExist();
  }

  @Test
  void anotherProcessIsKeptOutAndRunsOfDifferentNamesAreNot() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                out.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(process.getInputStream().read()).isEqualTo('!');
      assertThat(table("--quiet").code()).isEqualTo(2);
      assertThat(run("same", "--out", out.toString(), "--seed", "7").code()).isZero();
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(table("--quiet").code()).as("the lock ends with the process").isZero();
    assertThat(out.resolve(FolderLock.NAME)).doesNotExist();
  }

  /** Shares the folder, as {@code snn run} does. */
  static final class Holder {
    public static void main(String[] args) throws Exception {
      FolderLock lock = FolderLock.shared(Path.of(args[0]), "--out", () -> {});
      System.out.print('!');
      System.out.flush();
      Thread.sleep(120_000);
      lock.close();
    }
  }

  @Test
  void aLinkStaysOneAndAPipeIsWrittenThrough() throws Exception {
    Path link = Files.createSymbolicLink(dir.resolve("link.html"), Path.of("real.html"));
    assertThat(Snn.run(dir, "report", out.toString(), "--out", link.toString()).code()).isZero();
    assertThat(link).isSymbolicLink();
    assertThat(dir.resolve("real.html")).isRegularFile();

    Path pipe = dir.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    CompletableFuture<String> read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.readString(pipe);
              } catch (IOException e) {
                return e.toString();
              }
            });
    assertThat(Snn.run(dir, "report", out.toString(), "--out", pipe.toString()).code()).isZero();
    assertThat(read.get()).isEqualTo(Files.readString(dir.resolve("real.html")));
    assertThat(Files.isRegularFile(pipe)).isFalse();

    Path device = Path.of("/dev/null");
    Snn.Result run = run("same", "--out", dir.resolve("o").toString(), "--save", "/dev/null");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Files.isRegularFile(device)).isFalse();
  }

  @Test
  void aLinkThatLeadsNowhereIsFollowedAndACircleIsRefused() throws IOException {
    Path a = dir.resolve("a.html");
    Files.createSymbolicLink(a, dir.resolve("b.html"));
    Files.createSymbolicLink(dir.resolve("b.html"), a);
    Snn.Result refused = Snn.run(dir, "report", out.toString(), "--out", a.toString());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("links that lead nowhere");
    assertThat(a).isSymbolicLink();
  }

  @Test
  void checkpointsOfAnotherConfigurationAreMovedAside() throws IOException {
    assertThat(table("--quiet", "--resume", "--checkpoint-every", "1").code()).isZero();
    Files.delete(out.resolve("records/t--changed--seed-1.json"));
    Path kept = out.resolve("checkpoints/t--changed--seed-1");
    run("changed", "--out", dir.resolve("o").toString(), "--checkpoint", kept.toString());
    byte[] before = Files.readAllBytes(kept.resolve("last.safetensors"));
    experiment(1, "{type: mlp, hidden: 3}");

    Snn.Result resumed = table("--quiet", "--resume", "--checkpoint-every", "1");

    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.err()).contains("the checkpoints in " + kept);
    try (Stream<Path> files = Files.walk(kept.resolve("aside"))) {
      assertThat(files.filter(Files::isRegularFile).toList())
          .singleElement()
          .satisfies(path -> assertThat(path).hasBinaryContent(before));
    }
  }
}
