package dev.snn.nir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.nir.file.NirReader;
import dev.snn.nir.graph.NirFile;
import dev.snn.nir.run.Scheme;
import dev.snn.nir.run.Settings;
import dev.snn.nir.trace.Difference;
import dev.snn.nir.trace.Table;
import dev.snn.nir.trace.Trace;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The network of the paper's first task, against its exact solution and other tools. */
class LifTest {
  private final NirFile file = NirReader.read(Nets.published("lif_norse.nir"));
  private final Trace exact = trace("lif_exact.csv");

  private static Trace trace(String name) {
    return Table.read(Nets.published(name)).trace().renamed(Table.NEURON, "1");
  }

  private Trace run(Scheme scheme) {
    return Nets.run(file, Settings.usual().with(scheme), exact.series().get(Trace.INPUT));
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void firesAtTheStepsOfTheSolution(Scheme scheme) {
    double[] spikes = Nets.first(run(scheme), "1.spikes");

    assertThat(IntStream.range(0, spikes.length).filter(t -> spikes[t] != 0))
        .containsExactly(460, 510, 710, 760);
    assertThat(Difference.of(run(scheme), exact).get(0).first()).isEqualTo(-1);
  }

  @Test
  void itsMembraneIsThatOfTheSolution() {
    assertThat(Difference.of(run(Scheme.EXACT), exact).get(0).rms()).isLessThan(1e-6);
  }

  @Test
  void eulersSchemeIsThatOfNorse() {
    Difference d = Difference.of(run(Scheme.EULER), trace("lif_norse.csv")).get(0);

    assertThat(d.rms()).isLessThan(1e-6);
    assertThat(d.steps()).isEqualTo(d.of()).isEqualTo(1000);
    assertThat(d.first()).isEqualTo(-1);
    double[] here = Nets.first(run(Scheme.EULER), "1.v");
    double[] norse = Nets.first(trace("lif_norse.csv"), "1.v");
    for (int t = 0; t < here.length; t++) {
      assertThat(here[t]).as("step %d", t).isCloseTo(norse[t], within(1e-4));
    }
  }

  /** The two are not the same thing. */
  @Test
  void eulersSchemeIsNotTheSolution() {
    assertThat(Difference.of(run(Scheme.EULER), exact).get(0).rms()).isBetween(5e-4, 2e-3);
  }
}
