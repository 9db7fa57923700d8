package dev.snn.kernels;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Signal;

/**
 * Two-dimensional convolution (cross-correlation, as everywhere in machine learning) of rows that
 * hold images:
 *
 * <pre>
 *   out[o, y, x] = bias[o] + sum_{c, ky, kx} weight[o][(c kh + ky) kw + kx]
 *                                            in[c, y stride + ky dilation - padY, x stride + kx dilation - padX]
 * </pre>
 *
 * with zeros outside the image, and c only over the channels of o's group. Images of few values
 * that are not zero are convolved event by event ({@link EventMap}, {@link EventGradient}), others
 * are unfolded into patches that are multiplied with the weights ({@link DenseImage}); which one is
 * chosen depends on the image alone. The weight gradient is added up over fixed blocks of images,
 * in their order. Results are the same bits at any number of threads.
 */
public final class Convolution2d {
  /** Blocks of images that keep weight gradients of their own, at most. */
  private static final int BLOCKS = 64;

  private final Geometry shape;
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
    this(in, outputs, kernelHeight, kernelWidth, stride, padY, padX, 1, 1);
  }

  /**
   * A convolution with a dilated kernel, in groups of channels.
   *
   * @param dilation pixels from one place of the kernel to the next
   * @param groups each maps its share of the channels to its share of the outputs
   * @throws IllegalArgumentException where the kernel is larger than the padded image, or the
   *     groups do not divide the channels
   */
  public Convolution2d(
      Plane in,
      int outputs,
      int kernelHeight,
      int kernelWidth,
      int stride,
      int padY,
      int padX,
      int dilation,
      int groups) {
    shape =
        Geometry.of(
            in,
            outputs,
            new Axis(in.height(), kernelHeight, stride, padY, dilation),
            new Axis(in.width(), kernelWidth, stride, padX, dilation),
            groups);
    patches = new Patches(in, shape.out(), shape.y(), shape.x());
  }

  /** Shape of what goes in. */
  public Plane in() {
    return shape.in();
  }

  /** Shape of what comes out. */
  public Plane out() {
    return shape.out();
  }

  /** Number of weights of an output channel: channels of a group x kernel height x kernel width. */
  public int fanIn() {
    return shape.fanIn();
  }

  /**
   * For each value of an image the number of places of the result that it is added to.
   *
   * @param zeros false: not counting those with a weight of zero
   */
  public int[] synapses(float[][] weight, boolean zeros) {
    return shape.synapses(weight, zeros);
  }

  /**
   * Convolves each row as a whole.
   *
   * @param x images
   * @param weight {@code [outputs][fanIn]}
   * @param bias of length {@code outputs}
   * @param out one row per image, overwritten
   */
  public void forward(
      float[][] x, float[][] weight, float[] bias, float[][] out, Parallel parallel) {
    forward(ImageRows.of(x, in().size()), whole(), weight, bias, out, parallel);
  }

  /** The same of a signal, a row of {@code out} for each of its; few of a held image are enough. */
  public void forward(Signal x, float[][] weight, float[] bias, float[][] out, Parallel parallel) {
    forward(ImageRows.of(x), Choice.forward(shape), weight, bias, out, parallel);
  }

  private Choice whole() {
    return shape.groups() > 1 ? Choice.EVENTS : Choice.DENSE;
  }

  private void forward(
      ImageRows x,
      Choice choice,
      float[][] weight,
      float[] bias,
      float[][] out,
      Parallel parallel) {
    ForwardPass pass = new ForwardPass(shape, choice, patches, weight, bias);
    parallel.forEachBlock(out.length, (block, from, to) -> pass.run(x, out, from, to));
  }

  /**
   * Back-propagates through images as a whole.
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
    BackwardPass pass =
        new BackwardPass(shape, whole(), whole(), patches, weight, gradX != null, false);
    addGradients(pass, ImageRows.of(x, in().size()), gradOut, gradWeight, gradX, parallel);
    int pixels = out().pixels();
    parallel.forEach(weight.length, o -> gradBias[o] += sum(gradOut, o * pixels, (o + 1) * pixels));
  }

  /**
   * The same for a signal.
   *
   * @param gradBias added to; null where there is no bias
   */
  public void backward(
      Signal x,
      float[][] gradOut,
      float[][] weight,
      float[][] gradWeight,
      float[] gradBias,
      float[][] gradX,
      Parallel parallel) {
    BackwardPass pass =
        new BackwardPass(
            shape,
            Choice.weights(shape),
            Choice.backward(shape),
            patches,
            weight,
            gradX != null,
            gradBias != null);
    var parts = addGradients(pass, ImageRows.of(x), gradOut, gradWeight, gradX, parallel);
    for (int o = 0; gradBias != null && o < gradBias.length; o++) {
      for (BackwardPass.Part part : parts) {
        gradBias[o] += part.channelSum(o);
      }
    }
  }

  private static BackwardPass.Part[] addGradients(
      BackwardPass pass,
      ImageRows x,
      float[][] gradOut,
      float[][] gradWeight,
      float[][] gradX,
      Parallel parallel) {
    int rows = gradOut.length;
    int per = Math.max(Parallel.BLOCK, (rows + BLOCKS - 1) / BLOCKS);
    BackwardPass.Part[] parts = new BackwardPass.Part[(rows + per - 1) / per];
    parallel.forEach(
        parts.length,
        block -> {
          int to = Math.min(rows, (block + 1) * per);
          parts[block] = pass.new Part(x, gradOut, gradX, block * per, to);
        });
    parallel.forEach(
        gradWeight.length,
        o -> {
          for (BackwardPass.Part part : parts) {
            part.addTo(gradWeight[o], o);
          }
        });
    return parts;
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
