package dev.snn.api.learning;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.Parameter;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Spiking;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Arena;
import dev.snn.api.tensor.Signal;
import java.util.List;

/**
 * One update of a network: {@link #begin}, {@link #accumulate}, {@link #update}. Arrays are reused
 * from step to step, so what a step returned is valid until the next one begins.
 */
public final class GradientStep {
  private final Network network;
  private final List<Parameter> parameters;
  private final LearningRule rule;
  private final Optimizer optimizer;
  private final double clipNorm;
  private final Rewired rewired;
  private boolean begun;
  private final Arena arena = Arena.recycling();

  /**
   * A learning rule and an optimiser for a network.
   *
   * @param clipNorm largest global norm of the gradients; 0 for no bound
   */
  public GradientStep(Network network, LearningRule rule, Optimizer optimizer, double clipNorm) {
    this(network, rule, optimizer, clipNorm, null);
  }

  /**
   * The same with weights that come and go.
   *
   * @param rewired null where all weights stay
   */
  public GradientStep(
      Network network, LearningRule rule, Optimizer optimizer, double clipNorm, Rewired rewired) {
    this.network = network;
    this.parameters = network.parameters();
    this.rule = rule;
    this.optimizer = optimizer;
    this.clipNorm = clipNorm;
    this.rewired = rewired;
  }

  /**
   * Weights that come and go.
   *
   * @param weights that may be pruned
   * @param epochUpdates updates in an epoch
   */
  public record Rewired(Rewiring rewiring, List<Parameter> weights, int epochUpdates) {

    /** Keeps a list of its own. */
    public Rewired {
      weights = List.copyOf(weights);
    }
  }

  /** The parameters it updates, in the network's order. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** Lets a rewiring say which weights there are at the start; does nothing the next time. */
  public void ready() {
    if (rewired != null && !begun) {
      rewired.rewiring().begin(rewired.weights(), rewired.epochUpdates());
      begun = true;
    }
  }

  /**
   * Takes the arrays of the last step back and gives the pass of the next one; is {@link #ready}.
   *
   * @param key key of its random draws
   * @param ids of the examples
   */
  public Pass begin(Parallel parallel, long key, long[] ids) {
    arena.reset();
    ready();
    return new Pass(true, Spiking.HARD, parallel, arena, key, ids, 0);
  }

  /** What learning rule, optimiser and rewiring carry from step to step. */
  public SavedState state() {
    SavedState state =
        new SavedState().put("learning_rule", rule.state()).put("optimizer", optimizer.state());
    return rewired == null ? state : state.put("rewiring", rewired.rewiring().state());
  }

  /** Goes on from a state. */
  public void restore(SavedState state) {
    rule.restore(state.part("learning_rule"));
    optimizer.restore(state.part("optimizer"));
    if (rewired != null) {
      rewired.rewiring().restore(state.part("rewiring"));
    }
  }

  /** Sets all gradients to zero. */
  public void clear() {
    parameters.forEach(Parameter::clearGradient);
  }

  /**
   * Runs a batch forward and adds to the gradients. Those of absent weights are 0 afterwards where
   * no connections want them.
   */
  public LearningRule.Step accumulate(Signal input, Samples samples, Pass pass) {
    LearningRule.Step done = rule.accumulate(network, input, samples, pass);
    if (rewired != null) {
      rewired.weights().forEach(GradientStep::clearUnwanted);
    }
    return done;
  }

  /**
   * Updates the parameters and clears their gradients.
   *
   * @param scale factor on the learning rate
   */
  public void update(double scale, Parallel parallel) {
    if (clipNorm > 0) {
      GradientNorm.clip(parameters, clipNorm);
    }
    if (rewired == null) {
      optimizer.step(parameters, scale, parallel);
    } else {
      rewired.rewiring().step(optimizer, parameters, scale, parallel);
    }
  }

  /** A layer need not skip the gradients that nobody wants. */
  private static void clearUnwanted(Parameter weight) {
    if (!weight.connections().gradientsOfAll()) {
      weight.connections().clearAbsent(weight.gradient());
    }
  }
}
