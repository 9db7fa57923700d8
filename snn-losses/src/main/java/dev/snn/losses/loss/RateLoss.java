package dev.snn.losses.loss;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.loss.Loss;
import dev.snn.api.loss.Outcome;
import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import dev.snn.losses.decoder.Population;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * A loss of rates per class; see {@link SpikeRate}.
 *
 * @param scale factor on the loss, from the number of steps
 */
record RateLoss(
    Population classes,
    SpikeRate.Of of,
    SpikeRate.Over over,
    Distance distance,
    IntToDoubleFunction scale)
    implements Loss {

  /** Compares one vector of C rates with the target of an example. */
  interface Distance {
    /** The distance; adds {@code share} times its derivative to {@code grad}. */
    double evaluate(float[] rates, Samples targets, int b, double share, float[] grad);
  }

  @Override
  public Value evaluate(Outcome outcome, Samples targets, Pass pass) {
    Readout readout = outcome.readout();
    Signal x = of == SpikeRate.Of.MEMBRANE ? readout.membrane() : readout.output();
    Signal shown = x instanceof Spikes ? x : x.toTensor();
    int batch = x.batch();
    Tensor grad = pass.arena().tensor(x.steps(), batch, x.size());
    float[] perExample = new float[batch];
    pass.parallel()
        .forEachBlock(
            batch,
            (block, from, to) -> {
              for (int b = from; b < to; b++) {
                perExample[b] =
                    (float)
                        (over == SpikeRate.Over.STEPS
                            ? steps(shown, targets, b, grad)
                            : mean(shown, targets, b, grad));
              }
            });
    boolean membrane = of == SpikeRate.Of.MEMBRANE;
    return new Value(
        perExample,
        Map.of(),
        null,
        new ReadoutGradient(membrane ? null : grad, membrane ? grad : null, null));
  }

  private double steps(Signal x, Samples targets, int b, Tensor grad) {
    int steps = x.steps();
    double factor = scale.applyAsDouble(steps) / steps;
    float[] row = new float[x.size()];
    float[] g = new float[classes.classes()];
    double sum = 0;
    for (int t = 0; t < steps; t++) {
      float[] rates = new float[classes.classes()];
      add(x, t, b, row, rates, 1f / classes.perClass());
      Arrays.fill(g, 0);
      sum += distance.evaluate(rates, targets, b, factor / x.batch(), g);
      spread(g, grad.row(t, b));
    }
    return factor * sum;
  }

  private double mean(Signal x, Samples targets, int b, Tensor grad) {
    int steps = x.steps();
    double factor = scale.applyAsDouble(steps);
    float[] row = new float[x.size()];
    float[] rates = new float[classes.classes()];
    float[] g = new float[classes.classes()];
    for (int t = 0; t < steps; t++) {
      add(x, t, b, row, rates, 1);
    }
    for (int c = 0; c < rates.length; c++) {
      rates[c] /= classes.perClass() * steps;
    }
    double value = distance.evaluate(rates, targets, b, factor / x.batch() / steps, g);
    for (int t = 0; t < steps; t++) {
      spread(g, grad.row(t, b));
    }
    return factor * value;
  }

  /** Adds the neurons of each class, times a factor. */
  private void add(Signal x, int t, int b, float[] row, float[] rates, float factor) {
    int r = t * x.batch() + b;
    float[] values = row;
    if (x instanceof Spikes spikes) {
      spikes.denseRow(r, row);
    } else {
      values = ((Tensor) x).rows()[r];
    }
    for (int n = 0; n < classes.neurons(); n++) {
      rates[classes.classOf(n)] += factor * values[n];
    }
  }

  private void spread(float[] g, float[] row) {
    for (int n = 0; n < classes.neurons(); n++) {
      row[n] = g[classes.classOf(n)] / classes.perClass();
    }
  }
}
