package dev.snn.training.rule;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.LearningRule;
import dev.snn.api.learning.Network;
import dev.snn.api.learning.SavedState;
import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Signal;
import java.util.Arrays;
import java.util.List;

/** {@link VdibReference}. */
final class ReferenceRule implements LearningRule {
  private static final double EPSILON = 1e-7;

  private final double kappa;
  private final ScoreRule score;
  private double signal;
  private boolean begun;
  private List<float[][]> numerators;
  private List<float[][]> denominators;
  private SavedState restored = new SavedState();

  ReferenceRule(double kappa, ScoreRule score) {
    this.kappa = kappa;
    this.score = score;
  }

  @Override
  public SavedState state() {
    if (numerators == null) {
      return restored;
    }
    SavedState state = new SavedState().put("signal", signal);
    for (int p = 0; p < numerators.size(); p++) {
      state.put("numerator/" + p, numerators.get(p)).put("denominator/" + p, denominators.get(p));
    }
    return state;
  }

  @Override
  public void restore(SavedState state) {
    restored = state;
    begun = state.has("signal");
    signal = begun ? state.number("signal") : 0;
    numerators = null;
    denominators = null;
  }

  @Override
  public Step accumulate(Network network, Signal input, Samples batch, Pass pass) {
    ScoreRule.Drawn drawn = score.drawn(network, input, batch, pass);
    List<Layer> layers = network.layers();
    List<Parameter> parameters =
        layers.stream().map(Layer::parameters).flatMap(List::stream).toList();
    List<float[][]> before = PerParameter.take(parameters);
    float[] even = new float[batch.size()];
    Arrays.fill(even, 1f / batch.size());
    score.learn(network, drawn, List.of(even), batch, pass);
    double old = begun ? kappa : 0;
    begin(parameters);
    signal = old * signal + (1 - old) * ScoreRule.meanCost(drawn.drawings());
    Layer readout = layers.get(layers.size() - 1);
    int firstOfReadout = parameters.size() - readout.parameters().size();
    double share = 1.0 / ((double) input.steps() * readout.outputSize());
    for (int p = 0; p < parameters.size(); p++) {
      float[][] gradient = parameters.get(p).gradient();
      for (int r = 0; r < gradient.length; r++) {
        row(
            gradient[r],
            before.get(p)[r],
            p < firstOfReadout ? 1 : share,
            old,
            numerators.get(p)[r],
            denominators.get(p)[r]);
      }
    }
    return drawn.step();
  }

  private void begin(List<Parameter> parameters) {
    if (numerators != null) {
      return;
    }
    numerators = PerParameter.like(parameters);
    denominators = PerParameter.like(parameters);
    for (int p = 0; begun && p < parameters.size(); p++) {
      restored.copyTo("numerator/" + p, numerators.get(p));
      restored.copyTo("denominator/" + p, denominators.get(p));
    }
    begun = true;
  }

  /** Turns the scores of a row into its gradient. */
  private void row(
      float[] gradient, float[] before, double share, double old, float[] num, float[] den) {
    for (int i = 0; i < gradient.length; i++) {
      double g = share * gradient[i];
      double up = old * num[i] + (1 - old) * g * g * signal;
      double down = old * den[i] + (1 - old) * g * g;
      num[i] = (float) up;
      den[i] = (float) down;
      gradient[i] = (float) (before[i] + (signal - up / (EPSILON + down)) * g);
    }
  }
}
