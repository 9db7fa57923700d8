package dev.snn.losses.decoder;

import dev.snn.api.layer.Parameter;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.tensor.Tensor;
import dev.snn.kernels.Convolution2d;
import dev.snn.kernels.MaxPool2d;
import dev.snn.kernels.Plane;
import java.util.List;
import java.util.stream.Stream;

/**
 * A network without spikes for images: convolution (padded to keep the size), maxima, convolution,
 * maxima, two hidden layers, scores; rectified linear units throughout.
 */
public final class ConvolutionalNet {
  private final Convolution conv1;
  private final MaxPool2d pool1;
  private final Convolution conv2;
  private final MaxPool2d pool2;
  private final Affine hidden1;
  private final Affine hidden2;
  private final Affine out;

  /**
   * A network with random weights.
   *
   * @param image shape of the images
   * @param outputs number of scores
   * @param context names the random streams
   * @throws IllegalArgumentException where the image is too small
   */
  public ConvolutionalNet(LeNet5.Config c, Plane image, int outputs, BuildContext context) {
    int kernel = c.kernel();
    int pad = kernel / 2;
    conv1 =
        Convolution.create(
            "conv1", new Convolution2d(image, c.channels1(), kernel, kernel, 1, pad, pad), context);
    pool1 = new MaxPool2d(conv1.out(), c.pool());
    conv2 =
        Convolution.create(
            "conv2",
            new Convolution2d(pool1.out(), c.channels2(), kernel, kernel, 1, 0, 0),
            context);
    pool2 = new MaxPool2d(conv2.out(), c.pool());
    hidden1 = Affine.create("hidden1", pool2.out().size(), c.hidden1(), context);
    hidden2 = Affine.create("hidden2", c.hidden1(), c.hidden2(), context);
    out = Affine.create("out", c.hidden2(), outputs, context);
  }

  /** What the backward pass needs, and the scores. */
  record Trace(
      Tensor image,
      Tensor y1,
      Tensor p1,
      Tensor y2,
      Tensor p2,
      Tensor h1,
      Tensor h2,
      Tensor scores) {}

  /** All weights and biases. */
  public List<Parameter> parameters() {
    return Stream.of(
            conv1.parameters(),
            conv2.parameters(),
            hidden1.parameters(),
            hidden2.parameters(),
            out.parameters())
        .flatMap(List::stream)
        .toList();
  }

  /** Multiplications for one image. */
  long operations() {
    return conv1.operations()
        + conv2.operations()
        + hidden1.operations()
        + hidden2.operations()
        + out.operations();
  }

  int outputs() {
    return out.outputs();
  }

  /** The scores {@code [T x B x C]} of images {@code [T x B x pixels]}. */
  public Tensor scores(Tensor images, Pass pass) {
    return forward(images, pass).scores();
  }

  Trace forward(Tensor images, Pass pass) {
    Tensor y1 = Relu.forward(conv1.forward(images, pass), pass);
    Tensor p1 = pool(pool1, y1, pass);
    Tensor y2 = Relu.forward(conv2.forward(p1, pass), pass);
    Tensor p2 = pool(pool2, y2, pass);
    Tensor h1 = Relu.forward(hidden1.forward(p2, pass), pass);
    Tensor h2 = Relu.forward(hidden2.forward(h1, pass), pass);
    return new Trace(images, y1, p1, y2, p2, h1, h2, out.forward(h2, pass));
  }

  /** Adds to the gradients of the parameters and returns that of the images. */
  Tensor backward(Trace t, Tensor gradScores, Pass pass) {
    Tensor g = out.backward(t.h2(), gradScores, pass);
    Relu.backward(t.h2(), g, pass);
    g = hidden2.backward(t.h1(), g, pass);
    Relu.backward(t.h1(), g, pass);
    g = unpool(pool2, t.y2(), hidden1.backward(t.p2(), g, pass), pass);
    Relu.backward(t.y2(), g, pass);
    g = unpool(pool1, t.y1(), conv2.backward(t.p1(), g, pass), pass);
    Relu.backward(t.y1(), g, pass);
    return conv1.backward(t.image(), g, pass);
  }

  private static Tensor pool(MaxPool2d pool, Tensor x, Pass pass) {
    Tensor y = pass.arena().tensor(x.steps(), x.batch(), pool.out().size());
    pool.forward(x.rows(), y.rows(), pass.parallel());
    return y;
  }

  private static Tensor unpool(MaxPool2d pool, Tensor x, Tensor gradY, Pass pass) {
    Tensor gradX = pass.arena().tensor(x.steps(), x.batch(), pool.in().size());
    pool.backward(x.rows(), gradY.rows(), gradX.rows(), pass.parallel());
    return gradX;
  }
}
