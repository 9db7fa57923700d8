package dev.snn.kernels;

import dev.snn.api.tensor.Tensor;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The bridge to ND4J, for its linear algebra and for users who have INDArrays. Both directions
 * copy.
 */
public final class NdArrays {
  private NdArrays() {}

  /** {@code [T x B x N]} as a C-ordered float array of the same shape. */
  public static INDArray of(Tensor tensor) {
    INDArray out =
        Nd4j.createUninitialized(DataType.FLOAT, tensor.steps(), tensor.batch(), tensor.size());
    FloatPointer p = new FloatPointer(out.data().pointer());
    for (int r = 0; r < tensor.rows().length; r++) {
      p.position((long) r * tensor.size()).put(tensor.rows()[r], 0, tensor.size());
    }
    return out;
  }

  /** A three-dimensional array {@code [T x B x N]} as a tensor. */
  public static Tensor toTensor(INDArray array) {
    if (array.rank() != 3) {
      throw new IllegalArgumentException(
          "a tensor has three dimensions [T x B x N], got " + array.rank());
    }
    INDArray plain = array.castTo(DataType.FLOAT).dup('c');
    Tensor out = Tensor.zeros((int) array.size(0), (int) array.size(1), (int) array.size(2));
    FloatPointer p = new FloatPointer(plain.data().pointer());
    for (int r = 0; r < out.rows().length; r++) {
      p.position((long) r * out.size()).get(out.rows()[r], 0, out.size());
    }
    return out;
  }
}
