package dev.snn.report.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParetoFrontTest {
  private static ParetoFront.Point point(String name, double cost, double gain) {
    return new ParetoFront.Point(name, cost, gain, gain - 1, gain + 1);
  }

  @Test
  void keepsWhatNoOtherBeatsInOrderOfCost() {
    List<ParetoFront.Point> front =
        ParetoFront.of(
            List.of(
                point("best", 40, 97),
                point("cheapest", 2, 80),
                point("beaten", 41, 96),
                point("same gain, dearer", 3, 80),
                point("same cost, worse", 40, 90),
                point("between", 10, 90)));

    assertThat(front).extracting("name").containsExactly("cheapest", "between", "best");
  }

  @Test
  void equalPointsAreBothKept() {
    List<ParetoFront.Point> front = ParetoFront.of(List.of(point("a", 1, 2), point("b", 1, 2)));

    assertThat(front).extracting("name").containsExactly("a", "b");
  }
}
