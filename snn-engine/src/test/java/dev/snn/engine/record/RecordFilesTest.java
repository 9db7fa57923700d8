package dev.snn.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.file.OutputFiles;
import dev.snn.engine.tree.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFilesTest {
  @TempDir Path folder;

  private static RunRecord record(double accuracy) {
    ObjectNode tree = Trees.NODES.objectNode();
    tree.put("schema_version", RunRecord.SCHEMA_VERSION)
        .put("experiment", "e/x")
        .put("row", "r")
        .put("seed", 3);
    tree.put("status", "ok").put("config_hash", "h");
    tree.putObject("config").put("dt", 1.0);
    tree.putArray("list").add(accuracy);
    tree.putObject("timing").put("seconds", accuracy);
    tree.putObject("environment").put("threads", 2);
    return new RunRecord(tree);
  }

  @Test
  void whatIsWrittenReadsEqualAndLeavesNothingBeside() throws IOException {
    Path file = RecordFiles.write(folder, record(0.1));
    assertThat(file).isEqualTo(folder.resolve("records/e_x--r--seed-3.json"));
    RecordFiles.write(folder, record(0.123456789012345678));
    assertThat(RecordFiles.read(file).tree()).isEqualTo(record(0.123456789012345678).tree());
    assertThat(Files.list(file.getParent())).hasSize(1);
  }

  @Test
  void filesThatAreNoRecordsArePassedOver() throws IOException {
    RecordFiles.write(folder, record(0.1));
    Path records = folder.resolve("records");
    Files.writeString(records.resolve("half.json"), "{\"schema_version\": 1, ");
    Files.writeString(records.resolve("other.json"), "{\"a\": 1}");
    Files.writeString(records.resolve("x.json.new"), "{");
    Files.writeString(records.resolve("list.json"), "[1]");
    String text = RecordFiles.json(record(0.1));
    Files.writeString(records.resolve("status.json"), text.replace("\"ok\"", "\"fine\""));
    Files.writeString(
        records.resolve("seed.json"), text.replace("\"seed\" : 3", "\"seed\" : \"x\""));
    String epochs = "\"epochs\": [{\"number\": 1}, {\"number\": 2}, {\"number\": 2}], \"list\"";
    Files.writeString(records.resolve("twice.json"), text.replace("\"list\"", epochs));
    Files.write(records.resolve("bytes.json"), new byte[] {(byte) 0xff});
    assertThat(RecordFiles.readAll(folder)).hasSize(1);
    RecordFolder found = RecordFolder.of(folder);
    assertThat(found.edited()).isEmpty();
    assertThat(found.broken().stream().map(b -> b.file().getFileName() + ": " + b.why()))
        .containsExactly(
            "bytes.json: it is not UTF-8",
            "half.json: it is no JSON, or cut off",
            "seed.json: it has no seed",
            "status.json: its status is \"fine\"",
            "twice.json: it has epoch 2 twice");
    assertThat(found.relativeTo(folder).notes())
        .hasSize(4)
        .contains("records/half.json is left out: it is no JSON, or cut off.")
        .contains("2 more records are left out.");
    assertThat(RecordFiles.readAll(folder.resolve("nowhere"))).isEmpty();
    assertThatThrownBy(() -> RecordFiles.read(records.resolve("half.json")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("half.json is not a run record");
  }

  @Test
  void reasonsAreInWords() {
    assertThat(OutputFiles.reason(new NoSuchFileException("a")))
        .isEqualTo("no such file or folder");
    assertThat(OutputFiles.reason(new IOException("No space left on device")))
        .isEqualTo("no space left on device");
    assertThat(OutputFiles.reason(new IOException())).isEqualTo("input or output failed");
  }

  @Test
  void aDifferenceNamesItsFieldAndTimesDoNotCount() {
    RecordDiff diff = RecordDiff.of(record(0.1), record(0.2));
    assertThat(diff.differences())
        .extracting(RecordDiff.Line::toString)
        .containsExactly("list[0]: 0.1 -> 0.2");
    RunRecord other = record(0.1);
    ((ObjectNode) other.tree().get("environment")).put("threads", 1);
    ((ObjectNode) other.tree().get("timing")).put("seconds", 9);
    assertThat(RecordDiff.of(record(0.1), other).isSame()).isTrue();
    assertThat(RecordDiff.of(record(0.1), other).notes())
        .extracting(RecordDiff.Line::field)
        .containsExactly("environment.threads");
    other.tree().put("extra", 1);
    assertThat(RecordDiff.of(record(0.1), other).differences())
        .extracting(RecordDiff.Line::toString)
        .containsExactly("extra: - -> 1");
  }

  @Test
  void theCommitIsReadFromTheCheckoutAlsoOfAWorktree() throws IOException {
    Path git = Files.createDirectories(folder.resolve("main/.git/refs/heads"));
    Files.writeString(git.resolve("topic"), "abc123\n");
    Files.writeString(folder.resolve("main/.git/HEAD"), "ref: refs/heads/topic\n");
    assertThat(Checkout.commit(folder.resolve("main"))).hasValue("abc123");
    Path worktree = Files.createDirectories(folder.resolve("main/.git/worktrees/w"));
    Files.writeString(worktree.resolve("HEAD"), "ref: refs/heads/packed\n");
    Files.writeString(worktree.resolve("commondir"), "../..\n");
    Files.writeString(folder.resolve("main/.git/packed-refs"), "# x\ndef456 refs/heads/packed\n");
    Path checkout = Files.createDirectories(folder.resolve("w"));
    Files.writeString(checkout.resolve(".git"), "gitdir: " + worktree + "\n");
    assertThat(Checkout.commit(checkout)).hasValue("def456");
    Files.writeString(folder.resolve("main/.git/HEAD"), "0123\n");
    assertThat(Checkout.commit(folder.resolve("main"))).hasValue("0123");
    assertThat(Checkout.commit(folder.resolve("nowhere"))).isEmpty();
  }

  @Test
  void theCommitOfAnArchiveStandsInAFileAndThatOfACheckoutDoesNot() throws IOException {
    Path root = Files.createDirectories(folder.resolve("snn-1.0"));
    Files.writeString(root.resolve("COMMIT"), "fed987\n");
    assertThat(Checkout.commit(root)).hasValue("fed987");
    Files.createDirectories(root.resolve(".git"));
    Files.writeString(root.resolve(".git/HEAD"), "0123\n");
    assertThat(Checkout.commit(root)).hasValue("0123");
  }

  @Test
  void anEditedRecordIsToldFromOneThatWasOnlyFormatted() throws IOException {
    Path file = RecordFiles.write(folder, record(0.1));
    String text = Files.readString(file);
    assertThat(text).contains("\"digest\" : \"");
    assertThat(RecordFiles.read(file).isEdited()).isFalse();

    Files.writeString(file, text.replace("\n", "\r\n").replace("\" : ", "\":"));
    assertThat(RecordFiles.read(file).isEdited()).isFalse();
    for (String edited :
        List.of(
            text.replace("0.1", "0.2"),
            text.replace("\"row\" : \"r\"", "\"row\" : \"R\""),
            text.replaceFirst("\"digest\" : \"[0-9a-f]", "\"digest\" : \"x"),
            text.replaceFirst(",\\s*\"digest\" : \"[0-9a-f]+\"", ""))) {
      assertThat(edited).isNotEqualTo(text);
      Files.writeString(file, edited);
      assertThat(RecordFiles.read(file).isEdited()).as(edited).isTrue();
      assertThat(RecordFolder.of(folder).relativeTo(folder).notes())
          .containsExactly(
              "records/e_x--r--seed-3.json was edited after its run: its digest is not that of its content.");
    }
  }

  /** Numbers as a run leaves them, whatever type their nodes have, and texts of any letters. */
  @Test
  void theDigestIsTheSameBeforeAndAfterAFile() throws IOException {
    ObjectNode tree = record(1e-310).tree();
    tree.putArray("numbers").add(1e20f).add(0.1f).add(-0.0).add(1L << 60).add(3e-5).add(7);
    tree.put("title", "quotes \" and \u00e9\u2028\ud83d\ude00\n").putNull("error");
    Path file = RecordFiles.write(folder, new RunRecord(tree));
    assertThat(RecordFiles.read(file).isEdited()).isFalse();
  }

  @Test
  void oldRecordsWithoutADigestAreReadAsTheyAre() {
    String text = RecordFiles.json(record(0.1));
    String old =
        text.replace("\"schema_version\" : 3", "\"schema_version\" : 2")
            .replaceFirst(",\\s*\"digest\" : \"[0-9a-f]+\"", "");
    RunRecord read = RecordFiles.parse(old).orElseThrow();
    assertThat(read.isEdited()).isFalse();
    assertThat(RecordDiff.of(read, record(0.1)).differences()).isEmpty();
  }
}
