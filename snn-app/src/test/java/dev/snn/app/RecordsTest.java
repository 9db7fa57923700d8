package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One configuration and seed give one result. */
class RecordsTest {
  @TempDir Path dir;

  private Path table(String name, String... more) {
    Path out = dir.resolve(name);
    String[] args = new String[more.length + 5];
    System.arraycopy(more, 0, args, 5, more.length);
    List<String> first = List.of("table", "tiny", "--quick", "--out", out.toString());
    System.arraycopy(first.toArray(), 0, args, 0, 5);
    Snn.Result result = Snn.run(dir, args);
    assertThat(result.code()).as(result.err()).isZero();
    return out;
  }

  @Test
  void oneAndTwoThreadsGiveTheSameRecords() {
    List<RunRecord> one = RecordFiles.readAll(table("one", "--threads", "1"));
    List<RunRecord> two = RecordFiles.readAll(table("two", "--threads", "2"));

    assertThat(one).hasSize(3);
    assertThat(two).hasSize(3);
    for (int i = 0; i < one.size(); i++) {
      assertThat(two.get(i).id()).isEqualTo(one.get(i).id());
      assertThat(RecordDiff.of(one.get(i), two.get(i)).differences()).isEmpty();
    }
  }

  @Test
  void reproSaysIdentical() {
    Path out = table("out", "--threads", "2", "--jobs", "1");
    Path record = out.resolve("records/tiny--vib--seed-1.json");

    Snn.Result again = Snn.run(dir, "repro", record.toString(), "--threads", "1");

    assertThat(again.out()).isEqualTo("identical\n");
    assertThat(again.code()).isZero();
    assertThat(again.err()).contains("note: environment.threads: 2 -> 1");
  }

  @Test
  void reproTellsADifference() throws IOException {
    Path out = table("out");
    Path file = out.resolve("records/tiny--rate--seed-1.json");
    RunRecord record = RecordFiles.read(file);
    double accuracy = record.finalScores("test").get("accuracy");
    String text = Files.readString(file).replace("" + accuracy, "0.5");
    Files.writeString(file, text);

    Snn.Result again = Snn.run(dir, "repro", file.toString());

    assertThat(again.code()).isEqualTo(3);
    assertThat(again.out()).contains("final.scores.test.accuracy: 0.5 -> " + accuracy);
    assertThat(again.err()).contains("snn: the run differs from its record in 2 fields");
  }

  @Test
  void aSeedOfItsOwnGivesAnotherResult() {
    Path out = dir.resolve("seeds");
    for (String seed : List.of("1", "2")) {
      Snn.Result result =
          Snn.run(dir, "run", "single", "--seed", seed, "--out", out.toString(), "--quiet");
      assertThat(result.code()).isZero();
      assertThat(result.err()).isEmpty();
    }

    List<RunRecord> records = RecordFiles.readAll(out);

    assertThat(records).hasSize(2);
    assertThat(records.get(0).tree().path("final"))
        .isNotEqualTo(records.get(1).tree().path("final"));
  }
}
