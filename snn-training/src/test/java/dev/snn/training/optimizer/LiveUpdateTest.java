package dev.snn.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.SavedState;
import dev.snn.api.parallel.Parallel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Updates that pass over absent weights are those of all weights. */
class LiveUpdateTest {
  private static final int COLUMNS = 40;
  private static final int[] FEW = {3, 17, 30};
  private static final int[] OTHERS = {3, 5};

  private final Parameter some = Parameter.zeros("weight", 1, COLUMNS);
  private final Parameter all = Parameter.zeros("weight", 1, COLUMNS);
  private final Updates ofSome = new Updates("m");
  private final Updates ofAll = new Updates("m");

  private void step(int... live) {
    some.connections().set(new int[][] {live});
    for (int j : live) {
      some.gradient()[0][j] = j + 1;
      all.gradient()[0][j] = j + 1;
    }
    ofSome.apply(List.of(some), Parallel.SEQUENTIAL, LiveUpdateTest::momentum);
    ofAll.apply(List.of(all), Parallel.SEQUENTIAL, LiveUpdateTest::momentum);
    assertThat(some.value()).isDeepEqualTo(all.value());
    assertThat(some.gradient()).isDeepEqualTo(new float[1][COLUMNS]);
    assertThat(moments(ofSome)).isDeepEqualTo(moments(ofAll));
  }

  private static float[][] moments(Updates updates) {
    float[][] m = new float[1][COLUMNS];
    SavedState state = updates.state();
    state.copyTo("m/weight", m);
    return m;
  }

  private static void momentum(float[] value, float[] gradient, float[][] state) {
    for (int j = 0; j < value.length; j++) {
      state[0][j] = 0.5f * state[0][j] + gradient[j];
      value[j] -= 0.1f * state[0][j];
    }
  }

  @Test
  void isTheUpdateOfAllWeights() {
    some.connections().wantGradientsOfAll(false);
    step(FEW);
    step(FEW);
    assertThat(some.value()[0][17]).isNotZero();
  }

  /** What was taken away still has momentum, which goes on as it does in a whole row. */
  @Test
  void aMomentOfAnAbsentWeightIsNotForgotten() {
    some.connections().wantGradientsOfAll(false);
    step(FEW);
    step(OTHERS);
    step(FEW);
    assertThat(moments(ofSome)[0][5]).isNotZero();
  }

  @Test
  void looksAtAllWhereGradientsOfAllAreWanted() {
    some.connections().set(new int[][] {FEW});
    some.gradient()[0][8] = 4;
    ofSome.apply(List.of(some), Parallel.SEQUENTIAL, LiveUpdateTest::momentum);
    assertThat(some.value()[0][8]).isEqualTo(-0.4f);
  }
}
