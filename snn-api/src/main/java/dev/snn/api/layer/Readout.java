package dev.snn.api.layer;

import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a layer shows to the layer behind it, to decoders and to losses.
 *
 * <p>{@link #output()} is {@code [T x B x N]}: spikes in a HARD pass. {@link #membrane()} is the
 * membrane before reset (of a Bernoulli readout, its potential u). {@link #probability()} is the
 * firing probability.
 */
public final class Readout {
  private final Signal output;
  private final Tensor membrane;
  private final Supplier<Tensor> source;
  private final boolean stochastic;
  private Tensor probability;

  /**
   * @param membrane null where there is none (an input used as a readout)
   * @param probability computed when first asked for; null where there is none
   * @param stochastic true where the spikes were drawn from the probability
   */
  public Readout(Signal output, Tensor membrane, Supplier<Tensor> probability, boolean stochastic) {
    this.output = output;
    this.membrane = membrane;
    this.source = probability;
    this.stochastic = stochastic;
  }

  /** A signal without membrane or probability, such as a network's input. */
  public static Readout of(Signal output) {
    return new Readout(output, null, null, false);
  }

  /** The same membrane and probability with another output, as when a spike train is shuffled. */
  public Readout withOutput(Signal other) {
    return new Readout(other, membrane, source == null ? null : this::probability, stochastic);
  }

  /** What neurons show: their output and membrane, and a firing probability where they spike. */
  public static Readout of(NeuronModel neurons, NeuronModel.Forward forward, Pass pass) {
    boolean fires = neurons.output() == Capabilities.Output.SPIKES;
    Supplier<Tensor> probability = () -> neurons.probability(forward.tape(), pass);
    return new Readout(forward.output(), forward.membrane(), fires ? probability : null, false);
  }

  /**
   * What a decoder would see after the first steps: an output of the same length whose later steps
   * are silent, and a membrane and probability that end with the last step seen.
   *
   * @param steps at least 1
   * @throws IllegalStateException where the output is no spikes
   */
  public Readout until(int steps) {
    if (!(output instanceof Spikes spikes)) {
      throw new IllegalStateException("only a readout of spikes can be cut off");
    }
    return new Readout(
        spikes.until(steps),
        membrane == null ? null : membrane.timeRange(0, steps),
        source == null ? null : () -> probability().timeRange(0, steps),
        stochastic);
  }

  /**
   * Stretches of time one after the other; a membrane and a probability where all have one.
   *
   * @param parts at least one
   */
  public static Readout inTime(List<Readout> parts) {
    Readout first = parts.get(0);
    if (parts.size() == 1) {
      return first;
    }
    return new Readout(
        Signal.inTime(parts.stream().map(Readout::output).toList()),
        parts.stream().allMatch(Readout::hasMembrane)
            ? Tensor.inTime(parts.stream().map(Readout::membrane).toList())
            : null,
        parts.stream().allMatch(Readout::hasProbability)
            ? () -> Tensor.inTime(parts.stream().map(Readout::probability).toList())
            : null,
        first.stochastic);
  }

  /** True where there is a membrane. */
  public boolean hasMembrane() {
    return membrane != null;
  }

  /** True where there is a firing probability. */
  public boolean hasProbability() {
    return source != null;
  }

  /** The output of the layer. */
  public Signal output() {
    return output;
  }

  /** True where the spikes were drawn from {@link #probability()}. */
  public boolean isStochastic() {
    return stochastic;
  }

  /**
   * The membrane before reset.
   *
   * @throws MissingReadoutException where there is none
   */
  public Tensor membrane() {
    return need(membrane, "membrane");
  }

  /**
   * The firing probability of each neuron and step.
   *
   * @throws MissingReadoutException where there is none
   */
  public synchronized Tensor probability() {
    if (probability == null && source != null) {
      probability = source.get();
    }
    return need(probability, "firing probability");
  }

  private static <T> T need(T value, String part) {
    if (value == null) {
      throw new MissingReadoutException(part);
    }
    return value;
  }
}
