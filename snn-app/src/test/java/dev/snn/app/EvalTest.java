package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code snn run --checkpoint} and {@code snn eval}. */
class EvalTest {
  @TempDir static Path shared;
  private static Path last;

  @TempDir Path dir;

  @BeforeAll
  static void train() {
    Snn.Result result = run(shared, "kept");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err())
        .contains("snn: last.safetensors in " + shared.resolve("kept") + "; no best one, because");
    last = shared.resolve("kept/last.safetensors");
  }

  private static Snn.Result run(Path dir, String kept, String... more) {
    String[] args = {
      "run", "single", "--out", dir + "/out", "--checkpoint", dir.resolve(kept).toString()
    };
    String[] all = Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return Snn.run(dir, all);
  }

  @Test
  void theScoresAreThoseOfTheRecord() throws IOException {
    Path json = dir.resolve("scores.json");

    Snn.Result result = Snn.run(dir, "eval", last.toString(), "--json", json.toString());

    assertThat(result.code()).as(result.err()).isZero();
    RunRecord trained = RecordFiles.readAll(shared.resolve("out")).get(0);
    RunRecord scored = RecordFiles.read(json);
    assertThat(scored.finalScores("test")).isEqualTo(trained.finalScores("test")).isNotEmpty();
    assertThat(result.out()).containsPattern("(?m)^test +accuracy +\\d+\\.\\d\\d %$");
  }

  @Test
  void optionsThatDoNotFit() throws IOException {
    String file = copy("last.safetensors", last).toString();
    Golden.error(dir, "eval-without-file", "eval");
    Golden.error(dir, "eval-no-file", "eval", dir + "/none.safetensors");
    Golden.error(dir, "eval-bad-split", "eval", file, "--split", "train");
    Golden.error(dir, "eval-empty-split", "eval", file, "--split", "validation");
    Golden.error(dir, "eval-unknown-dataset", "eval", file, "--dataset", "digit");
    Golden.error(dir, "eval-other-shape", "eval", file, "--dataset", "mnist");
    Golden.error(dir, "eval-missing-data", "eval", file, "--dataset", "fashion-mnist");
    Golden.error(dir, "eval-unknown-option", "eval", file, "--set", "dataset.trian=3");
  }

  @Test
  void filesThatAreNoCheckpoints() throws IOException {
    byte[] bytes = Files.readAllBytes(last);
    byte[] flipped = bytes.clone();
    flipped[flipped.length - 5] ^= 1;
    byte[] header = bytes.clone();
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\\\"seed\\\":7");
    header[at + 9] = '2';
    error("eval-damaged", flipped);
    error("eval-damaged-header", header);
    error("eval-cut-off", Arrays.copyOf(bytes, bytes.length - 100));
    error("eval-cut-off-header", Arrays.copyOf(bytes, 500));
    error("eval-too-short", Arrays.copyOf(bytes, 5));
    error("eval-text", "dataset: {type: digits}\n".repeat(9).getBytes(StandardCharsets.UTF_8));
    error("eval-future", replaced("\"version\":\"1\"", "\"version\":\"2\""));
    error("eval-foreign", foreign());
  }

  @Test
  void plugInsThatAreNotThere() throws IOException {
    // A checkpoint whose checksum is right, written by somebody with another plug-in.
    String text = new String(Files.readAllBytes(last), StandardCharsets.ISO_8859_1);
    assertThat(text).contains("\\\"type\\\":\\\"latency\\\"");
    byte[] bytes =
        text.replace("\\\"type\\\":\\\"latency\\\"", "\\\"type\\\":\\\"lab.lat\\\"")
            .replaceFirst("[0-9a-f]{64}", "0".repeat(64))
            .getBytes(StandardCharsets.ISO_8859_1);
    String hash = sha256(bytes);
    error(
        "eval-unknown-plugin",
        new String(bytes, StandardCharsets.ISO_8859_1)
            .replaceFirst("0{64}", hash)
            .getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void error(String golden, byte[] bytes) throws IOException {
    Path file = Files.write(dir.resolve("x.safetensors"), bytes);
    Golden.error(dir, golden, "eval", file.toString());
  }

  private byte[] replaced(String old, String fresh) throws IOException {
    String text = new String(Files.readAllBytes(last), StandardCharsets.ISO_8859_1);
    assertThat(text).contains(old);
    return text.replace(old, fresh).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A safetensors file of another program. */
  private static byte[] foreign() {
    String header =
        "{\"__metadata__\":{\"format\":\"pt\"},\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
    String blanks = " ".repeat((8 - header.length() % 8) % 8);
    byte[] json = (header + blanks).getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(12 + json.length).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.putLong(json.length).put(json).putFloat(1).array();
  }

  private Path copy(String name, Path from) throws IOException {
    return Files.copy(from, dir.resolve(name));
  }

  @Test
  void checkpointsThatDoNotFitTheRun() throws IOException {
    Files.createDirectories(dir.resolve("kept"));
    copy("kept/last.safetensors", last);
    String kept = dir + "/kept";
    Golden.error(dir, "checkpoint-there", "run", "single", "--checkpoint", kept);
    Golden.error(
        dir, "checkpoint-seed", "run", "single", "--checkpoint", kept, "--resume", "--seed", "9");
    Golden.error(
        dir,
        "checkpoint-configuration",
        "run",
        "single",
        "--checkpoint",
        kept,
        "--resume",
        "--set",
        "training.batch=7");
    Golden.error(dir, "checkpoint-resume-alone", "run", "single", "--resume");
    Golden.error(
        dir,
        "checkpoint-every",
        "run",
        "single",
        "--checkpoint",
        kept,
        "--checkpoint-every",
        "often");
  }

  @Test
  void placesThatCannotBeWrittenToAreFoundBeforeTraining() throws IOException {
    Path file = Golden.file(dir, "file", "mine");
    Golden.error(dir, "checkpoint-is-a-file", "run", "single", "--checkpoint", file.toString());
    Golden.error(dir, "checkpoint-below-a-file", "run", "single", "--checkpoint", file + "/kept");
    String checkpoint = copy("last.safetensors", last).toString();
    Golden.error(dir, "eval-json-below-a-file", "eval", checkpoint, "--json", file + "/x.json");
  }

  @Test
  void resumingAFinishedRunPrintsTheSame() throws IOException {
    Files.createDirectories(dir.resolve("kept"));
    copy("kept/last.safetensors", last);

    Snn.Result again = run(dir, "kept", "--resume");

    assertThat(again.code()).as(again.err()).isZero();
    RunRecord first = RecordFiles.readAll(shared.resolve("out")).get(0);
    RunRecord second = RecordFiles.readAll(dir.resolve("out")).get(0);
    assertThat(RecordDiff.of(first, second).differences()).isEmpty();
  }
}
