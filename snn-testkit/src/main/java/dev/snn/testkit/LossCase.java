package dev.snn.testkit;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.Readout;
import dev.snn.api.loss.Outcome;
import dev.snn.api.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;

/**
 * A batch of outcomes with their targets.
 *
 * @param readouts of the last layer
 * @param hidden of the layers before it
 */
record LossCase(Tensor prediction, Readouts readouts, List<Readouts> hidden, Samples targets) {

  /**
   * Made-up values.
   *
   * @param size neurons of the last layer
   * @param times decoding times
   */
  static LossCase of(TestContext context, int size, int times, int batch) {
    int c = context.outputs();
    int[] labels = new int[batch];
    long[] ids = new long[batch];
    for (int b = 0; b < batch; b++) {
      labels[b] = (b * 2 + 1) % c;
      ids[b] = 100 + b;
    }
    float[][] targets = Examples.rows("targets", batch, c, 0.05, 0.95);
    return new LossCase(
        Examples.perExample("scores", times, batch, c, 0),
        Readouts.smooth(context.steps(), batch, size),
        List.of(
            Readouts.smooth(context.steps(), batch, 4), Readouts.smooth(context.steps(), batch, 9)),
        new Samples(ids, Examples.rows("values", batch, 12, 0, 1), null, labels, targets));
  }

  LossCase example(int b) {
    Samples t = targets;
    return new LossCase(
        NeuronRig.row(prediction, b),
        readouts.example(b),
        hidden.stream().map(h -> h.example(b)).toList(),
        new Samples(
            new long[] {t.ids()[b]},
            new float[][] {t.values()[b]},
            null,
            new int[] {t.labels()[b]},
            new float[][] {t.targets()[b]}));
  }

  Outcome outcome() {
    Readout last = readouts.readout();
    Stream<Readout> before = hidden.stream().map(Readouts::readout);
    return new Outcome(prediction, last, Stream.concat(before, Stream.of(last)).toList());
  }

  Snapshot snapshot() {
    float[] labels = new float[targets.size()];
    for (int b = 0; b < labels.length; b++) {
      labels[b] = targets.labels()[b];
    }
    Snapshot snapshot = readouts.snapshot();
    for (int k = 0; k < hidden.size(); k++) {
      snapshot.put("hidden output " + k, hidden.get(k).output());
    }
    return snapshot
        .put("prediction", prediction)
        .put("labels", labels)
        .putRows("values", targets.values())
        .putRows("targets", targets.targets());
  }
}
