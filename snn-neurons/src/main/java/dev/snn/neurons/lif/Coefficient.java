package dev.snn.neurons.lif;

import dev.snn.api.layer.Parameter;
import java.util.List;

/**
 * A coefficient of each neuron that may be learned: one value for the layer, or one for each
 * neuron.
 */
final class Coefficient {
  private static final Parameter.Constraint UNIT = x -> x < 0 ? 0 : x > 1 ? 1 : x;

  private final float[] fixed;
  private final Parameter learned;
  private final boolean rate;

  private Coefficient(float[] fixed, Parameter learned, boolean rate) {
    this.fixed = fixed;
    this.learned = learned;
    this.rate = rate;
  }

  /** Values that stay. */
  static Coefficient fixed(float[] values) {
    return new Coefficient(values, null, false);
  }

  /** Values that stay, all the same. */
  static Coefficient fixed(float value, int size) {
    float[] values = new float[size];
    java.util.Arrays.fill(values, value);
    return fixed(values);
  }

  /**
   * Values that are learned where the list names them.
   *
   * @param decay true where a value must stay within [0, 1]
   */
  static Coefficient of(
      String name, float[] values, List<String> learn, boolean perNeuron, boolean decay) {
    if (!learn.contains(name)) {
      return fixed(values);
    }
    float[] row = perNeuron ? values.clone() : new float[] {values[0]};
    Parameter p = Parameter.of(name, new float[][] {row});
    return new Coefficient(
        null, decay ? new Parameter(name, p.value(), p.gradient(), true, UNIT) : p, false);
  }

  /** A decay {@code 1 - sigmoid(w)} of which w is learned. */
  static Coefficient rate(Parameter w) {
    return new Coefficient(null, w, true);
  }

  boolean isLearned() {
    return learned != null;
  }

  Parameter parameter() {
    return learned;
  }

  private int index(int i) {
    return learned.value()[0].length == 1 ? 0 : i;
  }

  private static float sigmoid(float w) {
    return (float) (1 / (1 + Math.exp(-w)));
  }

  /** The values as they are now. */
  float[] values(int size) {
    if (learned == null) {
      return fixed;
    }
    float[] out = new float[size];
    float[] row = learned.value()[0];
    for (int i = 0; i < size; i++) {
      out[i] = rate ? 1 - sigmoid(row[index(i)]) : row[index(i)];
    }
    return out;
  }

  /** An empty row of gradients; null where nothing is learned. */
  float[] gradients() {
    return learned == null ? null : new float[learned.value()[0].length];
  }

  /**
   * Adds the gradients of the values of all neurons.
   *
   * @param to a row of {@link #gradients}
   */
  void add(float[] gradients, float[] to) {
    float[] row = learned.value()[0];
    for (int i = 0; i < gradients.length; i++) {
      float slope = 1;
      if (rate) {
        float k = sigmoid(row[index(i)]);
        slope = -k * (1 - k);
      }
      to[index(i)] += gradients[i] * slope;
    }
  }
}
