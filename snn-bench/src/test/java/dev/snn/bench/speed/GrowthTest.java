package dev.snn.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.engine.tree.Trees;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GrowthTest {
  private static final Offset<Double> CLOSE = Offset.offset(1e-12);

  private static SpeedRow row(String variant, String phase, double median, double spikes) {
    var tree = Trees.NODES.objectNode();
    tree.put("variant", variant).put("phase", phase).put("backend", "plain").put("threads", 1);
    tree.put("median_ms", median).put("spikes_per_step", spikes);
    return new SpeedRow(tree);
  }

  @Test
  void exponents() {
    assertThat(Growth.exponent(2, 2)).isCloseTo(1, CLOSE);
    assertThat(Growth.exponent(8, 2)).isCloseTo(3, CLOSE);
    assertThat(Growth.exponent(2, 4)).isCloseTo(0.5, CLOSE);
    assertThat(Growth.exponent(1, 2)).isCloseTo(0, CLOSE);
  }

  @Test
  void everyVariantIsComparedWithTheFirstOfItsKind() {
    SpeedRow base = row("base", "train", 10, 100);
    SpeedRow infer = row("base", "infer", 5, 100);
    SpeedRow twice = row("50 steps", "train", 40, 400);
    SpeedRow twiceInfer = row("50 steps", "infer", 10, 110);

    Growth.describe(List.of(base, infer, twice, twiceInfer));

    assertThat(base.tree().has("growth")).isFalse();
    assertThat(infer.tree().has("growth")).isFalse();
    assertThat(twice.number("growth")).isCloseTo(2, CLOSE);
    assertThat(twice.number("growth_spikes")).isCloseTo(1, CLOSE);
    assertThat(twiceInfer.number("growth")).isCloseTo(1, CLOSE);
    assertThat(twiceInfer.tree().has("growth_spikes")).as("spikes hardly grew").isFalse();
  }

  @Test
  void againstSynapticEventsWhereTheseGrew() {
    SpeedRow base = row("base", "train", 10, 100);
    SpeedRow wider = row("2 %", "train", 20, 100);
    base.tree().put("synaptic_events_per_step", 5_000);
    wider.tree().put("synaptic_events_per_step", 20_000);

    Growth.describe(List.of(base, wider));

    assertThat(wider.number("growth_events")).isCloseTo(0.5, CLOSE);
    assertThat(wider.tree().has("growth_spikes")).isFalse();
    assertThat(base.tree().has("growth_events")).isFalse();
  }

  @Test
  void againstConnections() {
    SpeedRow all = row("100 %", "train", 9, 100);
    SpeedRow few = row("1 %", "train", 3, 100);
    all.tree().put("network_ms", 8).put("live_weights", 10_000);
    few.tree().put("network_ms", 2).put("live_weights", 625);

    Growth.describeByConnections(List.of(all, few));

    // A quarter of the time with a sixteenth of the weights.
    assertThat(few.number("growth_connections")).isCloseTo(0.5, CLOSE);
    assertThat(all.tree().has("growth_connections")).isFalse();
  }
}
