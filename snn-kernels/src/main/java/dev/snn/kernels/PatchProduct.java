package dev.snn.kernels;

/**
 * The products of a convolution's weights {@code [outputs][places]} with the patches of one image,
 * {@code patches[k positions + p]}. Its own to one thread.
 */
interface PatchProduct {

  /** Overwrites {@code out[o positions + p] = sum_k weight[o][k] patches[k positions + p]}. */
  void forward(float[] patches, float[] out);

  /** Overwrites {@code patches[k positions + p] = sum_o weight[o][k] gradOut[o positions + p]}. */
  void backward(float[] gradOut, float[] patches);

  /** Adds an image's {@code sum_p gradOut[o positions + p] patches[k positions + p]}. */
  void addGradient(float[] patches, float[] gradOut);

  /** What was added up since the last call: {@code [o places + k]}. */
  float[] gradient();

  /** The fastest there is for these weights. */
  static PatchProduct of(float[][] weight, int positions) {
    return NativeBlas.isUsable()
        ? new NativePatchProduct(weight, positions)
        : new PlainPatchProduct(weight, positions);
  }
}
