package dev.snn.kernels;

import java.util.Arrays;

/**
 * A convolution of whole images: each is unfolded into patches, unless it is its own. Its own to
 * one thread.
 */
final class DenseImage {
  private final Patches patches;
  private final PatchProduct product;
  private final float[] seen;

  DenseImage(Patches patches, float[][] weight) {
    this.patches = patches;
    this.product = PatchProduct.of(weight, patches.positions());
    this.seen = patches.areImage() ? null : new float[patches.places() * patches.positions()];
  }

  void forward(float[] image, float[] bias, float[] out) {
    product.forward(seen(image), out);
    addBias(bias, out, patches.positions());
  }

  private float[] seen(float[] image) {
    if (seen == null) {
      return image;
    }
    patches.unfold(image, seen);
    return seen;
  }

  /** Adds its bias to each channel. */
  static void addBias(float[] bias, float[] out, int positions) {
    for (int o = 0; o < bias.length; o++) {
      float b = bias[o];
      for (int i = o * positions; i < (o + 1) * positions; i++) {
        out[i] += b;
      }
    }
  }

  void addGradient(float[] image, float[] gradOut) {
    product.addGradient(seen(image), gradOut);
  }

  void gradInput(float[] gradOut, float[] gradIn) {
    if (seen == null) {
      product.backward(gradOut, gradIn);
      return;
    }
    product.backward(gradOut, seen);
    Arrays.fill(gradIn, 0, patches.in().size(), 0);
    patches.fold(seen, gradIn);
  }

  /** The weight gradient since the last call: {@code [o places + k]}. */
  float[] gradient() {
    return product.gradient();
  }
}
