package dev.snn.nir.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.UserError;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  private static Trace trace(String name, String key, double[]... lines) {
    Map<String, double[][]> series = new LinkedHashMap<>();
    series.put(key, lines);
    return new Trace(name, series);
  }

  private static double[] row(double... values) {
    return values;
  }

  private static Difference only(Trace trace, Trace reference) {
    assertThat(Difference.of(trace, reference)).hasSize(1);
    return Difference.of(trace, reference).get(0);
  }

  @Test
  void countsWhatDiffers() {
    Difference d =
        only(
            trace("a", "n.spikes", row(1, 0), row(0, 1), row(2, 0)),
            trace("b", "n.spikes", row(1, 0), row(1, 1), row(0, 0)));

    assertThat(d).isEqualTo(new Difference("n", 3, 3, 1, 4, 3, 2, 1, Double.NaN));
    assertThat(d.note()).isEmpty();
  }

  @Test
  void aShortTraceIsNoAgreement() {
    Difference d =
        only(trace("a", "n.spikes", row(1)), trace("b", "n.spikes", row(1), row(1), row(1)));

    assertThat(d.steps()).isEqualTo(1);
    assertThat(d.note()).isEqualTo("1 of 3 steps are compared, one has no more");
  }

  @Test
  void silenceIsNoAgreement() {
    Difference d =
        only(trace("a", "n.spikes", row(0), row(0)), trace("b", "n.spikes", row(0), row(0)));

    assertThat(d.note()).isEqualTo("neither has a spike, so that there is none to compare");
  }

  @Test
  void spikesAndAMembraneHaveNothingInCommon() {
    Difference d = only(trace("a", "n.spikes", row(0)), trace("b", "n.v", row(0)));

    assertThat(d.hasSpikes()).isFalse();
    assertThat(d.note())
        .isEqualTo(
            "one has no series of spikes to compare; and no membranes that both have: nothing is compared");
  }

  @Test
  void otherLinesAndOtherNodesAreSaid() {
    assertThatThrownBy(() -> Difference.of(trace("a", "n.v", row(0, 1)), trace("b", "n.v", row(0))))
        .isInstanceOf(UserError.class)
        .hasMessage("'n.v' has 2 lines in a and 1 in b, so that they cannot be compared.");
    assertThatThrownBy(() -> Difference.of(trace("a", "m.v", row(0)), trace("b", "n.v", row(0))))
        .isInstanceOf(UserError.class)
        .hasMessage("a has none of the nodes of b (n), so that there is nothing to compare.");
  }

  @Test
  void nodesThatOneLacksAreNamed() {
    Map<String, double[][]> series = new LinkedHashMap<>();
    for (String key : new String[] {"n.v", "m.spikes", "k.v"}) {
      series.put(key, new double[][] {row(0)});
    }
    Trace reference = new Trace("b", series);

    assertThat(Difference.missing(trace("a", "n.v", row(0)), reference)).containsExactly("m", "k");
    assertThat(Difference.missing(reference, reference)).isEmpty();
  }
}
