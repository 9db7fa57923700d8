package dev.snn.testkit;

import dev.snn.api.layer.Layer;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.tensor.Shape;
import java.util.List;

/** Inputs for layers: seven lines, or an image for those that refuse lines without neighbours. */
final class LayerShapes {
  private static final List<Shape> SHAPES = List.of(Shape.flat(7), new Shape(2, 6, 6));

  private LayerShapes() {}

  /** The first shape that a layer takes. */
  static Shape shape(Subject subject) {
    RuntimeException refused = null;
    for (Shape shape : SHAPES) {
      try {
        make(subject, shape);
        return shape;
      } catch (IllegalArgumentException | NotApplicableException e) {
        refused = e;
      }
    }
    throw new ContractViolation(
        "takes neither %s lines nor an image of %s: %s"
            .formatted(SHAPES.get(0), SHAPES.get(1), refused.getMessage()));
  }

  static Layer make(Subject subject) {
    return make(subject, shape(subject));
  }

  static Layer make(Subject subject, Shape shape) {
    return subject.create(Layer.class, subject.context(0).withInputShape(shape));
  }

  /** With the least input there can be: one line or channel, or all where a layer refuses one. */
  static Layer narrowest(Subject subject) {
    Shape shape = shape(subject);
    try {
      return make(subject, new Shape(1, shape.height(), shape.width()));
    } catch (IllegalArgumentException | NotApplicableException e) {
      return make(subject, shape);
    }
  }
}
