package dev.snn.nir.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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

  /** Three arrays of which each would fit. */
  @Test
  void arraysTakeMemoryTogether() throws IOException {
    Map<String, double[][]> arrays = new LinkedHashMap<>();
    for (String name : new String[] {"a", "b", "c"}) {
      arrays.put(name, new double[1000][10]);
    }
    Path path = Files.write(dir.resolve("a.npz"), Npz.write(arrays));

    assertThat(Npz.read(path, 500_000)).containsOnlyKeys("a", "b", "c");
    assertThatThrownBy(() -> Npz.read(path, 400_000))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(path + ": reading 'c' (1000, 10) takes ")
        .hasMessageContaining("SNN_JAVA_OPTS");
  }

  private Path archive(String type, byte... values) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("x.npy"));
      String head = "{'descr': '%s', 'fortran_order': False, 'shape': (1, 1), }".formatted(type);
      zip.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) head.length(), 0});
      zip.write(head.getBytes(StandardCharsets.US_ASCII));
      zip.write(values);
    }
    return Files.write(dir.resolve("type.npz"), bytes.toByteArray());
  }

  @Test
  void typesThatAreNotReadAreSaid() throws IOException {
    byte[] ones = {-1, -1, -1, -1, -1, -1, -1, -1};
    for (String type : new String[] {"<f2", "|f1", "<b2"}) {
      Path path = archive(type, ones);
      assertThatThrownBy(() -> Npz.read(path))
          .isInstanceOf(UserError.class)
          .hasMessage(
              path
                  + ": 'x' is no array that is read: float32, float64, whole numbers or booleans, little endian, in C order, format 1.");
    }
    assertThat(Npz.read(archive("<u8", ones)).get("x")[0][0]).isEqualTo(0x1p64);
    assertThat(Npz.read(archive("<i8", ones)).get("x")[0][0]).isEqualTo(-1);
    assertThat(Npz.read(archive("|b1", (byte) 1)).get("x")[0][0]).isEqualTo(1);
  }
}
