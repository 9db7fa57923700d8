package dev.snn.engine.reservoir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.plugin.Part;
import dev.snn.engine.Experiment;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RunRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LorenzTest {

  private static RunRecord run(int threads, int size, Object... more) {
    Object[] options = {
      "hold",
      1,
      "gain",
      0.1,
      "offset",
      0.7,
      "readout",
      Map.of("tau_filter", 0, "lambdas", List.of(1e-10, 1e-8)),
      "reservoir",
      Part.of("echo-state", "size", size, "weight", 0.6)
    };
    Object[] all = java.util.Arrays.copyOf(options, options.length + more.length);
    System.arraycopy(more, 0, all, options.length, more.length);
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(threads))) {
      return Experiment.named("lorenz").training("lorenz", all).run(engine, 2);
    }
  }

  @Test
  void aRingOfTanhUnitsPredictsSeveralLyapunovTimes() {
    RunRecord record = run(1, 300);
    assertThat(record.error()).isEmpty();
    Map<String, Double> test = record.finalScores("test");
    assertThat(test).containsOnlyKeys("nrmse", "valid_time", "bias");
    assertThat(test.get("nrmse")).isLessThan(1e-5);
    assertThat(test.get("valid_time")).isGreaterThan(5);
    assertThat(record.parameters()).hasValue(3 * 301);
  }

  @Test
  void whereTheReadoutSeesTheSampleFewUnitsDo() {
    double without = run(1, 3).finalScores("test").get("nrmse");
    double with = run(1, 3, "direct", true).finalScores("test").get("nrmse");
    assertThat(with).isLessThan(0.7 * without);
  }

  @Test
  void recordsAreTheSameAtAnyNumberOfThreads() {
    assertThat(RecordDiff.of(run(1, 40), run(2, 40)).differences()).isEmpty();
  }
}
