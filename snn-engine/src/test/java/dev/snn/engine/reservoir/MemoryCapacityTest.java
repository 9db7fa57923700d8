package dev.snn.engine.reservoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.plugin.Part;
import dev.snn.engine.Experiment;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rings of linear units, whose capacity is known. */
class MemoryCapacityTest {

  private static RunRecord run(int threads, int size, double weight, Object... more) {
    Object[] options = {
      "hold",
      1,
      "delays",
      50,
      "readout",
      Map.of("tau_filter", 0, "lambdas", List.of(1e-12, 1e-9)),
      "reservoir",
      Part.of("echo-state", "size", size, "weight", weight, "activation", "linear")
    };
    Object[] all = java.util.Arrays.copyOf(options, options.length + more.length);
    System.arraycopy(more, 0, all, options.length, more.length);
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(threads))) {
      return Experiment.named("ring").training("memory-capacity", all).run(engine, 5);
    }
  }

  @Test
  void aLinearRingRemembersAsManySamplesAsItHasUnits() {
    for (int size : new int[] {5, 20, 40}) {
      RunRecord record = run(1, size, 0.9);
      assertThat(record.error()).isEmpty();
      // Over delays from 1 to infinity: N - 1 + rho^2N. Beyond 50 it is below 0.003 here.
      double expected = size - 1 + Math.pow(0.9, 2 * size);
      double capacity = record.finalScores("test").get("capacity");
      assertThat(capacity).isEqualTo(expected, within(0.02 * expected));
    }
  }

  @Test
  void everyDelayIsWorthWhatTheTheorySays() {
    RunRecord record = run(1, 11, 0.8);
    double[] delays = record.series("capacity_by_delay").orElseThrow().y();
    assertThat(delays).hasSize(50);
    double lost = Math.pow(0.8, 22);
    assertThat(delays[0]).isEqualTo(1 - lost, within(0.005));
    assertThat(delays[9]).isEqualTo(1 - lost, within(0.005));
    assertThat(delays[10]).isEqualTo(lost * (1 - lost), within(0.01));
    assertThat(delays[24]).isEqualTo(lost * lost * (1 - lost), within(0.01));
  }

  @Test
  void whatANetworkWithoutSpikesCannotSayIsLeftOut() {
    RunRecord record = run(2, 10, 0.8);
    assertThat(record.finalScores("test")).containsOnlyKeys("capacity", "bias");
    assertThat(record.parameters()).hasValue(50 * 11);
    assertThat(record.dataset()).isEmpty();
    assertThat(record.metricUnits())
        .containsOnlyKeys("capacity", "spikes_per_neuron", "rate_hz", "capacity_per_spike");
    RunRecord matched = run(1, 10, 0.8, "rate", Map.of("target", 10));
    assertThat(matched.status()).isEqualTo(Status.NOT_APPLICABLE);
    assertThat(matched.error()).isEqualTo("the network has no spikes whose rate could be matched.");
  }

  @Test
  void recordsAreTheSameAtAnyNumberOfThreads() {
    assertThat(RecordDiff.of(run(1, 30, 0.9), run(3, 30, 0.9)).differences()).isEmpty();
  }
}
