package dev.snn.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The size that Linux reports, and what is assumed where it reports none. */
class CacheSizeTest {
  @TempDir Path folder;

  private void cache(int index, String level, String type, String size, String shared)
      throws IOException {
    Path cache = Files.createDirectories(folder.resolve("index" + index));
    Files.writeString(cache.resolve("level"), level + "\n");
    Files.writeString(cache.resolve("type"), type + "\n");
    Files.writeString(cache.resolve("size"), size + "\n");
    Files.writeString(cache.resolve("shared_cpu_list"), shared + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1024K; 0; 1048576",
        "512K; 0; 524288",
        "512K; 0,64; 262144",
        "2M; 0-1; 1048576",
        "4096K; 0-3,8-11; 524288",
        "; 0; 524288",
        "big; 0; 524288"
      })
  void theShareOfAProcessor(String size, String shared, long expected) throws IOException {
    cache(0, "1", "Data", "32K", shared);
    cache(1, "1", "Instruction", "32K", shared);
    cache(2, "2", "Unified", size == null ? "" : size, shared);
    cache(3, "3", "Unified", "32768K", "0-15");
    assertThat(CacheSize.reported(folder)).isEqualTo(expected);
  }

  @Test
  void aSystemThatReportsNone() throws IOException {
    assertThat(CacheSize.reported(folder.resolve("none"))).isEqualTo(CacheSize.UNKNOWN);
    cache(0, "1", "Data", "32K", "0");
    assertThat(CacheSize.reported(folder)).isEqualTo(CacheSize.UNKNOWN);
  }

  @Test
  void whatIsUsedIsWithinReason() {
    assertThat(CacheSize.bounded(1)).isEqualTo(128 * 1024);
    assertThat(CacheSize.bounded(1L << 40)).isEqualTo(4 * 1024 * 1024);
    assertThat(CacheSize.level2()).isBetween(128L * 1024, 4L * 1024 * 1024);
  }
}
