package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places that cannot be written to or read from. */
class PlaceErrorsTest {
  @TempDir Path dir;

  @Test
  void outIsAFile() throws IOException {
    Path file = Golden.file(dir, "file", "mine");

    Golden.error(dir, "out-is-a-file", "table", "tiny", "--out", file.toString());

    assertThat(file).hasContent("mine");
  }

  @Test
  void outBelowAFile() throws IOException {
    Path file = Golden.file(dir, "file", "mine");

    Golden.error(dir, "out-below-a-file", "run", "single", "--out", file + "/out");
  }

  @Test
  void jsonBelowAFile() throws IOException {
    Path file = Golden.file(dir, "file", "mine");

    Golden.error(dir, "json-below-a-file", "bench", "--json", file + "/speed.json");
  }

  @Test
  void saveBelowAFile() throws IOException {
    Path file = Golden.file(dir, "file", "mine");

    Golden.error(dir, "save-below-a-file", "run", "single", "--save", file + "/weights.npz");
  }

  @Test
  void outIsReadOnly() throws IOException {
    Path folder = Files.createDirectory(dir.resolve("locked"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isWritable(folder), "the superuser may write everywhere");

    Golden.error(dir, "out-is-read-only", "table", "tiny", "--out", folder + "/out");
  }

  @Test
  void outHoldsOtherRecords() throws IOException {
    String out = dir.resolve("out").toString();
    assertThat(Snn.run(dir, "table", "tiny", "--quick", "--only", "rate", "--out", out).code())
        .isZero();

    Golden.error(dir, "out-of-another-configuration", "table", "tiny", "--out", out);
  }

  @Test
  void outMayHoldForeignFiles() throws IOException {
    Path out = dir.resolve("out");
    Golden.file(out, "notes.txt", "mine");
    Golden.file(out, "records/other.json", "{}");

    Snn.Result result = Snn.run(dir, "run", "single", "--out", out.toString());

    assertThat(result.code()).isZero();
    assertThat(out.resolve("notes.txt")).hasContent("mine");
  }

  @Test
  void dataHomeIsAFile() throws IOException {
    Path file = Golden.file(dir, "file", "mine");

    Golden.error(dir, "data-home-is-a-file", "data", "list", "--data-home", file.toString());
  }

  @Test
  void dataNotAtHand() throws IOException {
    Golden.error(
        dir,
        "run-missing-data",
        "run",
        "single",
        "--set",
        "dataset={type: fashion-mnist}",
        "--out",
        dir + "/out");
  }

  @Test
  void dataOfAnotherKind() throws IOException {
    Golden.file(dir, "home/mnist/t10k-labels-idx1-ubyte.gz", "not a label");

    Golden.error(
        dir,
        "run-corrupted-data",
        "--data-home",
        dir + "/home",
        "run",
        "single",
        "--set",
        "dataset.type=mnist");
    Golden.error(
        dir, "data-corrupted-file", "--data-home", dir + "/home", "data", "verify", "mnist");
  }

  @Test
  void ownDataThatIsNotThere() throws IOException {
    Golden.error(
        dir,
        "run-own-data-missing",
        "run",
        "single",
        "--set",
        "dataset={type: csv, path: " + dir + "/iris.csv}");
  }
}
