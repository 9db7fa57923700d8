package dev.snn.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.tensor.DenseLibrary;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class OpenBlasTest {
  @Test
  void isFoundAndCanBeMeasured() {
    DenseLibrary library = ServiceLoader.load(DenseLibrary.class).findFirst().orElseThrow();

    assertThat(library).isInstanceOf(OpenBlas.class);
    assertThat(library.name()).startsWith("OpenBLAS");
    assertThat(library.isUsable()).isTrue();
    try (DenseLibrary.Product product = library.square(48)) {
      product.run();
      product.run();
    }
  }
}
