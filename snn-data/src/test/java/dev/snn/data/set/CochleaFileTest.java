package dev.snn.data.set;

import static dev.snn.data.DataFiles.gzip;
import static dev.snn.data.DataFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Recording;
import dev.snn.data.Hdf5Written;
import dev.snn.data.Hdf5Written.Example;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CochleaFileTest {
  @TempDir Path folder;

  private static final List<Example> EXAMPLES =
      List.of(
          new Example(new float[] {0, 0.25f, 0.5f}, new int[] {0, 699, 5}, 3),
          new Example(new float[0], new int[0], 0),
          new Example(new float[] {1, 1.25f}, new int[] {7, 8}, 19),
          new Example(new float[] {0.125f}, new int[] {300}, 3));

  private static void check(Path path) {
    try (CochleaFile file = CochleaFile.open(path, 700, 20)) {
      assertThat(file.labels()).containsExactly(3, 0, 19, 3);
      Recording[] recordings = file.recordings(4, k -> k != 3, 1_400_000);
      assertThat(recordings[0].timesUs()).containsExactly(0, 250_000, 500_000);
      assertThat(recordings[0].x()).containsExactly(0, 699, 5);
      assertThat(recordings[0].y()).containsExactly(0, 0, 0);
      assertThat(recordings[0].polarity()).containsExactly(0, 0, 0);
      assertThat(recordings[0].durationUs()).isEqualTo(1_400_000);
      assertThat(recordings[1].events()).isZero();
      assertThat(recordings[2].timesUs()).containsExactly(1_000_000, 1_250_000);
      assertThat(recordings[2].x()).containsExactly(7, 8);
      assertThat(recordings[3]).isNull();
    }
  }

  private Path written(Example... examples) {
    return write(folder.resolve("w.h5"), Hdf5Written.spikes(List.of(examples)));
  }

  @Test
  void aFileAssembledByTheSpecification() {
    check(written(EXAMPLES.toArray(Example[]::new)));
    check(write(folder.resolve("w.h5.gz"), gzip(Hdf5Written.spikes(EXAMPLES))));
  }

  /** Made by PyTables 3.7, which made the Heidelberg files: chunked VLArrays of float16, uint16. */
  @Test
  void aFileMadeByPyTables() throws IOException {
    try (InputStream in = CochleaFileTest.class.getResourceAsStream("shd_pytables.h5.gz")) {
      check(write(folder.resolve("p.h5.gz"), in.readAllBytes()));
    }
  }

  @Test
  void manyExamplesAreReadInBlocks() {
    Example[] examples = new Example[300];
    for (int k = 0; k < examples.length; k++) {
      examples[k] = new Example(new float[] {0.5f}, new int[] {k}, k % 20);
    }
    try (CochleaFile file = CochleaFile.open(written(examples), 700, 20)) {
      Recording[] recordings = file.recordings(300, k -> k == 255 || k == 256, 1);
      assertThat(recordings[255].x()).containsExactly(255);
      assertThat(recordings[256].x()).containsExactly(256);
      assertThat(recordings[0]).isNull();
      assertThat(recordings[299]).isNull();
    }
  }

  @Test
  void spikesAreSortedByTime() {
    Path path = written(new Example(new float[] {0.5f, 0.25f, 0.5f}, new int[] {3, 2, 1}, 0));
    try (CochleaFile file = CochleaFile.open(path, 700, 20)) {
      Recording recording = file.recordings(1, k -> true, 1)[0];
      assertThat(recording.timesUs()).containsExactly(250_000, 500_000, 500_000);
      assertThat(recording.x()).containsExactly(2, 3, 1);
    }
  }

  private void refused(Path path, String message) {
    assertThatThrownBy(() -> read(path))
        .isInstanceOf(BadDataException.class)
        .hasMessage(path + message);
  }

  private static void read(Path path) {
    try (CochleaFile file = CochleaFile.open(path, 700, 20)) {
      file.recordings(file.labels().length, k -> true, 1);
    }
  }

  @Test
  void faultsAreNamed() {
    refused(
        written(new Example(new float[] {0}, new int[] {700}, 0)),
        ": spike 0 of example 0 is of channel 700, of 700; get it again.");
    refused(
        written(
            new Example(new float[0], new int[0], 1),
            new Example(new float[] {-1}, new int[] {1}, 0)),
        ": the time of spike 0 of example 1 is -1.0 s; get it again.");
    refused(
        written(new Example(new float[] {1, 2}, new int[] {1}, 0)),
        ": example 0 has 2 times and 1 units; get it again.");
    refused(
        written(new Example(new float[] {1}, new int[] {1}, 20)),
        ": the label of example 0 is 20, of 20 classes; get it again.");
    byte[] good = Hdf5Written.spikes(EXAMPLES);
    refused(
        write(folder.resolve("cut.h5"), Arrays.copyOf(good, good.length - 200)),
        " is cut off: it has %d of %d bytes; get it again."
            .formatted(good.length - 200, good.length));
    byte[] other = good.clone();
    other[new String(good, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("labels")] = 'L';
    refused(
        write(folder.resolve("other.h5"), other),
        " has no data set 'labels'; is it the right file?");
    // The size of an entry of spikes/times, behind the class of its type: 0x19, arrays.
    byte[] huge = good.clone();
    huge[
            new String(good, java.nio.charset.StandardCharsets.ISO_8859_1)
                    .indexOf("\u0019\0\0\0\u0010\0\0\0\u0011")
                + 7] =
        1;
    refused(
        write(folder.resolve("huge.h5"), huge),
        " is damaged: 'spikes/times' promises 4 entries of 16777232 bytes in a file of %d bytes; get it again."
            .formatted(good.length));
    refused(
        write(folder.resolve("no.h5"), "what is this, then?".getBytes()),
        " is no HDF5 file, or damaged: its head cannot be read (No valid HDF5 signature found); get"
            + " it again.");
    Path gz = write(folder.resolve("cut.h5.gz"), Arrays.copyOf(gzip(good), 300));
    assertThatThrownBy(() -> read(gz))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            gz + " cannot be unpacked (gzip: Unexpected end of ZLIB input stream); get it again.");
  }

  @Test
  void whateverTheBytesTheyAreReadOrRefused() {
    byte[] good = Hdf5Written.spikes(EXAMPLES);
    Random random = new Random(5);
    int refused = 0;
    for (int k = 0; k < 2_500; k++) {
      byte[] bytes = good.clone();
      if (k % 5 == 0) {
        bytes = Arrays.copyOf(good, random.nextInt(good.length));
      } else {
        for (int n = 0; n < 1 + k % 3; n++) {
          int at = used(good, random);
          bytes[at] = (byte) (k % 5 == 1 ? bytes[at] ^ 1 << random.nextInt(8) : random.nextInt());
        }
      }
      Path path = write(folder.resolve("fuzz.h5"), bytes);
      Throwable thrown = catchThrowable(() -> read(path));
      if (thrown != null) {
        assertThat(thrown).as("%d", k).isInstanceOf(BadDataException.class);
        assertThat(thrown).hasMessageStartingWith(path.toString());
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(500);
  }

  /** A place that is not of the empty rest of a heap. */
  private static int used(byte[] good, Random random) {
    while (true) {
      int at = random.nextInt(good.length);
      for (int i = Math.max(0, at - 8); i < Math.min(good.length, at + 8); i++) {
        if (good[i] != 0) {
          return at;
        }
      }
    }
  }
}
