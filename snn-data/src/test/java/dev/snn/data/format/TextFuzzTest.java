package dev.snn.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.snn.api.data.BadDataException;
import dev.snn.data.file.Unpacked;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes of tables, series and MATLAB files, they are read or refused, soon and with
 * little memory. {@code -Dsnn.fuzz=N} tries N damaged files of each kind.
 */
class TextFuzzTest {
  private static final int FILES = Integer.getInteger("snn.fuzz", 1000);
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Stream<Map.Entry<String, byte[]>> files() {
    return Stream.of(
        Map.entry("x.csv", text("a,b,\"class\"\n1,2.5,x\n-3,4e2,\u00f6\n,6,x\n")),
        Map.entry("x.ts", text("# c\n@classLabel true 1 2\n@data\n1,2:3,4:1\n5,6,7:8,9,10:2\n")),
        Map.entry("x.tsv", text("1\t0.5\t1.5\t2\n2\t3\tNaN\t4\n1\t3\t4\tNaN\n")),
        Map.entry("plain.mat", MatTest.file("plain.mat")),
        Map.entry("img.mat", MatTest.file("img.mat")));
  }

  private static void read(String name, byte[] bytes) {
    if (name.endsWith(".mat")) {
      Mat.read(name, bytes).values().forEach(Npy::toDoubles);
    } else if (name.endsWith(".csv")) {
      CsvLayout layout =
          new CsvLayout(
              ",", ".", false, true, "last", List.of(), List.of(), CsvLayout.Missing.MEAN);
      Csv csv = Csv.read(name, Unpacked.of(name, bytes), layout, null);
      assertThat(csv.labels()).hasSize(csv.values().size());
    } else {
      Ts ts = Ts.read(name, Unpacked.of(name, bytes), true);
      assertThat(ts.labels()).hasSize(ts.series().size());
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void readOrRefused(Map.Entry<String, byte[]> file) {
    byte[] good = file.getValue();
    read(file.getKey(), good);
    Random random = new Random(3);
    int refused = 0;
    for (int k = 0; k < FILES; k++) {
      byte[] bad = damaged(good, random, k);
      long bytes = THREADS.getCurrentThreadAllocatedBytes();
      long start = System.nanoTime();
      Throwable thrown = catchThrowable(() -> read(file.getKey(), bad));
      assertThat(System.nanoTime() - start).as("time").isLessThan(2_000_000_000L);
      assertThat(THREADS.getCurrentThreadAllocatedBytes() - bytes)
          .as("bytes")
          .isLessThan(512 << 20);
      if (thrown != null) {
        assertThat(thrown)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(file.getKey());
        assertThat(thrown.getMessage()).hasSizeLessThan(1000);
        boolean ofData = thrown instanceof BadDataException;
        assertThat(ofData || thrown.getMessage().contains("column")).isTrue();
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(FILES / 10);
  }

  /** Cut off, a bit, a byte, eight bytes, or everything behind some place. */
  private static byte[] damaged(byte[] good, Random random, int k) {
    byte[] bytes = good.clone();
    int at = random.nextInt(bytes.length);
    switch (k % 5) {
      case 0 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> bytes[at] = (byte) random.nextInt();
      case 3 -> {
        for (int n = 0; n < 8; n++) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
      }
      default -> {
        for (int i = at; i < bytes.length; i++) {
          bytes[i] = (byte) random.nextInt();
        }
      }
    }
    return bytes;
  }
}
