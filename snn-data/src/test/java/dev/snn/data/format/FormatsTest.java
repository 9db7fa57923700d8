package dev.snn.data.format;

import static dev.snn.data.DataFiles.floats;
import static dev.snn.data.DataFiles.idx;
import static dev.snn.data.DataFiles.join;
import static dev.snn.data.DataFiles.longs;
import static dev.snn.data.DataFiles.npy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.snn.api.data.BadDataException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {

  private static void refused(ThrowingCallable call, String... words) {
    assertThatThrownBy(call).isInstanceOf(BadDataException.class).hasMessageContainingAll(words);
  }

  /** Whatever the bytes, a reader reads them or says what is wrong; cut ones it refuses. */
  private static void fuzz(byte[] good, Consumer<byte[]> read, boolean cutIsAlwaysBad) {
    read.accept(good);
    for (int length = 0; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      Throwable thrown = catchThrowable(() -> read.accept(cut));
      if (cutIsAlwaysBad || thrown != null) {
        assertThat(thrown).as("cut to " + length).isInstanceOf(IllegalArgumentException.class);
      }
    }
    Random random = new Random(1);
    for (int k = 0; k < 3_000; k++) {
      byte[] changed = good.clone();
      changed[random.nextInt(good.length)] = (byte) random.nextInt();
      Throwable thrown = catchThrowable(() -> read.accept(changed));
      if (thrown != null) {
        assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
        assertThat(thrown.getMessage()).contains("x.dat");
      }
    }
  }

  @Test
  void idxIsRead() {
    Idx idx = Idx.read("x.dat", idx(new byte[] {1, 2, 3, 4, 5, 6}, 1, 2, 3));
    assertThat(idx.shape()).containsExactly(1, 2, 3);
    assertThat(idx.examples()).isEqualTo(1);
    assertThat(idx.bytes()[idx.offset()]).isEqualTo((byte) 1);
  }

  @Test
  void idxFaultsAreNamed() {
    byte[] good = idx(new byte[6], 2, 3);
    refused(() -> Idx.read("x.dat", Arrays.copyOf(good, 3)), "x.dat is cut off");
    refused(() -> Idx.read("x.dat", Arrays.copyOf(good, 10)), "needs 12 bytes, there are 10");
    refused(
        () -> Idx.read("x.dat", Arrays.copyOf(good, 17)),
        "bytes 4..11 promises 6 values, 5 bytes follow");
    byte[] magic = good.clone();
    magic[0] = 'P';
    refused(() -> Idx.read("x.dat", magic), "not an IDX file", "50 00 08 02");
    byte[] type = good.clone();
    type[2] = 0x0d;
    refused(() -> Idx.read("x.dat", type), "type 0x0d");
    byte[] negative = good.clone();
    negative[4] = (byte) 0x80;
    refused(() -> Idx.read("x.dat", negative), "negative dimension at byte 4");
    fuzz(good, bytes -> Idx.read("x.dat", bytes), true);
  }

  @ParameterizedTest
  @CsvSource({
    "|u1,1,200",
    "|i1,1,-56",
    "<i2,2,-3",
    "<u2,2,65533",
    ">i2,2,-3",
    "<i4,4,-3",
    "<u4,4,4294967293",
    ">i4,4,-3",
    "<i8,8,-3",
    ">i8,8,-3",
    "<f4,4,0.75",
    ">f4,4,0.75",
    "<f8,8,0.1",
    ">f8,8,0.1",
    "|b1,1,1"
  })
  void everyNumberTypeIsRead(String descr, int size, double value) {
    byte[] big = new byte[8];
    java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(big);
    if (descr.charAt(1) == 'f') {
      if (size == 4) {
        buffer.putFloat((float) value);
      } else {
        buffer.putDouble(value);
      }
    } else {
      buffer.putLong((long) value << 64 - 8 * size);
    }
    byte[] bytes = Arrays.copyOf(big, size);
    if (descr.charAt(0) == '<') {
      for (int k = 0; k < size / 2; k++) {
        byte b = bytes[k];
        bytes[k] = bytes[size - 1 - k];
        bytes[size - 1 - k] = b;
      }
    }
    Npy npy = Npy.read("x.dat", npy(descr, false, "(2,)", join(bytes, bytes)));
    assertThat(npy.toDoubles()).containsExactly(value, value);
    assertThat(npy.examples()).isEqualTo(2);
  }

  @Test
  void fortranOrderIsTurned() {
    // [[0, 1, 2], [10, 11, 12]] column after column
    byte[] columns = floats(0, 10, 1, 11, 2, 12);
    assertThat(Npy.read("x.dat", npy("<f4", true, "(2, 3)", columns)).toDoubles())
        .containsExactly(0, 1, 2, 10, 11, 12);
    // a[i][j][k] = 100 i + 10 j + k of shape [2, 2, 2]
    byte[] cube = floats(0, 100, 10, 110, 1, 101, 11, 111);
    assertThat(Npy.read("x.dat", npy("<f4", true, "(2, 2, 2)", cube)).toDoubles())
        .containsExactly(0, 1, 10, 11, 100, 101, 110, 111);
  }

  @Test
  void npyFaultsAreNamed() {
    byte[] good = npy("<i8", false, "(3,)", longs(1, 2, 3));
    refused(() -> Npy.read("x.dat", new byte[20]), "not a NumPy array");
    refused(
        () -> Npy.read("x.dat", Arrays.copyOf(good, good.length - 1)),
        "shape [3] of 'i8' needs 24 bytes",
        "there are 23");
    refused(() -> Npy.read("x.dat", npy("<c8", false, "(1,)", longs(1))), "type 'c8'");
    refused(() -> Npy.read("x.dat", npy("|O8", false, "(1,)", longs(1))), "type 'O8'");
    fuzz(good, bytes -> Npy.read("x.dat", bytes).toDoubles(), true);
  }

  private static Csv csv(String text, boolean header, String label) {
    return Csv.read("x.dat", text.getBytes(StandardCharsets.UTF_8), ',', header, label);
  }

  private static float[] values(Csv csv) {
    int f = csv.features();
    float[] all = new float[csv.values().size() * f];
    for (int k = 0; k < all.length; k++) {
      all[k] = csv.values().get(k / f, k % f);
    }
    return all;
  }

  @Test
  void csvIsRead() {
    Csv csv = csv("a,kind,b\n1,\"x, y\",2\r\n\n3, z ,4.5e1\n", true, "kind");
    assertThat(csv.features()).isEqualTo(2);
    assertThat(values(csv)).containsExactly(1, 2, 3, 45);
    assertThat(csv.labels()).containsExactly("x, y", "z");
    assertThat(values(csv("\uFEFF7,1,2\n", false, "last"))).containsExactly(7, 1);
    assertThat(csv("7,1,2\n8,3,4", false, "1").labels()).containsExactly("7", "8");
    assertThat(values(csv("7,1,2\n8,3,4", false, "last"))).containsExactly(7, 1, 8, 3);
  }

  @Test
  void csvFaultsAreNamed() {
    refused(() -> csv("1,2,0\n1,0\n", false, "last"), "x.dat, line 2: 2 fields instead of 3");
    refused(() -> csv("1,2,0\n1,,0\n", false, "last"), "line 2, column 2: ''");
    refused(() -> csv("1,NaN,0\n", false, "last"), "line 1, column 2: 'NaN'");
    refused(() -> csv("a,b,c\n1,2,0\n", false, "last"), "line 1, column 1", "header: true");
    refused(() -> csv("", false, "last"), "holds no examples");
    refused(() -> csv("1;2;3\n", false, "last"), "is the separator right?");
    assertThatThrownBy(() -> csv("a,b\n1,2\n", true, "c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("label 'c' is no column")
        .hasMessageContaining("[a, b]");
    byte[] good = "1,2,0\n3,4,1\n5,6,0\n".getBytes(StandardCharsets.UTF_8);
    fuzz(good, bytes -> Csv.read("x.dat", bytes, ',', false, "last"), false);
  }
}
