package dev.snn.neurons.conv;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.tensor.Shape;
import dev.snn.kernels.Plane;

/** Options of layers that pool. */
public record PoolOptions(
    @Doc("height and width of a square of pixels; rows and columns that fill none are left out")
        int size) {
  /** Checks the values. */
  public PoolOptions {
    Check.atLeastOne("size", size);
  }

  /** The image that is pooled. */
  Plane plane(BuildContext context) {
    Shape in = context.inputShape();
    if (size > Math.min(in.height(), in.width())) {
      throw new IllegalArgumentException(
          "size must be at most %d, the smaller side of the input %s, got %d"
              .formatted(Math.min(in.height(), in.width()), in, size));
    }
    return new Plane(in.channels(), in.height(), in.width());
  }

  /** The shape of what comes out. */
  Shape out(BuildContext context) {
    Shape in = context.inputShape();
    return new Shape(in.channels(), in.height() / size, in.width() / size);
  }
}
