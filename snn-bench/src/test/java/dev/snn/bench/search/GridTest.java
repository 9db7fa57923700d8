package dev.snn.bench.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.plugin.Value;
import dev.snn.api.search.Candidate;
import dev.snn.api.search.Dimension;
import dev.snn.api.search.Kind;
import dev.snn.api.search.Space;
import dev.snn.api.search.Told;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GridTest {
  private static List<Object> column(int levels, Map<String, Dimension> dimensions, String name) {
    return all(levels, new Space(dimensions)).stream().map(c -> c.values().get(name)).toList();
  }

  private static List<Candidate> all(int levels, Space space) {
    Grid grid = new Grid(levels);
    List<Told> told = new ArrayList<>();
    for (long k = grid.size(space).getAsLong(); k > 0; k--) {
      told.add(new Told(grid.propose(space, told), Double.NaN));
    }
    return told.stream().map(Told::candidate).toList();
  }

  @Test
  void theLastDimensionChangesFastest() {
    Map<String, Dimension> space = new LinkedHashMap<>();
    space.put("tau", new Dimension.Real(1, 100, true));
    space.put("decoder", new Dimension.Choice(List.of("rate", "mlp")));
    assertThat(column(3, space, "tau")).isEqualTo(List.of(1.0, 1.0, 10.0, 10.0, 100.0, 100.0));
    assertThat(column(3, space, "decoder"))
        .isEqualTo(List.of("rate", "mlp", "rate", "mlp", "rate", "mlp"));
  }

  @Test
  void wholeNumbersOccurOnce() {
    Map<String, Dimension> space = Map.of("n", new Dimension.Whole(1, 3, false));
    assertThat(column(7, space, "n")).isEqualTo(List.of(1L, 2L, 3L));
    assertThat(column(2, space, "n")).isEqualTo(List.of(1L, 3L));
  }

  @Test
  void allCombinationsOfTheParametersOfADistribution() {
    Dimension gamma =
        new Dimension.Distribution(
            Kind.GAMMA, List.of(new Dimension.Real(1, 3, false), new Dimension.Real(5, 7, false)));
    assertThat(column(2, Map.of("tau", gamma), "tau"))
        .isEqualTo(
            List.of(
                new Value.Gamma(1, 5),
                new Value.Gamma(1, 7),
                new Value.Gamma(3, 5),
                new Value.Gamma(3, 7)));
  }
}
