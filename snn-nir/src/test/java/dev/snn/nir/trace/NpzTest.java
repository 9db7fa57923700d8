package dev.snn.nir.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzTest {
  @TempDir Path dir;

  @Test
  void whatWasWrittenIsRead() throws IOException {
    double[][] rows = {{1, -2.5}, {0, 3}, {7, 0.125}};
    Path path = Files.write(dir.resolve("a.npz"), Npz.write(Map.of("x.v", rows)));

    assertThat(Npz.read(path)).containsOnlyKeys("x.v");
    assertThat(Npz.read(path).get("x.v")).isDeepEqualTo(rows);
  }

  /** Readers of archives throw what is no input error where a name cannot be read. */
  @Test
  void aNameThatIsNoUtf8IsSaid() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.ISO_8859_1)) {
      zip.putNextEntry(new ZipEntry("h\u00e9.npy"));
      zip.write(1);
    }
    Path path = Files.write(dir.resolve("a.npz"), bytes.toByteArray());

    assertThatThrownBy(() -> Npz.read(path))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(path.toString());
  }
}
