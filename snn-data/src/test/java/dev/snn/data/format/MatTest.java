package dev.snn.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.data.BadDataException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files that SciPy wrote; {@code mat.py} beside them says how. */
class MatTest {
  static byte[] file(String name) {
    try (InputStream in = MatTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void plainArraysAreReadAndOthersPassedOver() {
    Map<String, Npy> arrays = Mat.read("x.mat", file("plain.mat"));
    assertThat(arrays).containsOnlyKeys("X", "y");
    Npy x = arrays.get("X");
    assertThat(x.type()).isEqualTo("f8");
    assertThat(x.shape()).containsExactly(6, 4);
    assertThat(Arrays.copyOf(x.toDoubles(), 8)).containsExactly(-3, -1.5, 0, 1.5, 3, 4.5, 6, 7.5);
    assertThat(arrays.get("y").toDoubles()).containsExactly(1, 2, 1, 2, 1, 2);
  }

  @Test
  void packedArraysAreRead() {
    Npy images = Mat.read("x.mat", file("img.mat")).get("X");
    assertThat(images.type()).isEqualTo("u1");
    assertThat(images.shape()).containsExactly(3, 5, 2, 6);
    assertThat(images.toDoubles()[((1 * 5 + 2) * 2 + 1) * 6 + 3]).isEqualTo(58);
  }

  @Test
  void faultsHaveTheirPlace() {
    byte[] good = file("plain.mat");
    assertThatThrownBy(() -> Mat.read("x.mat", Arrays.copyOf(good, 300)))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("x.mat is damaged at byte 128: an element claims ");
    assertThatThrownBy(() -> Mat.read("x.mat", new byte[200]))
        .hasMessageContaining("is no MATLAB file of level 5");
    byte[] newer = good.clone();
    System.arraycopy("MATLAB 7.3".getBytes(), 0, newer, 0, 10);
    assertThatThrownBy(() -> Mat.read("x.mat", newer)).hasMessageContaining("'-v7'");
  }
}
