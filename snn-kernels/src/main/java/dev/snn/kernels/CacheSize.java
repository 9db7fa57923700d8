package dev.snn.kernels;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How much of a core's level-2 cache is its own, as the system reports it (Linux) and a modest
 * guess elsewhere. Sums are cut into blocks that fit; what they are does not depend on it.
 */
public final class CacheSize {
  /** The system property that overrides what the system reports, in KB. */
  static final String SETTING = "snn.l2";

  /** What even small cores have. */
  static final long UNKNOWN = 512 * 1024;

  private static final long LEAST = 128 * 1024;
  private static final long MOST = 4 * 1024 * 1024;

  private static final Path LINUX = Path.of("/sys/devices/system/cpu/cpu0/cache");

  private static final long LEVEL2 = bounded(setting().orElseGet(() -> reported(LINUX)));

  private CacheSize() {}

  /** Bytes of the level-2 cache for each thread that runs on a core. */
  public static long level2() {
    return LEVEL2;
  }

  private static OptionalLong setting() {
    Integer kilobytes = Integer.getInteger(SETTING);
    return kilobytes == null ? OptionalLong.empty() : OptionalLong.of(kilobytes * 1024L);
  }

  static long bounded(long bytes) {
    return Math.max(LEAST, Math.min(MOST, bytes));
  }

  /** The share of a processor in its level-2 cache, from a folder with one folder per cache. */
  static long reported(Path caches) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(caches, "index*")) {
      for (Path cache : all) {
        if (text(cache, "level").equals("2") && !text(cache, "type").equals("Instruction")) {
          return bytes(text(cache, "size")) / processors(text(cache, "shared_cpu_list"));
        }
      }
      return UNKNOWN;
    } catch (IOException | RuntimeException e) {
      // Other systems, and containers that hide it.
      return UNKNOWN;
    }
  }

  private static String text(Path cache, String file) throws IOException {
    return Files.readString(cache.resolve(file)).strip();
  }

  /** {@code 512K} or {@code 1M}. */
  private static long bytes(String size) {
    long number = Long.parseLong(size.replaceAll("[KM]$", ""));
    return size.endsWith("M") ? number << 20 : size.endsWith("K") ? number << 10 : number;
  }

  /** The number of processors in a list such as {@code 0-1,8-9}. */
  private static int processors(String list) {
    int count = 0;
    for (String range : list.split(",")) {
      String[] ends = range.split("-");
      count += Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
    }
    return count;
  }
}
