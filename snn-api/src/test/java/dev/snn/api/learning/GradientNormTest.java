package dev.snn.api.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.layer.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradientNormTest {
  @Test
  void clippingScalesToTheBoundAndLeavesSmallGradientsAlone() {
    Parameter p = Parameter.zeros("p", 1, 2);
    p.gradient()[0][0] = 3;
    p.gradient()[0][1] = 4;
    assertThat(GradientNorm.clip(List.of(p), 10)).isEqualTo(5);
    assertThat(p.gradient()[0]).containsExactly(3, 4);
    GradientNorm.clip(List.of(p), 1);
    assertThat(p.gradient()[0]).containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
  }
}
