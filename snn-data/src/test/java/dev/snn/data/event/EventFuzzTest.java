package dev.snn.data.event;

import static dev.snn.data.DataFiles.event;
import static dev.snn.data.DataFiles.gzip;
import static dev.snn.data.DataFiles.join;
import static dev.snn.data.event.Written.aedat2;
import static dev.snn.data.event.Written.aedat3;
import static dev.snn.data.event.Written.cd;
import static dev.snn.data.event.Written.dat;
import static dev.snn.data.event.Written.davis;
import static dev.snn.data.event.Written.dvs128;
import static dev.snn.data.event.Written.evt;
import static dev.snn.data.event.Written.evt2;
import static dev.snn.data.event.Written.high;
import static dev.snn.data.event.Written.packet;
import static dev.snn.data.event.Written.polarity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Recording;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes, a file is read or refused, and little memory is taken. */
class EventFuzzTest {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  static Stream<Map.Entry<String, byte[]>> files() {
    byte[] nmnist = join(event(1, 2, 1, 10), event(33, 33, 0, 20), event(9, 240, 0, 30));
    return Stream.of(
        Map.entry("x.bs2", nmnist),
        Map.entry("x.bin.gz", gzip(nmnist)),
        Map.entry("x.aedat", aedat2("# a\r\n", dvs128(1, 2, 0), 3, dvs128(127, 127, 1), 4)),
        Map.entry("y.aedat", aedat2("# AEChip: DAVIS346\r\n", davis(345, 2, 0), 3, 1 << 31, 4)),
        Map.entry(
            "z.aedat",
            aedat3(
                packet(1, 8, 0, 2, polarity(1, 2, 0, true), 4, polarity(3, 4, 1, false), 5),
                packet(2, 4, 0, 1, 7),
                packet(1, 8, 1, 1, polarity(5, 6, 1, true), 1))),
        Map.entry("x.dat", dat(1, cd(2, 3, 1), 5, cd(639, 479, 0))),
        Map.entry("x.raw", evt2(high(64), evt(1, 2, 1, 64), 0xE0000000, evt(639, 479, 0, 70))));
  }

  @ParameterizedTest
  @MethodSource("files")
  void readOrRefused(Map.Entry<String, byte[]> file) {
    byte[] good = file.getValue();
    assertThat(attempt(file.getKey(), good)).isNull();
    Random random = new Random(3);
    int refused = 0;
    long before = THREADS.getCurrentThreadAllocatedBytes();
    int attempts = 0;
    for (int length = 0; length < good.length; length++, attempts++) {
      refused += attempt(file.getKey(), java.util.Arrays.copyOf(good, length)) == null ? 0 : 1;
    }
    for (int k = 0; k < 3_000; k++, attempts++) {
      refused += attempt(file.getKey(), changed(good, random, k)) == null ? 0 : 1;
    }
    assertThat(refused).isGreaterThan(100);
    double each = (THREADS.getCurrentThreadAllocatedBytes() - before) / (double) attempts;
    assertThat(each).as("bytes allocated per file").isLessThan(1e6);
  }

  /** Single bits, single bytes, several bytes, or random bytes behind the first ones. */
  private static byte[] changed(byte[] good, Random random, int k) {
    byte[] bytes = good.clone();
    switch (k % 4) {
      case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      case 2 -> {
        for (int n = 0; n < 8; n++) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
      }
      default -> {
        for (int i = random.nextInt(bytes.length); i < bytes.length; i++) {
          bytes[i] = (byte) random.nextInt();
        }
      }
    }
    return bytes;
  }

  private static Throwable attempt(String name, byte[] bytes) {
    Throwable thrown =
        catchThrowable(
            () -> {
              EventFile file = EventFiles.read(name, name, bytes, EventOptions.DEFAULT);
              Recording r = file.recording();
              for (int e = 0; e < r.events(); e++) {
                assertThat(r.x()[e]).isBetween((short) 0, (short) (file.width() - 1));
                assertThat(r.y()[e]).isBetween((short) 0, (short) (file.height() - 1));
                assertThat(r.polarity()[e]).isBetween((byte) 0, (byte) 1);
                assertThat(r.timesUs()[e])
                    .isBetween(e == 0 ? 0 : r.timesUs()[e - 1], r.durationUs());
              }
            });
    if (thrown != null) {
      assertThat(thrown).isInstanceOf(BadDataException.class).hasMessageStartingWith(name);
    }
    return thrown;
  }
}
