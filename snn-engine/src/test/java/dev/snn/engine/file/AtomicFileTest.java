package dev.snn.engine.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.engine.error.OutputFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void twoThatWriteOneFileAtTheSameTimeWriteItWhole() throws IOException {
    Path file = folder.resolve("a.json");

    AtomicFile.write(
        file,
        "--out",
        out -> {
          out.write(bytes("long "));
          out.flush();
          CompletableFuture.runAsync(
                  () -> AtomicFile.write(file, "--out", other -> other.write(bytes("short"))))
              .join();
          assertThat(file).content().isEqualTo("short");
          out.write(bytes("text"));
        });

    assertThat(file).content().isEqualTo("long text");
    assertThat(folder).isDirectoryContaining("glob:**/a.json");
    assertThat(Files.list(folder)).hasSize(1);
  }

  @Test
  void theNamesInTheFoldersAreSyncedAfterTheFile() throws IOException {
    Path file = folder.resolve("new/deep/a.json");
    List<String> steps = new ArrayList<>();
    Disk.observe(
        (step, path) -> {
          String name = folder.toAbsolutePath().relativize(path.toAbsolutePath()).toString();
          steps.add(step + " " + name.replaceFirst("\\.[0-9a-f]{8}-\\d+\\.new", ".new"));
        });
    try {
      AtomicFile.write(file, "--out", out -> out.write(bytes("ab")));
      Disk.move(file, folder.resolve("b.json"));
    } finally {
      Disk.observe(null);
    }

    assertThat(steps)
        .containsExactly(
            "FOLDER new/deep",
            "SYNC new",
            "SYNC ",
            "OPEN new/deep/a.json.new",
            "WRITE new/deep/a.json.new",
            "WRITE new/deep/a.json.new",
            "SYNC new/deep/a.json.new",
            "MOVE new/deep/a.json",
            "SYNC new/deep",
            "MOVE b.json",
            "SYNC ",
            "SYNC new/deep");
    assertThat(folder.resolve("b.json")).content().isEqualTo("ab");
  }

  @Test
  void anInterruptionOutlastsTheSyncOfAFolder() {
    Thread.currentThread().interrupt();

    AtomicFile.write(folder.resolve("a.json"), "--out", out -> out.write(bytes("ab")));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(folder.resolve("a.json")).content().isEqualTo("ab");
  }

  @Test
  void whatFailsLeavesTheFileAsItWasAndNothingBeside() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "before");

    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    "--out",
                    out -> {
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(OutputFailure.class)
        .hasMessage(
            "cannot write %s (no space left on device). Make room there, or choose another place"
                + " with --out.",
            file);
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    "--out",
                    out -> {
                      throw new IllegalStateException("a bug");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(file).content().isEqualTo("before");
    assertThat(Files.list(folder)).hasSize(1);
  }
}
