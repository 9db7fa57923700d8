package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.engine.file.FolderLock;
import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that share out the runs of a table. */
@Timeout(600)
class ShardsTest {
  private static final int ROWS = 2;
  private static final int SEEDS = 6;
  private static final int SHARDS = 3;
  private static final int PER_SHARD = ROWS * SEEDS / SHARDS;

  @TempDir Path dir;

  private Path experiment(int epochs) throws IOException {
    return Golden.file(
        dir,
        "shared.yaml",
        "dataset: {type: digits, train: 320, test: 100}",
        "encoder: {type: latency, steps: 8}",
        "layers:",
        "  - {type: dense, size: 32, neuron: {type: lif, r: 20}}",
        "  - {type: srm-bernoulli, size: 10}",
        "loss: {type: cross-entropy}",
        "training: {procedure: gradient, batch: 32, epochs: " + epochs + "}",
        "seeds: [1, 2, 3, 4, 5, 6]",
        "rows: {rate: {decoder: {type: rate}}, mlp: {decoder: {type: mlp, hidden: 16}}}",
        "compare: [[mlp, rate]]");
  }

  @Test
  void threeOfThemOneKilledAndStartedAgainMakeTheTableOfOneProcess() throws Exception {
    Path file = experiment(3);
    Shards shards = new Shards(file, dir.resolve("shared"));
    Shards.Started first = shards.start("1/3");
    Shards.Started second = shards.start("2/3");
    Shards.Started third = shards.start("3/3");
    // Runs 2, 5, 8 and 11 of the plan are the second's: of each row the seeds 2 and 5.
    shards.await("shared--rate--seed-2.json", second);
    second.kill();
    int kept = 0;
    List<Path> before = new ArrayList<>();
    for (String name : List.of("rate--seed-2", "rate--seed-5", "mlp--seed-2", "mlp--seed-5")) {
      Path record = shards.out().resolve("records/shared--" + name + ".json");
      if (Files.exists(record)) {
        kept++;
        before.add(record);
      }
    }
    assertThat(kept).as("the second was killed in its middle").isBetween(1, PER_SHARD - 1);
    List<String> texts = new ArrayList<>();
    for (Path record : before) {
      texts.add(Files.readString(record));
    }

    Shards.Started again = shards.start("2/3");

    int tables = 0;
    for (Shards.Started each : List.of(first, third, again)) {
      assertThat(each.code()).as(each.err()).isZero();
      boolean made = Files.size(each.printed()) > 0;
      tables += made ? 1 : 0;
      assertThat(each.err().contains(" of %d runs. ".formatted(ROWS * SEEDS)))
          .as(each.err())
          .isNotEqualTo(made);
    }
    assertThat(tables).as("shards that made the table").isOne();
    assertThat(first.finished()).isEqualTo(PER_SHARD);
    assertThat(third.finished()).isEqualTo(PER_SHARD);
    assertThat(again.finished()).as("runs done again").isEqualTo(PER_SHARD - kept);
    assertThat(again.err()).contains("snn: %d of the 4 runs of this shard were".formatted(kept));
    for (int i = 0; i < before.size(); i++) {
      assertThat(before.get(i)).hasContent(texts.get(i));
    }
    sameAsOneProcess(file, shards.out());
    assertThat(leftIn(shards.out())).as("what the killed one was writing").isEmpty();
  }

  private static List<String> leftIn(Path out) throws IOException {
    try (var files = Files.walk(out)) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(".new") || name.equals(FolderLock.NAME))
          .toList();
    }
  }

  private void sameAsOneProcess(Path file, Path out) throws IOException {
    Path whole = dir.resolve("whole");
    Snn.Result one =
        Snn.run(
            dir,
            "table",
            file.toString(),
            "--threads=1",
            "--backend=plain",
            "--out",
            whole.toString());
    assertThat(one.code()).as(one.err()).isZero();
    for (String name : List.of("table.json", "comparisons.csv", "comparisons.tex")) {
      assertThat(out.resolve(name)).hasSameBinaryContentAs(whole.resolve(name));
    }
    for (String name : List.of("table.csv", "table.md", "table.tex")) {
      String split = name.endsWith("csv") ? "," : name.endsWith("md") ? "\\|" : "&";
      assertThat(withoutSeconds(out.resolve(name), split))
          .as(name)
          .isEqualTo(withoutSeconds(whole.resolve(name), split));
    }
    List<RunRecord> records = RecordFiles.readAll(out);
    List<RunRecord> expected = RecordFiles.readAll(whole);
    assertThat(records).hasSize(ROWS * SEEDS);
    for (int i = 0; i < records.size(); i++) {
      assertThat(RecordDiff.of(expected.get(i), records.get(i)).differences()).isEmpty();
    }
  }

  /** The cells of a table, without the column of seconds and the gaps that it makes. */
  private static List<List<String>> withoutSeconds(Path table, String split) throws IOException {
    List<List<String>> cells = new ArrayList<>();
    int seconds = -1;
    for (String line : Files.readAllLines(table)) {
      List<String> row = new ArrayList<>();
      for (String cell : line.split(split, -1)) {
        row.add(cell.strip().replaceFirst("^-+:?$", "-").replaceFirst(" *\\\\\\\\$", ""));
      }
      int here = Math.max(row.indexOf("seconds_per_epoch"), row.indexOf("s/epoch"));
      seconds = here < 0 ? seconds : here;
      if (seconds >= 0 && seconds < row.size()) {
        row.remove(seconds);
      }
      cells.add(row);
    }
    assertThat(seconds).as("column of seconds in %s", table).isPositive();
    return cells;
  }

  @Test
  void whoeverElseComesIsRefusedInOneSentence() throws Exception {
    Path file = experiment(50_000);
    Shards shards = new Shards(file, dir.resolve("shared"));
    Shards.Started first = shards.start("1/3");
    try {
      Shards.awaitLine(first, "epoch 1:");
      String out = shards.out().toString();
      refused(
          shards.words("1/3"),
          "shard 1/3 is at work in %s already. Wait until it has ended; a number is for one process at a time."
              .formatted(out));
      refused(
          shards.words("2/4"),
          "3 shards are at work in %s, and this is one of 4: runs would be done twice. Give all the same number, or these another folder with --out."
              .formatted(out));
      List<String> other = new ArrayList<>(shards.words("2/3"));
      other.addAll(List.of("--set", "training.epochs=1"));
      refused(
          other,
          "the shards at work in %s make another table: other files, rows, seeds, profile or settings. Give all the same, or this one another folder with --out."
              .formatted(out));
      String busy =
          "another snn writes to %s. Wait until it has finished, or choose another folder with --out."
              .formatted(out);
      refused(List.of("table", file.toString(), "--resume", "--out", out), busy);
      refused(List.of("run", file.toString(), "--row", "mlp", "--out", out), busy);
    } finally {
      first.kill();
    }
    assertThat(shards.records()).isEmpty();

    Shards.Started free = shards.start("2/4");
    Shards.awaitLine(free, "epoch 1:");
    free.kill();
  }

  private void refused(List<String> words, String sentence) {
    Snn.Result result = Snn.run(dir, words.toArray(String[]::new));
    assertThat(result.err()).isEqualTo("snn: " + sentence + "\n");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
  }
}
