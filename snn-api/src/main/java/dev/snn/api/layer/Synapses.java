package dev.snn.api.layer;

/**
 * Synapses of a layer, for counting the operations that activity causes: each activation of a line
 * that is not zero costs one operation per weight of that line that is not zero.
 *
 * @param weight one of the layer's parameters
 * @param source whose activations they weigh, and where the weights of a line stand
 * @param shared how many synapses lines have where several share a weight; null where each weight
 *     is one synapse, of the line that the source says
 */
public record Synapses(Parameter weight, Source source, Shared shared) {

  /** What the lines are. */
  public enum Source {
    /** Lines of the input; row i has the weights of line i. */
    INPUT,
    /** The layer's own output, one step later; row i has the weights of neuron i. */
    OUTPUT,
    /** Each neuron's own output, one step later; column i has the weights of neuron i. */
    OWN
  }

  /** Counts the synapses of lines that share weights, such as the pixels of an image. */
  @FunctionalInterface
  public interface Shared {
    /**
     * The number of synapses of each line.
     *
     * @param zeros false: without those whose weight is zero now
     */
    int[] perLine(boolean zeros);
  }

  /** Synapses with a weight of their own each. */
  public Synapses(Parameter weight, Source source) {
    this(weight, source, null);
  }

  /** Number of lines. */
  public int lines() {
    if (shared != null) {
      return shared.perLine(true).length;
    }
    float[][] rows = weight.value();
    return source == Source.OWN ? (rows.length == 0 ? 0 : rows[0].length) : rows.length;
  }
}
