package dev.snn.api.layer;

/**
 * Synapses of a layer, for counting the operations that activity causes: each activation of a line
 * that is not zero costs one operation per weight of that line that is not zero.
 *
 * @param weight one of the layer's parameters
 * @param source whose activations they weigh, and where the weights of a line stand
 */
public record Synapses(Parameter weight, Source source) {

  /** What the lines are. */
  public enum Source {
    /** Lines of the input; row i has the weights of line i. */
    INPUT,
    /** The layer's own output, one step later; row i has the weights of neuron i. */
    OUTPUT,
    /** Each neuron's own output, one step later; column i has the weights of neuron i. */
    OWN
  }

  /** Number of lines. */
  public int lines() {
    float[][] rows = weight.value();
    return source == Source.OWN ? (rows.length == 0 ? 0 : rows[0].length) : rows.length;
  }
}
