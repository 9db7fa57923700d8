package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataShowTest {
  @TempDir Path dir;

  /** Pairs of an address and a time. */
  private Path aedat(int... words) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("#!AER-DAT2.0\r\n".getBytes(StandardCharsets.US_ASCII));
    for (int word : words) {
      out.writeBytes(ByteBuffer.allocate(4).putInt(word).array());
    }
    return Files.write(dir.resolve("a.aedat"), out.toByteArray());
  }

  @Test
  void tellsWhatAFileHolds() throws IOException {
    Path path = aedat(0x0102, 1_000_000, 0x0305, 1_500_000, 0x0001, 1_250_000);
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      Snn.Result result = Snn.run(dir, "data", "show", path.toString());

      assertThat(result.err()).isEmpty();
      assertThat(result.code()).isZero();
      assertThat(result.out().replace(dir.toString(), "{dir}"))
          .isEqualTo(
              """
              file           {dir}/a.aedat
              format         AEDAT 2.0
              sensor         128 x 128, DVS128, as no chip is named
              events         3
              of polarity 1  2
              first          1,000,000 us
              last           1,500,000 us
              duration       0.500000 s
              rate           6 events/s
              order of time  events before their predecessor: 1; read with time_order: sort
              """);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void findsAFileInTheDataHome() throws IOException {
    aedat(2, 5);

    Snn.Result result = Snn.run(dir, "--data-home", dir.toString(), "data", "show", "a.aedat");

    assertThat(result.out()).contains("events         1\n", "rate           -\n", "ascending");
  }

  @Test
  void aFileThatIsNoRecordingIsRefused() throws IOException {
    Path path = Golden.file(dir, "notes.txt", "mine");

    Golden.error(dir, "data-show-no-recording", "data", "show", path.toString());
  }

  @Test
  void aFileThatIsCutOffIsRefused() throws IOException {
    Path path = aedat(2, 5, 7);

    Golden.error(dir, "data-show-cut-off", "data", "show", path.toString());
  }
}
