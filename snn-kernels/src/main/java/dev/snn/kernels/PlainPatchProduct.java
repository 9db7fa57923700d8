package dev.snn.kernels;

import java.util.Arrays;

/** In plain Java. */
final class PlainPatchProduct implements PatchProduct {
  private final float[][] weight;
  private final int positions;
  private final int places;
  private float[] gradient;

  PlainPatchProduct(float[][] weight, int positions) {
    this.weight = weight;
    this.positions = positions;
    this.places = weight[0].length;
    this.gradient = new float[weight.length * places];
  }

  @Override
  public void forward(float[] patches, float[] out) {
    Arrays.fill(out, 0, weight.length * positions, 0);
    for (int o = 0; o < weight.length; o++) {
      for (int k = 0; k < places; k++) {
        add(weight[o][k], patches, k * positions, out, o * positions);
      }
    }
  }

  @Override
  public void backward(float[] gradOut, float[] patches) {
    Arrays.fill(patches, 0, places * positions, 0);
    for (int k = 0; k < places; k++) {
      for (int o = 0; o < weight.length; o++) {
        add(weight[o][k], gradOut, o * positions, patches, k * positions);
      }
    }
  }

  private void add(float factor, float[] from, int at, float[] to, int start) {
    for (int p = 0; p < positions; p++) {
      to[start + p] += factor * from[at + p];
    }
  }

  @Override
  public void addGradient(float[] patches, float[] gradOut) {
    for (int o = 0; o < weight.length; o++) {
      for (int k = 0; k < places; k++) {
        float sum = 0;
        for (int p = 0; p < positions; p++) {
          sum += gradOut[o * positions + p] * patches[k * positions + p];
        }
        gradient[o * places + k] += sum;
      }
    }
  }

  @Override
  public float[] gradient() {
    float[] sum = gradient;
    gradient = new float[sum.length];
    return sum;
  }
}
