package dev.snn.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.snn.api.tensor.DenseLibrary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.TreeMap;
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

  /** Says in a process of its own what computed. */
  static final class Said {
    public static void main(String[] args) {
      boolean used = NativeBlas.worth(1024, 1024, 1024);
      System.out.print(used + " " + new TreeMap<>(new Kernels().inUse()));
    }
  }

  private static String inUse(String variable, String value) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Said.class.getName());
    builder.environment().put(variable, value);
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return said;
  }

  @Test
  void theKernelsOfTheProcessorAreNamedAndCanBeForced() throws Exception {
    assumeTrue(System.getProperty("os.arch").equals("amd64"), "names of x86-64");
    assumeTrue(System.getProperty("os.name").equals("Linux"), "the library as it is built there");

    assertThat(inUse("OPENBLAS_CORETYPE", "Nehalem"))
        .matches("true \\{blas=OpenBLAS.*, blas_core=NEHALEM}");
    assertThat(inUse("OPENBLAS_CORETYPE", "Sandybridge")).contains("blas_core=SANDYBRIDGE");
    assertThat(inUse("SNN_TEST", "")).matches("true .*blas_core=[A-Z0-9]+}");
  }

  @Test
  void allProductsCanBeKeptInJava() throws Exception {
    assertThat(inUse("SNN_BLAS", "off")).isEqualTo("false {}");
  }
}
