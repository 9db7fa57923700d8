package dev.snn.losses.loss;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.loss.Loss;
import dev.snn.api.loss.Outcome;
import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@link RateBounds}. */
record BoundedRates(Loss loss, LayerChoice layers, RateBounds.Config config) implements Loss {

  @Override
  public Value evaluate(Outcome outcome, Samples targets, Pass pass) {
    Value base = loss.evaluate(outcome, targets, pass);
    List<Integer> chosen = layers.of(outcome);
    int last = outcome.layers().size() - 1;
    double[] lower = new double[targets.size()];
    double[] upper = new double[targets.size()];
    Map<Integer, Tensor> hidden = new HashMap<>();
    Tensor output = null;
    for (int k : chosen) {
      Signal signal = (k == last ? outcome.readout() : outcome.layers().get(k)).output();
      Tensor gradient = bound(signal, lower, upper, pass);
      if (k == last) {
        output = gradient;
      } else {
        hidden.put(k, gradient);
      }
    }
    float[] perExample = new float[targets.size()];
    for (int b = 0; b < perExample.length; b++) {
      perExample[b] = (float) (base.perExample()[b] + lower[b] + upper[b]);
    }
    Map<String, Double> terms = new TreeMap<>(base.terms());
    terms.put("task_loss", base.mean());
    terms.put("lower_bound", Arrays.stream(lower).average().orElse(0));
    terms.put("upper_bound", Arrays.stream(upper).average().orElse(0));
    ReadoutGradient bounds = new ReadoutGradient(output, null, null, false, hidden);
    return new Value(perExample, terms, base.gradPrediction(), bounds.plus(base.gradReadout()));
  }

  /** The bounds are of what was drawn as they are. */
  @Override
  public float[] costOfDrawn(Outcome outcome, Samples targets, Pass pass, Value value) {
    Value base = loss.evaluate(outcome, targets, pass);
    float[] cost = loss.costOfDrawn(outcome, targets, pass, base).clone();
    for (int b = 0; b < cost.length; b++) {
      cost[b] += value.perExample()[b] - base.perExample()[b];
    }
    return cost;
  }

  /** Adds what a layer costs and gives the gradient of its outputs. */
  private Tensor bound(Signal signal, double[] lower, double[] upper, Pass pass) {
    Signal y = signal instanceof Spikes ? signal : signal.toTensor();
    int size = y.size();
    Tensor grad = pass.arena().tensor(y.steps(), y.batch(), size);
    pass.parallel()
        .forEachBlock(
            y.batch(),
            (block, from, to) -> {
              float[] counts = new float[size];
              float[] slope = new float[size];
              for (int b = from; b < to; b++) {
                count(y, b, counts);
                double mean = 0;
                for (float n : counts) {
                  mean += (double) n / size;
                }
                double above = Math.max(0, mean - config.upper());
                upper[b] += config.upperWeight() * powered(above);
                double down = config.upperWeight() * slope(above);
                double missing = 0;
                for (int i = 0; i < size; i++) {
                  double below = Math.max(0, config.lower() - counts[i]);
                  missing += powered(below) / size;
                  double up = config.lowerWeight() * slope(below);
                  slope[i] = (float) ((down - up) / size / y.batch());
                }
                lower[b] += config.lowerWeight() * missing;
                for (int t = 0; t < y.steps(); t++) {
                  System.arraycopy(slope, 0, grad.row(t, b), 0, size);
                }
              }
            });
    return grad;
  }

  private double powered(double x) {
    return config.power() == 2 ? x * x : x;
  }

  private double slope(double x) {
    return config.power() == 2 ? 2 * x : x > 0 ? 1 : x;
  }

  private static void count(Signal y, int b, float[] counts) {
    Arrays.fill(counts, 0);
    for (int t = 0; t < y.steps(); t++) {
      if (y instanceof Spikes spikes) {
        spikes.forEach(t, b, (unit, count) -> counts[unit] += count);
      } else {
        float[] row = ((Tensor) y).row(t, b);
        for (int i = 0; i < counts.length; i++) {
          counts[i] += row[i];
        }
      }
    }
  }
}
