package dev.snn.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.MissingDataException;
import dev.snn.data.FuzzTargets.Target;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the bytes, each reader reads a file or refuses it with the data error, within 2 s of
 * computing and 512 MB. {@code -Dfuzz.files=10000} damages more of them, {@code -Dfuzz.seed=2}
 * others.
 */
class ReadersFuzzTest {
  private static final int FILES = Integer.getInteger("fuzz.files", 1000);
  private static final long SEED = Long.getLong("fuzz.seed", 1L);
  private static final long MOST_NS = 2_000_000_000L;
  private static final long MOST_BYTES = 512L << 20;
  private static final long HANGS_S = 60;
  private static final int LONGEST_TEXT = 1000;
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir Path folder;

  /** What one reading took. */
  private record Taken(Throwable thrown, long ns, long bytes) {}

  private static Taken take(Target target, Path where) {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long ns = THREADS.getCurrentThreadCpuTime();
    Throwable thrown = null;
    try {
      target.read().accept(where);
    } catch (Throwable e) {
      thrown = e;
    }
    return new Taken(
        thrown,
        THREADS.getCurrentThreadCpuTime() - ns,
        THREADS.getCurrentThreadAllocatedBytes() - bytes);
  }

  /** The data error, or a mistake in the options: too few examples left, a column that is gone. */
  private static boolean isRight(Throwable thrown) {
    if (thrown == null) {
      return true;
    }
    String text = String.valueOf(thrown.getMessage());
    boolean ofOptions =
        thrown instanceof IllegalArgumentException
            && (text.startsWith("data set '") || text.contains("column"));
    return text.length() < LONGEST_TEXT
        && (thrown instanceof BadDataException
            || thrown instanceof MissingDataException
            || ofOptions);
  }

  private Path written(Target target, byte[] bytes, int k) {
    Path where = folder.resolve("f" + k);
    target.others().forEach((name, other) -> DataFiles.write(where.resolve(name), other));
    DataFiles.write(where.resolve(target.file()), bytes);
    return where;
  }

  @Test
  void damagedFilesAreReadOrRefused() throws Exception {
    List<Target> targets = FuzzTargets.all();
    ExecutorService reader = Executors.newSingleThreadExecutor();
    List<String> wrong = new ArrayList<>();
    Map<String, Integer> refused = new TreeMap<>();
    try {
      for (int t = 0; t < targets.size(); t++) {
        Target target = targets.get(t);
        Path where = written(target, target.pack().apply(target.good()), -1 - t);
        Taken good = reader.submit(() -> take(target, where)).get();
        assertThat(good.thrown()).as(target.file()).isNull();
      }
      for (int k = 0; k < FILES; k++) {
        Target target = targets.get(k % targets.size());
        Random random = new Random(SEED * 1_000_003 + k);
        byte[] other = targets.get(random.nextInt(targets.size())).good();
        Damage damage = new Damage(random.nextLong());
        byte[] bytes =
            random.nextBoolean()
                ? target.pack().apply(damage.of(target.good(), other))
                : damage.of(target.pack().apply(target.good()), other);
        Path where = written(target, bytes, k);
        Future<Taken> future = reader.submit(() -> take(target, where));
        String what = "file %d of seed %d, %s: ".formatted(k, SEED, target);
        try {
          Taken taken = future.get(HANGS_S, TimeUnit.SECONDS);
          if (!isRight(taken.thrown()) || taken.ns() > MOST_NS || taken.bytes() > MOST_BYTES) {
            wrong.add(what + taken + trace(taken.thrown()) + hex(bytes));
          }
          refused.merge(target.file(), taken.thrown() == null ? 0 : 1, Integer::sum);
        } catch (TimeoutException e) {
          throw new AssertionError(what + "the reader does not end" + hex(bytes), e);
        }
        remove(where);
      }
    } finally {
      reader.shutdownNow();
    }
    assertThat(wrong).as(refused.toString()).isEmpty();
    if (FILES >= 1000) {
      assertThat(refused).allSatisfy((file, n) -> assertThat(n).as(file).isPositive());
    }
  }

  private static String trace(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    for (int k = 0; thrown != null && k < Math.min(12, thrown.getStackTrace().length); k++) {
      text.append("\n    at ").append(thrown.getStackTrace()[k]);
    }
    return text.toString();
  }

  private static String hex(byte[] bytes) {
    return bytes.length > 600 ? "" : "\n    " + HexFormat.of().formatHex(bytes);
  }

  private static void remove(Path where) throws IOException {
    try (Stream<Path> files = Files.walk(where)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
