package dev.snn.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The choice of the backend; snn-vector is not on this class path. */
class KernelsTest {
  private final Kernels kernels = new Kernels();

  @Test
  void plainRunsEverywhere() {
    assertThat(kernels.names()).containsExactly("vector", "plain");
    assertThat(kernels.obstacle("plain")).isEmpty();
    kernels.use("plain");
    assertThat(Kernels.active().name()).isEqualTo("plain");
  }

  @Test
  void vectorSaysWhatItNeeds() {
    int feature = Runtime.version().feature();
    assertThat(kernels.obstacle("vector"))
        .hasValue(
            feature < 25
                ? "needs Java 25 or newer, this is "
                    + feature
                    + "; run with JAVA_HOME set to a newer JDK"
                : "is not part of this build; build with a JDK of version 25 or newer");
    assertThatThrownBy(() -> kernels.use("vector"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("backend vector cannot run here");
  }
}
