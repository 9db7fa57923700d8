package dev.snn.api.learning;

import dev.snn.api.layer.Parameter;
import java.util.List;

/** The global norm of gradients: {@code sqrt(sum g^2)} over all trainable parameters, in order. */
public final class GradientNorm {
  private GradientNorm() {}

  /** Scales the gradients so that their norm is at most {@code bound}; returns the norm before. */
  public static double clip(List<Parameter> parameters, double bound) {
    double sum = 0;
    for (Parameter p : parameters) {
      if (p.trainable()) {
        for (float[] row : p.gradient()) {
          for (float g : row) {
            sum += (double) g * g;
          }
        }
      }
    }
    double norm = Math.sqrt(sum);
    if (norm > bound) {
      scale(parameters, (float) (bound / norm));
    }
    return norm;
  }

  private static void scale(List<Parameter> parameters, float factor) {
    for (Parameter p : parameters) {
      if (p.trainable()) {
        for (float[] row : p.gradient()) {
          for (int i = 0; i < row.length; i++) {
            row[i] *= factor;
          }
        }
      }
    }
  }
}
