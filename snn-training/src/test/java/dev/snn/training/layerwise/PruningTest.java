package dev.snn.training.layerwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.layer.Parameter;
import dev.snn.api.random.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;

class PruningTest {
  private static Pruning pruning(PruneOptions.Mode mode, Parameter weight) {
    return new Pruning(
        new PruneOptions(mode, 100, 200, 0.2, 0.6, 0.25, List.of()), new Seed(1), List.of(weight));
  }

  private static Parameter weight() {
    return Parameter.of("weight", new float[][] {{0.1f, 0.3f, 0.9f}, {0.5f, 0.7f, 0.19f}});
  }

  @Test
  void theThresholdRisesAndWhatIsGoneStaysAway() {
    Parameter w = weight();
    Pruning pruning = pruning(PruneOptions.Mode.LEARNING, w);
    pruning.begin(0, 0);
    pruning.look(0, 99);
    assertThat(w.connections().complete()).isTrue();
    pruning.look(0, 100);
    assertThat(w.connections().live(0)).containsExactly(1, 2);
    assertThat(w.connections().live(1)).containsExactly(0, 1);
    assertThat(w.value()).isDeepEqualTo(new float[][] {{0, 0.3f, 0.9f}, {0.5f, 0.7f, 0}});
    w.value()[0][0] = 0.8f;
    pruning.look(0, 200);
    assertThat(w.connections().live(0)).containsExactly(2);
    assertThat(w.value()[0]).containsExactly(0, 0, 0.9f);
    pruning.look(0, 100_000);
    assertThat(pruning.count(0)).isEqualTo(2);
    pruning.end(0);
    assertThat(pruning.count(0)).isEqualTo(2);
  }

  @Test
  void afterwardsAndAtRandom() {
    Parameter after = weight();
    Pruning pruning = pruning(PruneOptions.Mode.AFTER, after);
    pruning.look(0, 500);
    assertThat(after.connections().complete()).isTrue();
    pruning.end(0);
    assertThat(after.value()).isDeepEqualTo(new float[][] {{0, 0, 0.9f}, {0, 0.7f, 0}});
    Parameter random = Parameter.of("weight", new float[40][10]);
    Pruning some = pruning(PruneOptions.Mode.RANDOM, random);
    some.begin(0, 2);
    assertThat(some.count(0)).isEqualTo(300);
    assertThat(random.connections().count()).isEqualTo(300);
    Parameter none = weight();
    pruning(PruneOptions.Mode.NONE, none).end(0);
    assertThat(none.connections().complete()).isTrue();
  }

  /** Of each layer its own share. */
  @Test
  void sharesOfLayers() {
    List<Parameter> weights =
        List.of(
            Parameter.of("first", new float[20][10]), Parameter.of("second", new float[30][10]));
    PruneOptions options =
        new PruneOptions(PruneOptions.Mode.RANDOM, 100, 200, 0.2, 0.6, 0.25, List.of(0.5, 0.9));
    Pruning pruning = new Pruning(options, new Seed(1), weights);
    pruning.begin(0, 0);
    pruning.begin(1, 2);
    assertThat(pruning.count(0)).isEqualTo(100);
    assertThat(pruning.count(1)).isEqualTo(30);
  }

  @Test
  void aCheckpointKeepsWhatExists() {
    Parameter w = weight();
    Pruning pruning = pruning(PruneOptions.Mode.AFTER, w);
    pruning.end(0);
    Parameter other = weight();
    pruning(PruneOptions.Mode.AFTER, other).restore(pruning.state());
    assertThat(other.value()).isDeepEqualTo(w.value());
    assertThat(other.connections().live(0)).isEqualTo(w.connections().live(0));
    assertThat(other.connections().live(1)).isEqualTo(w.connections().live(1));
  }

  @Test
  void aThresholdDoesNotFall() {
    assertThatThrownBy(
            () -> new PruneOptions(PruneOptions.Mode.LEARNING, 0, 1, 0.5, 0.2, 0, List.of()))
        .hasMessage("start must not be above end, got 0.5 and 0.2");
  }
}
