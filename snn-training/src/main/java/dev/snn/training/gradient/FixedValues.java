package dev.snn.training.gradient;

import dev.snn.api.layer.Parameter;
import java.util.List;

/**
 * What a measurement must leave as it was: the values that training passes move, such as running
 * statistics, and which gradients are wanted. Until they are put back those of absent weights are
 * not: what is measured is the gradient of the network that there is.
 */
final class FixedValues {
  private final List<Parameter> wanted;
  private final List<Parameter> parameters;
  private final float[][][] values;

  FixedValues(List<Parameter> all) {
    wanted = all.stream().filter(p -> p.connections().gradientsOfAll()).toList();
    wanted.forEach(p -> p.connections().wantGradientsOfAll(false));
    parameters = all.stream().filter(p -> !p.trainable()).toList();
    values = new float[parameters.size()][][];
    for (int k = 0; k < values.length; k++) {
      float[][] rows = parameters.get(k).value();
      values[k] = new float[rows.length][];
      for (int r = 0; r < rows.length; r++) {
        values[k][r] = rows[r].clone();
      }
    }
  }

  void putBack() {
    wanted.forEach(p -> p.connections().wantGradientsOfAll(true));
    for (int k = 0; k < values.length; k++) {
      float[][] rows = parameters.get(k).value();
      for (int r = 0; r < rows.length; r++) {
        System.arraycopy(values[k][r], 0, rows[r], 0, rows[r].length);
      }
    }
  }
}
