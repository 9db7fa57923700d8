package dev.snn.nir.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.snn.api.plugin.UserError;
import dev.snn.nir.Nets;
import dev.snn.nir.Simulation;
import dev.snn.nir.graph.NirArray;
import dev.snn.nir.graph.NirFile;
import dev.snn.nir.imports.Import;
import dev.snn.nir.run.NirNetwork;
import dev.snn.nir.run.Scheme;
import dev.snn.nir.run.Settings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files with changed and missing bytes: read, run and imported, or refused in one sentence, and
 * soon. The property {@code snn.fuzz} is the number of changes of each file.
 */
class FuzzTest {
  private static final int CHANGES = Integer.getInteger("snn.fuzz", 25);

  /** Of a processor: others may keep it busy while a test runs. */
  private static final double SECONDS = 10;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @TempDir Path dir;

  /** One to four bytes of other values, a bit, or an end that is cut off. */
  private static byte[] changed(byte[] good, Random random) {
    byte[] bytes = good.clone();
    int kind = random.nextInt(8);
    if (kind == 0) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    for (int k = 0; k < 1 + kind % 4; k++) {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          kind < 5 ? (byte) random.nextInt(256) : (byte) (bytes[at] ^ 1 << random.nextInt(8));
      if (kind == 7) {
        bytes[at] = (byte) 0xff;
      }
    }
    return bytes;
  }

  private static void use(Path path) {
    NirFile file = NirReader.read(path);
    NirNetwork network = Nets.network(file, Settings.usual());
    double[][] input = new double[2][NirArray.size(network.inputShape())];
    Arrays.fill(input[0], 1);
    Simulation.run(
        network,
        "run",
        input,
        new LinkedHashSet<>(network.neurons()),
        dev.snn.api.parallel.Parallel.SEQUENTIAL);
    Import.of(file, Settings.usual().with(Scheme.EXPONENTIAL));
  }

  private void holds(Path file, long seed) throws IOException {
    byte[] good = Files.readAllBytes(file);
    Random random = new Random(seed);
    Path path = dir.resolve("changed.nir");
    for (int k = 0; k < CHANGES; k++) {
      Files.write(path, changed(good, random));
      long start = THREADS.getCurrentThreadCpuTime();
      Throwable thrown = catchThrowable(() -> use(path));
      if (thrown != null) {
        assertThat(thrown).as("change %d of %s", k, file).isInstanceOf(UserError.class);
        assertThat(thrown.getMessage()).as("change %d of %s", k, file).doesNotContain("\n");
        assertThat(thrown.getCause() instanceof OutOfMemoryError)
            .as("change %d of %s runs out of memory", k, file)
            .isFalse();
      }
      assertThat((THREADS.getCurrentThreadCpuTime() - start) * 1e-9)
          .as("seconds of change %d of %s", k, file)
          .isLessThan(SECONDS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"chunked", "fixed-strings", "nested", "every", "conv1d"})
  void smallFiles(String name) throws IOException {
    holds(Nets.file(name), 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lif_norse.nir", "cnn_sinabs.nir", "braille_noDelay_noBias_subtract.nir"})
  void publishedFiles(String name) throws IOException {
    holds(Nets.published(name), 2);
  }
}
