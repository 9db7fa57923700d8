package dev.snn.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.SavedState;
import dev.snn.api.parallel.Parallel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** The usual shares of a first and a second moment. */
  @ParameterizedTest
  @ValueSource(floats = {0.9f, 0.999f})
  void theStateOfAnAbsentWeightEndsAtZero(float share) {
    List<Integer> widths = new ArrayList<>();
    Updates.Rule rule =
        (value, gradient, state) -> {
          widths.add(value.length);
          for (int j = 0; j < value.length; j++) {
            state[0][j] = share * state[0][j] + (1 - share) * gradient[j];
            value[j] -= 0.1f * state[0][j];
          }
        };
    some.connections().wantGradientsOfAll(false);
    update(ofSome, rule, 1e-3f, FEW);
    int whole = 0;
    while (moments(ofSome)[0][17] != 0) {
      assertThat(moments(ofSome)[0][17]).isGreaterThanOrEqualTo(Float.MIN_NORMAL);
      update(ofSome, rule, 1e-3f, OTHERS);
      whole++;
    }
    // From the first moment on, ln(1e-3 (1 - share) / 1.2e-38) / -ln(share) updates.
    double expected = Math.log(1e-3 * (1 - share) / Float.MIN_NORMAL) / -Math.log(share);
    assertThat((double) whole).isCloseTo(expected, withinPercentage(1.5));
    assertThat(widths).hasSize(whole + 1).endsWith(COLUMNS);
    update(ofSome, rule, 1e-3f, OTHERS);
    assertThat(widths).endsWith(OTHERS.length);
  }

  /** One that goes on from a state looks anew which rows it may pass over. */
  @Test
  void theSameBitsAfterAnInterruption() {
    some.connections().wantGradientsOfAll(false);
    all.connections().wantGradientsOfAll(false);
    update(ofSome, LiveUpdateTest::momentum, 1, FEW);
    for (int k = 0; k < 160; k++) {
      SavedState saved = ofSome.state().copy();
      Updates resumed = new Updates("m");
      resumed.restore(saved);
      System.arraycopy(some.value()[0], 0, all.value()[0], 0, COLUMNS);
      all.connections().set(new int[][] {OTHERS});
      fill(all, 1e-3f, OTHERS);
      resumed.apply(List.of(all), Parallel.SEQUENTIAL, LiveUpdateTest::momentum);
      update(ofSome, LiveUpdateTest::momentum, 1e-3f, OTHERS);
      assertThat(some.value()).isDeepEqualTo(all.value());
      assertThat(moments(ofSome)).isDeepEqualTo(moments(resumed));
    }
    assertThat(moments(ofSome)[0][17]).isZero();
  }

  private static void fill(Parameter parameter, float gradient, int... live) {
    for (int j : live) {
      parameter.gradient()[0][j] = gradient;
    }
  }

  private void update(Updates updates, Updates.Rule rule, float gradient, int... live) {
    some.connections().set(new int[][] {live});
    fill(some, gradient, live);
    updates.apply(List.of(some), Parallel.SEQUENTIAL, rule);
  }

  @Test
  void looksAtAllWhereGradientsOfAllAreWanted() {
    some.connections().set(new int[][] {FEW});
    some.gradient()[0][8] = 4;
    ofSome.apply(List.of(some), Parallel.SEQUENTIAL, LiveUpdateTest::momentum);
    assertThat(some.value()[0][8]).isEqualTo(-0.4f);
  }
}
