package dev.snn.api.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.data.BadDataException;
import dev.snn.api.layer.Parameter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class CheckpointTest {
  private static List<Parameter> parameters(float... weights) {
    return List.of(
        Parameter.of("layers[0].weight", new float[][] {{weights[0], weights[1]}, {3, 4}, {5, 6}}),
        Parameter.of("decoder.bias", new float[][] {{Float.MIN_VALUE, -0f, Float.NaN}}));
  }

  private static byte[] written(List<Parameter> parameters) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Checkpoint.write(out, parameters);
    return out.toByteArray();
  }

  private static void read(byte[] bytes, List<Parameter> into) {
    Checkpoint.read("weights.npz", new ByteArrayInputStream(bytes), into);
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return out.toByteArray();
  }

  @Test
  void comesBackBitForBit() throws IOException {
    List<Parameter> back = parameters(0, 0);
    back.get(1).value()[0][2] = 7;
    read(written(parameters(1, 2)), back);
    assertThat(back.get(0).value()).isDeepEqualTo(new float[][] {{1, 2}, {3, 4}, {5, 6}});
    assertThat(back.get(1).value()[0]).containsExactly(Float.MIN_VALUE, -0f, Float.NaN);
    assertThat(written(back)).isEqualTo(written(parameters(1, 2)));
  }

  /** As numpy.lib.format describes it: 128 bytes of header, then the values. */
  @Test
  void anEntryIsANumPyArray() throws IOException {
    ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(written(parameters(1, 2))));
    assertThat(zip.getNextEntry().getName()).isEqualTo("layers[0].weight.npy");
    byte[] bytes = zip.readAllBytes();
    assertThat(bytes).hasSize(128 + 6 * 4).startsWith(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0);
    assertThat(new String(bytes, 10, 118, StandardCharsets.US_ASCII))
        .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }  ")
        .endsWith(" \n");
    assertThat(bytes).endsWith(0, 0, (byte) 0xc0, 0x40);
    assertThat(zip.getNextEntry().getName()).isEqualTo("decoder.bias.npy");
    assertThat(zip.getNextEntry()).isNull();
  }

  @Test
  void anotherNetworkIsRefused() throws IOException {
    byte[] bytes = written(parameters(1, 2));
    Parameter bias = parameters(0, 0).get(1);
    Parameter other = Parameter.zeros("layers[0].weight", 3, 3);
    assertThatThrownBy(() -> read(bytes, List.of(bias)))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "weights.npz holds also a parameter 'layers[0].weight'; it belongs to another network.");
    assertThatThrownBy(() -> read(bytes, List.of(other)))
        .hasMessage(
            "weights.npz: parameter 'layers[0].weight' is 3 x 2, not 3 x 3; it belongs to another"
                + " network.");
    assertThatThrownBy(() -> read(bytes, List.of(other.named("decoder.weight"))))
        .hasMessage(
            "weights.npz holds no parameter 'decoder.weight'; it belongs to another network.");
  }

  @Test
  void whatIsNoCheckpointIsRefused() throws IOException {
    List<Parameter> into = parameters(0, 0);
    byte[] text = "no archive".getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> read(text, into))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "weights.npz holds no parameter 'layers[0].weight'; it belongs to another network.");
    for (byte[] content : new byte[][] {text, new byte[0], new byte[200]}) {
      byte[] bytes = zip("a.npy", content);
      assertThatThrownBy(() -> read(bytes, into))
          .hasMessage("weights.npz: 'a' is no NumPy array of float32 with two dimensions.");
    }
    byte[] whole = written(into);
    ZipInputStream first = new ZipInputStream(new ByteArrayInputStream(whole));
    first.getNextEntry();
    byte[] array = first.readAllBytes();
    byte[] cut = zip("a.npy", java.util.Arrays.copyOf(array, array.length - 1));
    assertThatThrownBy(() -> read(cut, into))
        .hasMessage("weights.npz: 'a' has the wrong length for 3 x 2 values.");
    byte[] damaged = java.util.Arrays.copyOf(whole, 100);
    assertThatThrownBy(() -> read(damaged, into))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("weights.npz is damaged (");
  }
}
