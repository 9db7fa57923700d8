package dev.snn.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The bridge to ND4J, which is optional: these tests have it. */
class NdArraysTest {

  /** {@code [2 x 3 x 4]} with a value of its own in every place. */
  private static Tensor tensor() {
    Tensor tensor = Tensor.zeros(2, 3, 4);
    for (int r = 0; r < 6; r++) {
      for (int n = 0; n < 4; n++) {
        tensor.rows()[r][n] = 10 * r + n + 0.5f;
      }
    }
    return tensor;
  }

  @Test
  void everyValueHasItsPlace() {
    INDArray array = NdArrays.of(tensor());
    assertThat(array.shape()).containsExactly(2, 3, 4);
    for (int t = 0; t < 2; t++) {
      for (int b = 0; b < 3; b++) {
        for (int n = 0; n < 4; n++) {
          assertThat(array.getFloat(t, b, n)).isEqualTo(10 * (3 * t + b) + n + 0.5f);
        }
      }
    }
  }

  @Test
  void thereAndBack() {
    assertThat(NdArrays.toTensor(NdArrays.of(tensor())).rows()).isDeepEqualTo(tensor().rows());
  }

  @Test
  void aViewOfAnotherOrderIsReadInOurs() {
    INDArray view = NdArrays.of(tensor()).permute(1, 0, 2);
    Tensor swapped = NdArrays.toTensor(view);
    assertThat(swapped.steps()).isEqualTo(3);
    assertThat(swapped.rows()[2 * 1 + 0]).containsExactly(tensor().rows()[1]);
    assertThat(swapped.rows()[2 * 1 + 1]).containsExactly(tensor().rows()[4]);
  }

  @Test
  void itsLinearAlgebraWorksOnOurValues() {
    INDArray step =
        NdArrays.of(tensor()).get(NDArrayIndex.point(1), NDArrayIndex.all(), NDArrayIndex.all());
    INDArray sums = step.mmul(Nd4j.ones(4, 1).castTo(step.dataType()));
    assertThat(sums.toFloatVector()).containsExactly(128f, 168f, 208f);
  }

  @Test
  void aMatrixIsNoTensor() {
    assertThatThrownBy(() -> NdArrays.toTensor(Nd4j.ones(2, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a tensor has three dimensions [T x B x N], got 2");
  }
}
