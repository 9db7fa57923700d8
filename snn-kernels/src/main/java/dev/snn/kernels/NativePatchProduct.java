package dev.snn.kernels;

import org.bytedeco.javacpp.FloatPointer;

/** Through OpenBLAS, one single-threaded call per image. */
final class NativePatchProduct implements PatchProduct {
  private static final ThreadLocal<Buffers> OWN = ThreadLocal.withInitial(Buffers::new);

  private final int outputs;
  private final int places;
  private final int positions;
  private final FloatPointer weight;
  private final FloatPointer patches;
  private final FloatPointer out;
  private final FloatPointer gradient;
  private boolean first = true;

  NativePatchProduct(float[][] weight, int positions) {
    this.outputs = weight.length;
    this.places = weight[0].length;
    this.positions = positions;
    Buffers own = OWN.get();
    this.weight = own.get(0, (long) outputs * places);
    this.patches = own.get(1, (long) places * positions);
    this.out = own.get(2, (long) outputs * positions);
    this.gradient = own.get(3, (long) outputs * places);
    for (int o = 0; o < outputs; o++) {
      this.weight.position((long) o * places).put(weight[o], 0, places);
    }
    this.weight.position(0);
  }

  @Override
  public void forward(float[] seen, float[] result) {
    patches.put(seen, 0, places * positions);
    NativeBlas.multiply(
        false, false, outputs, positions, places, weight, places, patches, positions, 0, out);
    out.get(result, 0, outputs * positions);
  }

  @Override
  public void backward(float[] gradOut, float[] seen) {
    out.put(gradOut, 0, outputs * positions);
    NativeBlas.multiply(
        true, false, places, positions, outputs, weight, places, out, positions, 0, patches);
    patches.get(seen, 0, places * positions);
  }

  @Override
  public void addGradient(float[] seen, float[] gradOut) {
    patches.put(seen, 0, places * positions);
    out.put(gradOut, 0, outputs * positions);
    float keep = first ? 0 : 1;
    first = false;
    NativeBlas.multiply(
        false, true, outputs, places, positions, out, positions, patches, positions, keep,
        gradient);
  }

  @Override
  public float[] gradient() {
    float[] sum = new float[outputs * places];
    if (!first) {
      gradient.get(sum);
    }
    first = true;
    return sum;
  }
}
