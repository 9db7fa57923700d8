package dev.snn.kernels;

import dev.snn.api.parallel.Parallel;
import java.util.Arrays;

/**
 * Two-dimensional convolution (cross-correlation, as everywhere in machine learning) of rows that
 * hold images:
 *
 * <pre>
 *   out[o, y, x] = bias[o] + sum_{c, ky, kx} weight[o][(c kh + ky) kw + kx]
 *                                            in[c, y stride + ky - padY, x stride + kx - padX]
 * </pre>
 *
 * with zeros outside the image. Each image is unfolded into patches, and the patches are multiplied
 * with the weights, image by image; the weight gradient is added up over fixed blocks of images, in
 * their order. Results are the same bits at any number of threads.
 */
public final class Convolution2d {
  /** Blocks of images that keep weight gradients of their own, at most. */
  private static final int BLOCKS = 64;

  /** Values of patches that stay in the level-1 cache while the outputs go by. */
  private static final int CACHED = 1 << 13;

  private final Patches patches;

  /**
   * A convolution.
   *
   * @param in shape of the images
   * @param outputs number of output channels
   * @param stride in both directions
   * @param padY rows of zeros above and below
   * @param padX columns of zeros left and right
   * @throws IllegalArgumentException where the kernel is larger than the padded image
   */
  public Convolution2d(
      Plane in, int outputs, int kernelHeight, int kernelWidth, int stride, int padY, int padX) {
    int height = in.height() + 2 * padY - kernelHeight;
    int width = in.width() + 2 * padX - kernelWidth;
    if (kernelHeight < 1 || kernelWidth < 1 || stride < 1 || height < 0 || width < 0) {
      throw new IllegalArgumentException(
          "a kernel of %d x %d does not fit an image of %d x %d"
              .formatted(kernelHeight, kernelWidth, in.height(), in.width()));
    }
    Plane out = new Plane(outputs, height / stride + 1, width / stride + 1);
    patches = new Patches(in, out, kernelHeight, kernelWidth, stride, padY, padX);
  }

  /** Shape of what goes in. */
  public Plane in() {
    return patches.in();
  }

  /** Shape of what comes out. */
  public Plane out() {
    return patches.out();
  }

  /** Number of weights of an output channel: channels x kernel height x kernel width. */
  public int fanIn() {
    return patches.length();
  }

  /**
   * Convolves each row.
   *
   * @param x images
   * @param weight {@code [outputs][fanIn]}
   * @param bias of length {@code outputs}
   * @param out one row per image, overwritten
   */
  public void forward(
      float[][] x, float[][] weight, float[] bias, float[][] out, Parallel parallel) {
    int pixels = out().pixels();
    int k = patches.length();
    int tile = Math.max(16, CACHED / k);
    parallel.forEachBlock(
        x.length,
        (block, from, to) -> {
          float[][] seen = new float[k][pixels];
          float[] sum = new float[pixels];
          int[] all = new int[k];
          Arrays.setAll(all, i -> i);
          for (int r = from; r < to; r++) {
            patches.byValue(x[r], seen);
            for (int low = 0; low < pixels; low += tile) {
              int high = Math.min(pixels, low + tile);
              for (int o = 0; o < weight.length; o++) {
                Arrays.fill(sum, low, high, bias[o]);
                RowKernel.addScaled(sum, seen, all, weight[o], 0, k, low, high);
                System.arraycopy(sum, low, out[r], o * pixels + low, high - low);
              }
            }
          }
        });
  }

  /**
   * Back-propagates.
   *
   * @param x what went in
   * @param gradOut gradient of what came out
   * @param gradWeight added to
   * @param gradBias added to
   * @param gradX gradient of the images, overwritten; null where it is not needed
   */
  public void backward(
      float[][] x,
      float[][] gradOut,
      float[][] weight,
      float[][] gradWeight,
      float[] gradBias,
      float[][] gradX,
      Parallel parallel) {
    int rows = x.length;
    int per = Math.max(Parallel.BLOCK, (rows + BLOCKS - 1) / BLOCKS);
    Partial[] partials = new Partial[(rows + per - 1) / per];
    parallel.forEach(
        partials.length,
        block -> {
          Partial partial = new Partial(weight.length, patches.length());
          float[][] seen = new float[out().pixels()][patches.length()];
          for (int r = block * per; r < Math.min(rows, (block + 1) * per); r++) {
            patches.byPosition(x[r], seen);
            partial.add(seen, gradOut[r], out().pixels());
            if (gradX != null) {
              gradInput(gradOut[r], weight, gradX[r]);
            }
          }
          partials[block] = partial;
        });
    parallel.forEach(
        weight.length,
        o -> {
          for (Partial partial : partials) {
            gradBias[o] += partial.bias[o];
            float[] to = gradWeight[o];
            float[] from = partial.weight[o];
            for (int i = 0; i < from.length; i++) {
              to[i] += from[i];
            }
          }
        });
  }

  private void gradInput(float[] gradOut, float[][] weight, float[] gradX) {
    int pixels = out().pixels();
    float[] patch = new float[patches.length()];
    int[] index = new int[weight.length];
    float[] value = new float[weight.length];
    Arrays.fill(gradX, 0, in().size(), 0);
    for (int p = 0; p < pixels; p++) {
      int n = 0;
      for (int o = 0; o < weight.length; o++) {
        float g = gradOut[o * pixels + p];
        if (g != 0) {
          index[n] = o;
          value[n++] = g;
        }
      }
      if (n > 0) {
        Arrays.fill(patch, 0);
        RowKernel.addScaled(patch, weight, index, value, 0, n, 0, patch.length);
        patches.fold(patch, p, gradX);
      }
    }
  }

  /** Gradients of weights and bias over some images. */
  private static final class Partial {
    final float[][] weight;
    final float[] bias;

    Partial(int outputs, int length) {
      weight = new float[outputs][length];
      bias = new float[outputs];
    }

    void add(float[][] patches, float[] gradOut, int pixels) {
      int[] index = new int[pixels];
      float[] value = new float[pixels];
      for (int o = 0; o < weight.length; o++) {
        int n = 0;
        for (int p = 0; p < pixels; p++) {
          float g = gradOut[o * pixels + p];
          if (g != 0) {
            index[n] = p;
            value[n++] = g;
            bias[o] += g;
          }
        }
        RowKernel.addScaled(weight[o], patches, index, value, 0, n, 0, weight[o].length);
      }
    }
  }
}
