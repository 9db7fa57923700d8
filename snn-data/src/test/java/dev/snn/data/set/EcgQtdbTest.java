package dev.snn.data.set;

import static dev.snn.data.DataFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.data.Recording;
import dev.snn.api.data.Samples;
import dev.snn.data.TestContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sinks;

class EcgQtdbTest {
  @TempDir Path home;

  private static byte[] mat(String x, Matrix spikes, String y, Matrix labels) {
    try (MatFile file = Mat5.newMatFile().addArray(x, spikes).addArray(y, labels)) {
      ByteBuffer out = ByteBuffer.allocate((int) file.getUncompressedSerializedSize() + 1000);
      Mat5.newWriter(Sinks.wrap(out)).writeMat(file);
      return Arrays.copyOf(out.array(), out.position());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Matrix spikes(int n, int steps) {
    return Mat5.newMatrix(Mat5.dims(n, steps, 4), MatlabType.Int16);
  }

  private static Matrix labels(int n) {
    return Mat5.newMatrix(Mat5.dims(n, 1301, 6), MatlabType.UInt8);
  }

  @Test
  void spikesAndLabelsOfSteps() {
    Matrix x = spikes(2, 1301);
    Matrix y = labels(2);
    x.setInt(Mat5.index(1, 7, 3), 1);
    x.setInt(Mat5.index(1, 7, 0), 1);
    x.setInt(Mat5.index(1, 1300, 2), 1);
    x.setInt(Mat5.index(1, 1299, 0), -1);
    y.setInt(Mat5.index(1, 0, 5), 1);
    y.setInt(Mat5.index(1, 1300, 2), 1);
    EcgSequences read = EcgSequences.read("e.mat", mat("x", x, "y", y));
    assertThat(read.recordings()[0].events()).isZero();
    Recording second = read.recordings()[1];
    assertThat(second.timesUs()).containsExactly(7_000, 7_000, 1_300_000);
    assertThat(second.x()).containsExactly(0, 3, 2);
    assertThat(second.durationUs()).isEqualTo(1_301_000);
    assertThat(read.labels()[0]).hasSize(1301).containsOnly(-1);
    assertThat(read.labels()[1]).startsWith(5, -1).endsWith(-1, 2);
  }

  private static void refused(byte[] bytes, String message) {
    assertThatThrownBy(() -> EcgSequences.read("e.mat", bytes))
        .isInstanceOf(BadDataException.class)
        .hasMessage("e.mat" + message);
  }

  @Test
  void faultsAreNamed() {
    refused(new byte[300], " is no MATLAB file, or damaged; get it again.");
    refused(
        mat("x", spikes(1, 1300), "y", labels(1)),
        ": 'x' is [1, 1300, 4], [n, 1301, 4] is expected; get it again.");
    refused(mat("x", spikes(1, 1301), "z", labels(1)), " has no array 'y'; is it the right file?");
    refused(
        mat("x", spikes(1, 1301), "y", labels(2)),
        " holds 1 sequences and labels for 2; get it again.");
    EcgQtdb ecg = new EcgQtdb();
    assertThatThrownBy(() -> ecg.create(ecg.defaults(), TestContext.home(home)))
        .isInstanceOf(MissingDataException.class)
        .hasMessage(
            "data set 'ecg-qtdb' is not at hand; put QTDB_train.mat and QTDB_test.mat into the"
                + " folder ecg-qtdb of the data home (looked in "
                + home
                + ").");
    byte[] other = mat("x", spikes(1, 1301), "y", labels(1));
    Path path = write(home.resolve("ecg-qtdb/QTDB_train.mat"), other);
    write(home.resolve("ecg-qtdb/QTDB_test.mat"), other);
    assertThatThrownBy(() -> ecg.create(ecg.defaults(), TestContext.home(home)))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith(path + " is not the canonical ecg-qtdb/QTDB_train.mat");
  }

  /** The counts come from a reading of the same files with SciPy. */
  @Test
  void theRealSequences() {
    String given = System.getenv("SNN_DATA_HOME");
    assumeTrue(
        given != null && Files.isDirectory(Path.of(given, "ecg-qtdb")),
        "the electrocardiograms are not at hand");
    Dataset data = new EcgQtdb().create(new Selection(0, 100, 0), TestContext.home(Path.of(given)));
    assertThat(data.train().size()).isEqualTo(518);
    assertThat(data.validation().size()).isEqualTo(100);
    int[] spikes = new int[4];
    int[] steps = new int[7];
    Samples test = BundledTest.all(data.test());
    for (int b = 0; b < test.size(); b++) {
      for (short line : test.recordings()[b].x()) {
        spikes[line]++;
      }
      for (int label : test.stepLabels()[b]) {
        steps[1 + label]++;
      }
    }
    assertThat(spikes).containsExactly(15_968, 12_650, 14_923, 14_356);
    assertThat(steps).containsExactly(19_056, 24_153, 10_145, 9_840, 9_065, 55_885, 55_297);
    assertThat(test.ids()[0]).isEqualTo(618);
  }
}
