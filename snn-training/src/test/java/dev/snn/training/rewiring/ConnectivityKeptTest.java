package dev.snn.training.rewiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.layer.Parameter;
import dev.snn.api.plugin.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As many weights exist as the options say. */
class ConnectivityKeptTest {
  private static final Part SGD = Part.of("sgd", "lr", 0.02);

  private static Set<Integer> live(Parameter weight) {
    Set<Integer> places = new HashSet<>();
    for (int r = 0; r < weight.value().length; r++) {
      for (int c : weight.connections().live(r)) {
        places.add(r * weight.value()[0].length + c);
      }
    }
    return places;
  }

  @ParameterizedTest
  @ValueSource(strings = {"random", "deep-r", "set", "rigl"})
  void theNumberIsThatOfTheStart(String name) {
    Part part =
        switch (name) {
          case "deep-r" -> Part.of(name, "connectivity", 0.2, "l1", 0.1, "temperature", 1e-4);
          case "rigl" ->
              Part.of(name, "connectivity", 0.2, "distribution", "uniform", "every", 3, "end", 3);
          default -> Part.of(name, "connectivity", 0.2, "distribution", "uniform");
        };
    Rig rig = new Rig(part, SGD);
    Set<Integer> start = live(rig.first);
    Set<Integer> ever = new HashSet<>(start);
    for (int k = 0; k < 4 * Rig.EPOCH; k++) {
      assertThat(Rig.count(rig.first)).isEqualTo(120);
      assertThat(Rig.count(rig.second)).isEqualTo(20);
      rig.step(k);
      ever.addAll(live(rig.first));
    }
    if (name.equals("random")) {
      assertThat(ever).isEqualTo(start);
    } else {
      assertThat(ever).hasSizeGreaterThan(140);
    }
  }

  /** Where nearly all exist, those that grow are among the few that do not. */
  @Test
  void alsoWhereFewAreAbsent() {
    Rig rig = new Rig(Part.of("deep-r", "connectivity", 0.99, "l1", 0.1), SGD);
    Set<Integer> start = live(rig.first);
    Set<Integer> ever = new HashSet<>(start);
    for (int k = 0; k < 2 * Rig.EPOCH; k++) {
      assertThat(Rig.count(rig.first)).isEqualTo(594);
      assertThat(Rig.count(rig.second)).isEqualTo(99);
      rig.step(k);
      ever.addAll(live(rig.first));
    }
    assertThat(ever).hasSizeGreaterThan(594);
  }

  @Test
  void setReplacesAShareBetweenEpochs() {
    Rig rig = new Rig(Part.of("set", "connectivity", 0.5, "zeta", 0.2), SGD);
    List<Integer> replaced = new ArrayList<>();
    for (int k = 0; k < 2 * Rig.EPOCH + 1; k++) {
      Set<Integer> before = live(rig.first);
      rig.step(k);
      Set<Integer> after = live(rig.first);
      after.removeAll(before);
      replaced.add(after.size());
    }
    // The first update of the second and the third epoch, and no other. Some of a fifth come back.
    assertThat(replaced.get(Rig.EPOCH)).isBetween(20, 60);
    assertThat(replaced.get(2 * Rig.EPOCH)).isBetween(20, 60);
    replaced.removeIf(n -> n > 0);
    assertThat(replaced).hasSize(2 * Rig.EPOCH - 1);
  }

  private static long nonZeros(Parameter weight) {
    long count = 0;
    for (float[] row : weight.value()) {
      for (float w : row) {
        count += w != 0 ? 1 : 0;
      }
    }
    return count;
  }

  /** All are replaced; about half of them come back where they were. */
  @Test
  void setForgetsTheGradientsOfWhatItReplaces() {
    Part set = Part.of("set", "connectivity", 0.5, "distribution", "uniform", "zeta", 1);
    Rig rig = new Rig(set, Part.of("sgd", "lr", 0.02, "momentum", 0));
    for (int k = 0; k < Rig.EPOCH; k++) {
      rig.step(k);
    }
    assertThat(nonZeros(rig.first)).isEqualTo(300);
    rig.step(Rig.EPOCH);
    assertThat(nonZeros(rig.first)).isZero();
    rig.step(Rig.EPOCH + 1);
    assertThat(nonZeros(rig.first)).isEqualTo(300);
  }

  @Test
  void magnitudeAtOnce() {
    Rig rig = new Rig(Part.of("magnitude", "connectivity", 0.1, "begin", 0.5), SGD);
    for (int k = 0; k < 5; k++) {
      rig.step(k);
      assertThat(rig.count()).isEqualTo(700);
    }
    float[] sizes = new float[700];
    int count = 0;
    for (Parameter weight : rig.weights) {
      for (float[] row : weight.value()) {
        for (float w : row) {
          sizes[count++] = Math.abs(w);
        }
      }
    }
    Arrays.sort(sizes);
    List<Boolean> large = new ArrayList<>();
    for (float[] row : rig.first.value()) {
      for (float w : row) {
        large.add(Math.abs(w) >= sizes[630]);
      }
    }
    rig.step(5);
    assertThat(rig.count()).isEqualTo(70);
    Set<Integer> left = live(rig.first);
    for (int place = 0; place < large.size(); place++) {
      assertThat(left.contains(place)).isEqualTo(large.get(place));
    }
  }

  @Test
  void magnitudeLittleByLittle() {
    Part part =
        Part.of(
            "magnitude", "connectivity", 0.1, "when", "gradual", "begin", 1, "end", 3, "every", 5);
    Rig rig = new Rig(part, SGD);
    List<Long> counts = new ArrayList<>();
    for (int k = 0; k < 40; k++) {
      rig.step(k);
      if (k % 5 == 0) {
        counts.add(rig.count());
      }
    }
    // c = 0.1 + 0.9 (1 - x)^3 of 700, x = 0, 1/4, 1/2, 3/4, 1 at updates 10, 15, 20, 25, 30
    assertThat(counts).containsExactly(700L, 700L, 700L, 336L, 149L, 80L, 70L, 70L);
  }

  @Test
  void sharesOfErdosAndRenyi() {
    List<Parameter> weights =
        List.of(Parameter.zeros("a", 784, 800), Parameter.zeros("b", 800, 10));
    long[] counts = Distribution.ERDOS_RENYI.counts(weights, 0.02);
    assertThat(counts[0] + counts[1]).isCloseTo(12704, within(1L));
    assertThat((double) counts[0] / counts[1]).isCloseTo(1584.0 / 810, within(0.001));
    // The second would have more than all of it.
    long[] full = Distribution.ERDOS_RENYI.counts(weights, 0.25);
    assertThat(full).containsExactly(158800 - 8000, 8000);
  }

  @Test
  void initialWeightsKeepTheVarianceOfTheirSums() {
    Rig dense = new Rig(null, SGD);
    Rig sparse = new Rig(Part.of("random", "connectivity", 0.25), SGD);
    for (int r = 0; r < 30; r++) {
      for (int c : sparse.first.connections().live(r)) {
        assertThat(sparse.first.value()[r][c]).isEqualTo(2 * dense.first.value()[r][c]);
      }
    }
  }
}
