package dev.snn.training.gradient;

import dev.snn.api.layer.Parameter;
import java.util.List;

/** The values that training passes move, such as running statistics, to be put back. */
final class FixedValues {
  private final List<Parameter> parameters;
  private final float[][][] values;

  FixedValues(List<Parameter> all) {
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
    for (int k = 0; k < values.length; k++) {
      float[][] rows = parameters.get(k).value();
      for (int r = 0; r < rows.length; r++) {
        System.arraycopy(values[k][r], 0, rows[r], 0, rows[r].length);
      }
    }
  }
}
