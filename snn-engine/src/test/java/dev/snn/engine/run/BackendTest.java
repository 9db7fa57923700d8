package dev.snn.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.compute.Backends;
import dev.snn.api.plugin.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackendTest {
  private final List<String> used = new ArrayList<>();

  /** Three, of which the fastest cannot run. */
  private final Backends three =
      new Backends() {
        @Override
        public List<String> names() {
          return List.of("warp", "vector", "plain");
        }

        @Override
        public Optional<String> obstacle(String name) {
          return name.equals("warp") ? Optional.of("needs a dog; buy one") : Optional.empty();
        }

        @Override
        public void use(String name) {
          used.add(name);
        }
      };

  @Test
  void theFastestThatCanRunIsTakenAndOthersWhenAskedFor() {
    assertThat(Backend.choose(three, "auto").name()).isEqualTo("vector");
    assertThat(Backend.choose(three, "plain").name()).isEqualTo("plain");
    assertThat(used).isEmpty();
    Backend.choose(three, "plain").use();
    Backend.choose(three, "auto").use();
    assertThat(used).containsExactly("plain", "vector");
  }

  @Test
  void whatCannotRunSaysWhyAndWhatToDo() {
    assertThatThrownBy(() -> Backend.choose(three, "warp"))
        .isInstanceOf(UserError.class)
        .hasMessage("the backend 'warp' needs a dog; buy one, or leave --backend out.");
  }

  @Test
  void anUnknownNameGetsAHint() {
    assertThatThrownBy(() -> Backend.choose(three, "vectr"))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "no backend named 'vectr'. Did you mean 'vector'? Available: [warp, vector, plain, auto].");
  }

  @Test
  void aRecordIsRunAgainOnItsBackendWhereThatCanRun() {
    Backend auto = Backend.choose(three, "auto");
    assertThat(auto.orRecorded("plain").name()).isEqualTo("plain");
    assertThat(auto.orRecorded("warp").name()).isEqualTo("vector");
    assertThat(auto.orRecorded("").name()).isEqualTo("vector");
  }

  @Test
  void theRealOnesHavePlainLast() {
    Backend plain = Backend.choose("plain");
    assertThat(plain.name()).isEqualTo("plain");
    assertThat(Backend.choose("auto").name()).isIn("plain", "vector");
  }
}
