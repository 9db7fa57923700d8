package dev.snn.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.data.Samples;
import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Shape;
import dev.snn.engine.tree.Trees;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Layers of first spikes with all and with some of their weights. */
class StdpSpeedTest {

  private static Map<String, ObjectNode> variants() {
    ObjectNode tree =
        (ObjectNode)
            Trees.parse(
                """
                warmup: 1
                steps: 2
                batch: 16
                image: [1, 14, 14]
                segments: 3
                encoder: {type: dog-latency}
                layers:
                  - {type: conv-first-spike, channels: 8, kernel: 5, padding: 2, threshold: 10, winners: 3}
                  - {type: first-spike-pool, size: 2}
                  - {type: conv-first-spike, channels: 20, kernel: 2, padding: 0, threshold: 2, winners: 4}
                synapse: {type: stdp-bounded}
                """,
                "tiny");
    Map<String, ObjectNode> variants = new LinkedHashMap<>();
    variants.put("100 %", tree.deepCopy().put("connectivity", 1));
    variants.put("40 %", tree.deepCopy().put("connectivity", 0.4));
    return variants;
  }

  private static List<SpeedRow> rows() {
    return new StdpSpeed(Tiny.RESOLVER, "plain", "1.0", SpeedListener.SILENT).rows(variants());
  }

  @Test
  void asManyNeuronsSpikeWithFewerWeights() {
    List<SpeedRow> rows = rows();
    assertThat(rows)
        .extracting(row -> row.text("phase") + " " + row.text("variant"))
        .containsExactly("train 100 %", "train 40 %", "infer 100 %", "infer 40 %");
    SpeedRow all = rows.get(2);
    SpeedRow some = rows.get(3);
    assertThat(all.number("connectivity")).isEqualTo(1);
    assertThat(all.number("live_weights")).isEqualTo(2 * 25 * 8 + 8 * 4 * 20);
    assertThat(some.number("connectivity")).isBetween(0.35, 0.45);
    assertThat(all.tree().path("thresholds").toString()).isEqualTo("[10.0,2.0]");
    assertThat(some.tree().path("thresholds").path(0).asDouble()).isBetween(2.0, 6.0);
    assertThat(all.number("hidden_rate")).isBetween(0.1, 1.0);
    assertThat(some.number("hidden_rate"))
        .isCloseTo(all.number("hidden_rate"), Percentage.withPercentage(3));
    assertThat(some.number("spikes_per_step"))
        .isCloseTo(all.number("spikes_per_step"), Percentage.withPercentage(5));
    assertThat(some.number("synaptic_events_per_step"))
        .isLessThan(0.5 * all.number("synaptic_events_per_step"));
  }

  @Test
  void everyStepOfLearningDoesTheSameWork() {
    List<SpeedRow> rows = rows();
    List<SpeedRow> again = rows();
    for (int k = 0; k < 2; k++) {
      SpeedRow row = rows.get(k);
      assertThat(row.number("n")).isEqualTo(6);
      assertThat(row.number("winners_per_example")).isBetween(1.0, 3.0);
      assertThat(row.number("network_ms")).isPositive().isLessThan(row.number("median_ms"));
      for (String key : List.of("synaptic_events_per_step", "winners_per_example")) {
        assertThat(again.get(k).number(key)).as(key).isEqualTo(row.number(key));
      }
    }
    assertThat(rows.get(1).number("synaptic_events_per_step"))
        .isLessThan(rows.get(0).number("synaptic_events_per_step"));
  }

  @Test
  void theWorkloadHasFiveConnectivities() {
    assertThat(Workloads.title("stdp")).isNotBlank();
    assertThat(Workloads.variants("stdp").values())
        .extracting(tree -> tree.path("connectivity").asDouble())
        .containsExactly(1.0, 0.5, 0.25, 0.1, 0.05);
  }

  /** Of handwritten digits 19 % of the pixels are not black, and 13 % of the light is there. */
  @Test
  void strokesHaveAboutAsMuchInkAsDigits() {
    Strokes strokes = new Strokes(new Shape(1, 28, 28), 4);
    Samples some = strokes.draw(new Seed(1), 3, 64);
    double ink = 0;
    for (float[] image : some.values()) {
      for (float pixel : image) {
        assertThat(pixel).isBetween(0f, 1f);
        ink += pixel / (64 * 784);
      }
    }
    assertThat(ink).isBetween(0.1, 0.16);
    assertThat(strokes.draw(new Seed(1), 3, 64).values()).isDeepEqualTo(some.values());
    assertThat(strokes.draw(new Seed(1), 2, 64).values()[0]).isNotEqualTo(some.values()[0]);
  }
}
