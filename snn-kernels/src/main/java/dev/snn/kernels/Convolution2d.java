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

  private final Patches patches;

  /** Gives images row by row, such as those that are kept as events. */
  @FunctionalInterface
  public interface Images {
    /**
     * The values of an image.
     *
     * @param scratch room for an image, which the result may be
     */
    float[] row(int r, float[] scratch);
  }

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
    return patches.places();
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
    forward((r, scratch) -> x[r], weight, bias, out, parallel);
  }

  /** The same of images that are asked for one by one, as many as {@code out} has rows. */
  public void forward(Images x, float[][] weight, float[] bias, float[][] out, Parallel parallel) {
    int positions = patches.positions();
    parallel.forEachBlock(
        out.length,
        (block, from, to) -> {
          PatchProduct product = PatchProduct.of(weight, positions);
          float[] seen = new float[patches.places() * positions];
          float[] scratch = new float[in().size()];
          for (int r = from; r < to; r++) {
            patches.unfold(x.row(r, scratch), seen);
            product.forward(seen, out[r]);
            addBias(bias, out[r], positions);
          }
        });
  }

  private static void addBias(float[] bias, float[] out, int positions) {
    for (int o = 0; o < bias.length; o++) {
      float b = bias[o];
      for (int i = o * positions; i < (o + 1) * positions; i++) {
        out[i] += b;
      }
    }
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
    backward((r, scratch) -> x[r], gradOut, weight, gradWeight, gradBias, gradX, parallel);
  }

  /** The same of images that are asked for one by one. */
  public void backward(
      Images x,
      float[][] gradOut,
      float[][] weight,
      float[][] gradWeight,
      float[] gradBias,
      float[][] gradX,
      Parallel parallel) {
    int rows = gradOut.length;
    int per = Math.max(Parallel.BLOCK, (rows + BLOCKS - 1) / BLOCKS);
    float[][] partials = new float[(rows + per - 1) / per][];
    parallel.forEach(
        partials.length,
        block -> {
          PatchProduct product = PatchProduct.of(weight, patches.positions());
          float[] seen = new float[patches.places() * patches.positions()];
          float[] scratch = new float[in().size()];
          for (int r = block * per; r < Math.min(rows, (block + 1) * per); r++) {
            patches.unfold(x.row(r, scratch), seen);
            product.addGradient(seen, gradOut[r]);
            if (gradX != null) {
              product.backward(gradOut[r], seen);
              Arrays.fill(gradX[r], 0, in().size(), 0);
              patches.fold(seen, gradX[r]);
            }
          }
          partials[block] = product.gradient();
        });
    parallel.forEach(
        weight.length,
        o -> {
          float[] to = gradWeight[o];
          for (float[] partial : partials) {
            for (int k = 0; k < to.length; k++) {
              to[k] += partial[o * to.length + k];
            }
          }
          gradBias[o] += sum(gradOut, o * patches.positions(), (o + 1) * patches.positions());
        });
  }

  private static float sum(float[][] rows, int from, int to) {
    float sum = 0;
    for (float[] row : rows) {
      float ofRow = 0;
      for (int i = from; i < to; i++) {
        ofRow += row[i];
      }
      sum += ofRow;
    }
    return sum;
  }
}
