package dev.snn.nir.run;

import dev.snn.api.layer.Layer;
import dev.snn.api.plugin.Part;
import dev.snn.api.tensor.Shape;
import dev.snn.nir.graph.Fault;
import dev.snn.nir.graph.NirNode;
import dev.snn.nir.graph.Primitive;
import dev.snn.nir.graph.Shapes;
import dev.snn.nir.graph.Windows;
import java.util.Arrays;
import java.util.Locale;

/** Makes the unit of each node of a graph. */
final class UnitMaker {
  /** Steps of a delay; more would need as many rows. */
  private static final double LONGEST = 1e6;

  /** Bytes of the places that events of a convolution lead to; with more, images go through it. */
  static final double MOST_PLACES = 1L << 32;

  private final String file;
  private final Settings settings;
  private final Parts parts;

  UnitMaker(String file, Settings settings, Parts parts) {
    this.file = file;
    this.settings = settings;
    this.parts = parts;
  }

  Unit make(NirNode node, Shapes.Form form) {
    int n = Arrays.stream(form.out()).reduce(1, (a, b) -> a * b);
    return switch (node.type()) {
      case INPUT, OUTPUT, FLATTEN -> Units.same();
      case AFFINE, LINEAR -> product(node, form);
      case CONV1D, CONV2D -> convolution(node, form);
      case SUM_POOL, AVG_POOL -> pool(node, form);
      case SCALE -> scale(values(node, "scale", n));
      case THRESHOLD -> threshold(values(node, "threshold", n));
      case DELAY -> delay(node, values(node, "delay", n));
      case GRAPH -> throw new IllegalStateException("graphs are flat here");
      default -> Cells.of(file, node, n, settings, parts);
    };
  }

  /** Bytes that the places take which events of a node lead to. */
  static double places(String file, NirNode product, Shapes.Form form) {
    boolean isImage = product.type() == Primitive.CONV1D || product.type() == Primitive.CONV2D;
    return isImage
        ? Fan.bytes(
            form.in(),
            form.out(),
            Windows.ofConvolution(file, product),
            (int) product.numbers("groups")[0])
        : 0;
  }

  /** A product or a convolution with the IF neurons behind it. */
  FiringSums joined(NirNode product, Shapes.Form form, NirNode neurons) {
    int n = Arrays.stream(form.out()).reduce(1, (a, b) -> a * b);
    float[] weight = floats(product.numbers("weight"));
    boolean isProduct = product.type() == Primitive.AFFINE || product.type() == Primitive.LINEAR;
    Fan fan =
        isProduct
            ? Fan.ofProduct(form.in()[0], n, weight)
            : Fan.ofConvolution(
                form.in(),
                form.out(),
                Windows.ofConvolution(file, product),
                (int) product.numbers("groups")[0],
                weight);
    float[] bias = product.has("bias") ? floats(product.numbers("bias")) : new float[fan.channels];
    return new FiringSums(fan, bias, Cells.sums(file, neurons, n, settings));
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int k = 0; k < floats.length; k++) {
      floats[k] = (float) values[k];
    }
    return floats;
  }

  private static double[] values(NirNode node, String parameter, int n) {
    double[] values = node.numbers(parameter);
    if (values.length == n) {
      return values;
    }
    double[] same = new double[n];
    Arrays.fill(same, values[0]);
    return same;
  }

  /**
   * A product is a layer {@code dense} before neurons that pass their input on: {@code li} whose
   * membrane keeps nothing of the step before.
   */
  private Unit product(NirNode node, Shapes.Form form) {
    int inputs = form.in()[0];
    int outputs = form.out()[0];
    boolean biased = node.has("bias");
    Part part =
        Part.of(
            "dense",
            "size",
            outputs,
            "neuron",
            Part.of("li", "alpha", 0.0),
            "bias",
            biased,
            "init",
            "zeros");
    Layer layer = parts.layer(node.name(), part, Shape.flat(inputs));
    // A row for each input there, one for each output in the file.
    double[] given = node.numbers("weight");
    float[] turned = new float[given.length];
    for (int k = 0; k < given.length; k++) {
      turned[k % inputs * outputs + k / inputs] = (float) given[k];
    }
    Parts.set(layer.parameters(), "weight", turned);
    if (biased) {
      Parts.set(layer.parameters(), "bias", floats(node.numbers("bias")));
    }
    return Units.layer(layer);
  }

  private Unit layer(
      NirNode node,
      Shape in,
      int channels,
      int kernel,
      int stride,
      int padding,
      int dilation,
      int groups) {
    boolean biased = node.has("bias");
    Part part =
        Part.of(
            "conv",
            "channels",
            channels,
            "kernel",
            kernel,
            "stride",
            stride,
            "padding",
            padding,
            "dilation",
            dilation,
            "groups",
            groups,
            "bias",
            biased,
            "init",
            "zeros");
    Layer layer = parts.layer(node.name(), part, in);
    Parts.set(layer.parameters(), "weight", floats(node.numbers("weight")));
    if (biased) {
      Parts.set(layer.parameters(), "bias", floats(node.numbers("bias")));
    }
    return Units.layer(layer);
  }

  private Unit convolution(NirNode node, Shapes.Form form) {
    Windows windows = Windows.ofConvolution(file, node);
    int groups = (int) node.numbers("groups")[0];
    int outputs = form.out()[0];
    if (form.in().length == 3 && windows.isSquare()) {
      return layer(
          node,
          image(form.in()),
          outputs,
          windows.kernel()[0],
          windows.stride()[0],
          windows.before()[0],
          windows.dilation()[0],
          groups);
    }
    float[] bias = node.has("bias") ? floats(node.numbers("bias")) : new float[outputs];
    float[] weight = floats(node.numbers("weight"));
    return new WindowSums(form.in(), form.out(), windows, groups, weight, bias).unit();
  }

  private static Shape image(int[] shape) {
    return new Shape(shape[0], shape[1], shape[2]);
  }

  private Unit pool(NirNode node, Shapes.Form form) {
    Windows windows = Windows.ofPool(file, node);
    boolean sums = node.type() == Primitive.SUM_POOL;
    int kernel = windows.kernel()[0];
    if (windows.isTiling()) {
      Part part = Part.of(sums ? "sum-pool" : "avg-pool", "size", kernel);
      Unit layer = Units.layer(parts.layer(node.name(), part, image(form.in())));
      return sums ? new EventPool(form.in(), kernel, layer) : layer;
    }
    // Zeros around the image count in a mean, as in PyTorch.
    float weight = sums ? 1 : 1f / (kernel * windows.kernel()[1]);
    int channels = form.in()[0];
    return new WindowSums(
            form.in(), form.out(), windows, channels, new float[] {weight}, new float[channels])
        .unit();
  }

  private static Unit scale(double[] factors) {
    float[] f = floats(factors);
    return Units.rows(
        row -> {
          for (int k = 0; k < row.length; k++) {
            row[k] *= f[k];
          }
        });
  }

  private static Unit threshold(double[] thresholds) {
    float[] least = floats(thresholds);
    return Units.rows(
        row -> {
          for (int k = 0; k < row.length; k++) {
            row[k] = row[k] > least[k] ? 1 : 0;
          }
        });
  }

  private Unit delay(NirNode node, double[] delays) {
    int[] steps = new int[delays.length];
    // What is on its way is kept: so many steps of all lines.
    double most = Math.min(LONGEST, Shapes.MOST / delays.length);
    for (int k = 0; k < steps.length; k++) {
      double number = Math.rint(delays[k] / settings.dt());
      if (number > most) {
        throw Fault.of(
            file,
            node.name(),
            "delay",
            String.format(
                Locale.ROOT,
                "%s s are %.0f steps of %s s; of %d lines at most %.0f are possible, take a larger --dt.",
                delays[k],
                number,
                settings.dt(),
                delays.length,
                most));
      }
      steps[k] = (int) number;
    }
    return new DelayUnit(steps);
  }
}
