package dev.snn.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.snn.api.random.Seed;
import dev.snn.api.random.Stream;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Both products against three nested loops: 3 outputs, 5 places, 7 positions. */
class PatchProductTest {
  private static final int OUT = 3;
  private static final int PLACES = 5;
  private static final int POSITIONS = 7;

  private final Stream random = new Seed(8).stream("patches");

  private float[] values(int n) {
    float[] out = new float[n];
    for (int i = 0; i < n; i++) {
      out[i] = 2 * random.nextFloat() - 1;
    }
    return out;
  }

  @Test
  void inJava() {
    check(PlainPatchProduct::new);
  }

  @Test
  void outsideJava() {
    assumeTrue(NativeBlas.isUsable(), "no OpenBLAS that can be trusted");
    check(NativePatchProduct::new);
    float[][] weight = {values(PLACES)};
    assertThat(PatchProduct.of(weight, POSITIONS)).isInstanceOf(NativePatchProduct.class);
  }

  private void check(BiFunction<float[][], Integer, PatchProduct> make) {
    float[][] weight = {values(PLACES), values(PLACES), values(PLACES)};
    float[] patches = values(PLACES * POSITIONS);
    float[] other = values(PLACES * POSITIONS);
    float[] grad = values(OUT * POSITIONS);
    double[] forward = new double[OUT * POSITIONS];
    double[] backward = new double[PLACES * POSITIONS];
    double[] gradient = new double[OUT * PLACES];
    for (int o = 0; o < OUT; o++) {
      for (int k = 0; k < PLACES; k++) {
        for (int p = 0; p < POSITIONS; p++) {
          int at = k * POSITIONS + p;
          forward[o * POSITIONS + p] += (double) weight[o][k] * patches[at];
          backward[at] += (double) weight[o][k] * grad[o * POSITIONS + p];
          gradient[o * PLACES + k] += (patches[at] + other[at]) * grad[o * POSITIONS + p];
        }
      }
    }
    PatchProduct product = make.apply(weight, POSITIONS);
    assertThat(product.gradient()).containsOnly(0).hasSize(OUT * PLACES);
    float[] out = values(OUT * POSITIONS);
    product.forward(patches, out);
    assertClose(out, forward);
    product.addGradient(patches, grad);
    float[] back = values(PLACES * POSITIONS);
    product.backward(grad, back);
    assertClose(back, backward);
    product.addGradient(other, grad);
    assertClose(product.gradient(), gradient);
  }

  private static void assertClose(float[] got, double[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) got[i]).isCloseTo(expected[i], within(1e-5));
    }
  }
}
