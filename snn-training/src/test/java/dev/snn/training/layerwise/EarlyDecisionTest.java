package dev.snn.training.layerwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.procedure.Series;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import dev.snn.training.readout.SpikeRow;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two examples of four steps through one layer: its input of two lines, its output of three. */
class EarlyDecisionTest {

  private static Spikes spikes(int lines, int[]... events) {
    Tensor tensor = Tensor.zeros(4, 2, lines);
    for (int[] e : events) {
      tensor.row(e[0], e[1])[e[2]] = 1;
    }
    return Spikes.of(tensor);
  }

  /** Step, example, line: example 0 is decided at step 1, example 1 never. */
  private static final Spikes INPUT =
      spikes(2, new int[] {0, 0, 0}, new int[] {2, 0, 1}, new int[] {3, 1, 1});

  private static final Spikes OUTPUT =
      spikes(3, new int[] {1, 0, 2}, new int[] {2, 0, 0}, new int[] {3, 0, 1});

  /** The last line that spiked; class 9 before any did. */
  private static int last(SpikeRow row) {
    int seen = row.ends()[row.ends().length - 1];
    return seen == 0 ? 9 : row.lines()[seen - 1];
  }

  private static EarlyDecision decision(int[]... costs) {
    EarlyDecision early = new EarlyDecision(4, costs, EarlyDecisionTest::last);
    early.add(List.of(INPUT, OUTPUT), new int[] {2, 9}, Parallel.SEQUENTIAL);
    return early;
  }

  private static double[] values(EarlyDecision early, int k) {
    Series series = early.series().get(k);
    assertThat(series.x()).containsExactly(1, 2, 3, 4);
    return series.y();
  }

  @Test
  void itDecidesFromWhatWasSeen() {
    EarlyDecision early = decision(new int[] {10, 100});
    assertThat(early.series())
        .extracting(Series::name)
        .containsExactly("accuracy_by_step", "operations_by_step");
    // Example 0 says 9, 2, 0, 1 and is of class 2; example 1 says 9 and is right.
    assertThat(values(early, 0)).containsExactly(0.5, 1, 0.5, 0.5);
    // (10, 10, 110, 110) and (0, 0, 0, 100), halved.
    assertThat(values(early, 1)).containsExactly(5, 5, 55, 105);
    // Example 0 ends with step 1, example 1 with the last one.
    assertThat(early.atFirstSpike())
        .containsExactly(
            entry("accuracy_at_first_spike", 1.0), entry("operations_at_first_spike", 55.0));
  }

  @Test
  void operationsAreLeftOutWhereALayerDoesNotSay() {
    EarlyDecision early = decision(new int[][] {null});
    assertThat(early.series()).extracting(Series::name).containsExactly("accuracy_by_step");
    assertThat(early.atFirstSpike()).containsOnlyKeys("accuracy_at_first_spike");
  }

  @Test
  void aRowIsCutAfterSteps() {
    SpikeRow row = SpikeRow.of(OUTPUT, 0);
    assertThat(row.until(0).ends()).containsExactly(0, 0, 0, 0, 0);
    assertThat(row.until(2).ends()).containsExactly(0, 0, 1, 1, 1);
    assertThat(row.until(4).ends()).isEqualTo(row.ends());
    assertThat(row.until(3).lines()).startsWith((char) 2, (char) 0);
  }
}
