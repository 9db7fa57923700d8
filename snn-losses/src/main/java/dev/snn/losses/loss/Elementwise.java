package dev.snn.losses.loss;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.loss.Loss;
import dev.snn.api.loss.Outcome;
import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Tensor;
import java.util.Map;

/** A loss that compares each score with its target value. */
abstract class Elementwise implements Loss {
  private final Reduction reduction;

  Elementwise(Reduction reduction) {
    this.reduction = reduction;
  }

  /** The loss of one score. */
  abstract double value(double score, double target);

  /** Its derivative with respect to the score. */
  abstract double derivative(double score, double target);

  @Override
  public final Value evaluate(Outcome outcome, Samples targets, Pass pass) {
    Tensor scores = outcome.prediction();
    int batch = scores.batch();
    int times = scores.steps();
    int size = scores.size();
    double share = (reduction == Reduction.MEAN ? 1.0 / size : 1.0) / times;
    Tensor grad = pass.arena().tensor(times, batch, size);
    float[] perExample = new float[batch];
    pass.parallel()
        .forEachBlock(
            batch,
            (block, from, to) -> {
              for (int b = from; b < to; b++) {
                double sum = 0;
                for (int t = 0; t < times; t++) {
                  float[] row = scores.row(t, b);
                  float[] g = grad.row(t, b);
                  for (int c = 0; c < size; c++) {
                    double target = Labels.target(targets, b, c, size);
                    sum += value(row[c], target);
                    g[c] = (float) (share / batch * derivative(row[c], target));
                  }
                }
                perExample[b] = (float) (share * sum);
              }
            });
    return new Value(perExample, Map.of(), grad, ReadoutGradient.NONE);
  }
}
