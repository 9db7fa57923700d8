package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.snn.engine.file.AtomicFile;
import dev.snn.engine.record.RecordFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that gets full while a command runs; {@code /dev/full} stands for one file of it. */
class FullDiskTest {
  private static final Path FULL = Path.of("/dev/full");

  @TempDir Path dir;
  private Path file;
  private Path out;

  @BeforeEach
  void experiment() throws IOException {
    assumeTrue(Files.exists(FULL), "this system has no /dev/full");
    out = dir.resolve("out");
    file =
        Golden.file(
            dir,
            "rows.yaml",
            "dataset: {type: digits, train: 200, validation: 60, test: 60}",
            "encoder: {type: latency, steps: 6}",
            "layers:",
            "  - {type: dense, size: 16, neuron: {type: lif}}",
            "  - {type: srm-bernoulli, size: 10}",
            "loss: {type: cross-entropy}",
            "training: {procedure: gradient, batch: 64, epochs: 2}",
            "rows: {first: {decoder: rate}, second: {decoder: {type: mlp, hidden: 4}}}");
  }

  /** What is written beside a file before it is moved there finds no room. */
  private static Path fill(Path place) throws IOException {
    Files.createDirectories(place.getParent());
    return Files.createSymbolicLink(AtomicFile.beside(place), FULL);
  }

  private Snn.Result table(String... more) {
    String[] args = {"table", file.toString(), "--jobs", "1", "--out", out.toString(), "--quiet"};
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of(more));
    return Snn.run(dir, all.toArray(String[]::new));
  }

  private void full(Snn.Result result, Path place, String option, String more) {
    assertThat(result.err())
        .isEqualTo(
            "snn: cannot write %s (no space left on device). Make room there, or choose another place with %s.%s\n"
                .formatted(place, option, more));
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void aTableKeepsItsFinishedRecords() throws IOException {
    Path second = out.resolve("records/rows--second--seed-1.json");
    Path link = fill(second);

    full(
        table(),
        second,
        "--out",
        " Finished runs are kept; the same command with --resume does the rest.");

    assertThat(second).doesNotExist();
    assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).as("half a file").isFalse();
    assertThat(RecordFiles.readAll(out)).hasSize(1);
    assertThat(out.resolve("table.csv")).content().contains("rows,first,digits,ok,1,");
    String first = Files.readString(out.resolve("records/rows--first--seed-1.json"));
    Snn.Result rest = table("--resume");
    assertThat(rest.code()).as(rest.err()).isZero();
    assertThat(out.resolve("records/rows--first--seed-1.json")).hasContent(first);
    assertThat(out.resolve("table.csv"))
        .content()
        .contains("rows,first,digits,ok,1,", "rows,second,digits,ok,1,");
  }

  @Test
  void aTableThatCannotBeWrittenAgainIsTheFormerOne() throws IOException {
    assertThat(table("--only", "first").code()).isZero();
    String before = Files.readString(out.resolve("table.csv"));
    fill(out.resolve("table.csv"));

    full(
        table("--resume"),
        out.resolve("table.csv"),
        "--out",
        " Finished runs are kept; the same command with --resume does the rest.");

    assertThat(out.resolve("table.csv")).hasContent(before);
    assertThat(RecordFiles.readAll(out)).hasSize(2);
  }

  @Test
  void aCheckpointThatCannotBeWrittenEndsTheRun() throws IOException {
    Path last = dir.resolve("kept/last.safetensors");
    fill(last);
    String[] run = {
      "run",
      file.toString(),
      "--row",
      "first",
      "--quiet",
      "--out",
      out.toString(),
      "--checkpoint",
      last.getParent().toString(),
      "--resume"
    };

    full(Snn.run(dir, run), last, "--checkpoint", "");

    assertThat(last).doesNotExist();
    assertThat(last.resolveSibling("best.safetensors")).exists();
    assertThat(Snn.run(dir, run).code()).isZero();
  }

  /** A table has no option --checkpoint. */
  @Test
  void aTableWhoseCheckpointsFindNoRoomNamesItsOwnOption() throws IOException {
    Path last = out.resolve("checkpoints/rows--first--seed-1/last.safetensors");
    fill(last);

    full(
        table("--only", "first", "--checkpoint-every", "1"),
        last,
        "--out",
        " Finished runs are kept; the same command with --resume does the rest.");
  }
}
