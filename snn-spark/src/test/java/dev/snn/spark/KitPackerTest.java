package dev.snn.spark;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.UserError;
import org.junit.jupiter.api.Test;

/** What does not travel to executors. */
class KitPackerTest {
  private static final String MASTER = "spark://host:7077";

  @Test
  void aBackendThatDoesNotTravelIsASentence() {
    assertThatThrownBy(() -> KitPacker.requireTravelling(MASTER, "vector"))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("--master spark://host:7077: the backend 'vector' does not travel")
        .hasMessageContaining("--backend plain");
    assertThatCode(() -> KitPacker.requireTravelling(MASTER, "plain")).doesNotThrowAnyException();
  }
}
