package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Readout;
import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.Locale;

/** The random spikes of a stochastic layer: keyed by example, fair, different for each key. */
final class Draws {
  private static final int STEPS = 40;
  private static final int BATCH = 64;

  private Draws() {}

  static String check(LayerRig rig) {
    Readout first = readout(rig, Pass.hard());
    if (!first.isStochastic()) {
      return rig.can().trainingNoise() ? noise(rig, first) : none(rig);
    }
    order(rig);
    int keys = 0;
    for (long key = 1; key <= 4; key++) {
      Tensor a = first.output().toTensor();
      Tensor b = readout(rig, Pass.hard().withKey(key)).output().toTensor();
      keys += different(a, b) ? 1 : 0;
    }
    require(keys == 4, "%d of 4 other keys gave the same spikes", 4 - keys);
    examples(first);
    return fair(first);
  }

  private static String none(LayerRig rig) {
    requireQuiet(
        rig,
        Pass.hard(),
        "another key changes the output, yet the readout does not say it is stochastic");
    return "not stochastic";
  }

  private static void requireQuiet(LayerRig rig, Pass pass, String what) {
    new Snapshot()
        .put("output", readout(rig, pass).output())
        .requireSame(new Snapshot().put("output", readout(rig, pass.withKey(99)).output()), what);
  }

  /** Noise of training passes: keyed by pass and example, and none in evaluation passes. */
  private static String noise(LayerRig rig, Readout first) {
    requireQuiet(
        rig, Pass.hard().forEvaluation(), "another key changes the output of an evaluation pass");
    Tensor other = readout(rig, Pass.hard().withKey(99)).output().toTensor();
    require(
        different(first.output().toTensor(), other),
        "declares training noise, but another key gives the same output");
    if (!rig.can().batchStatistics()) {
      order(rig);
    }
    return "in training passes only";
  }

  private static Readout readout(LayerRig rig, Pass pass) {
    Tensor one = Examples.uniform("draws", STEPS, 1, rig.layer().inputSize(), 0, 0.3);
    float[][] rows = new float[STEPS * BATCH][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = one.row(r / BATCH, 0);
    }
    Layer.Forward f = rig.forward(new Tensor(STEPS, BATCH, rig.layer().inputSize(), rows), pass);
    return f.readout();
  }

  /** Two examples in the other order keep their draws. */
  private static void order(LayerRig rig) {
    Spikes input = rig.spikes(6, 2);
    Tensor dense = input.toTensor();
    float[][] swapped = new float[12][];
    for (int r = 0; r < 12; r++) {
      swapped[r] = dense.rows()[r ^ 1];
    }
    Tensor other = new Tensor(6, 2, dense.size(), swapped);
    Readout a = rig.forward(dense, Pass.hard().forIds(7, 8)).readout();
    Readout b = rig.forward(other, Pass.hard().forIds(8, 7)).readout();
    for (int k = 0; k < 2; k++) {
      new Snapshot()
          .put("output", a.output())
          .example(k)
          .requireSame(
              new Snapshot().put("output", b.output()).example(1 - k),
              "two examples in the other order");
    }
  }

  /** Examples with the same input and other ids draw other spikes. */
  private static void examples(Readout readout) {
    Tensor out = readout.output().toTensor();
    int same = 0;
    for (int b = 1; b < BATCH; b++) {
      same += different(NeuronRig.row(out, 0), NeuronRig.row(out, b)) ? 0 : 1;
    }
    require(same == 0, "%d of %d examples drew the same spikes as the first", same, BATCH - 1);
  }

  private static boolean different(Tensor a, Tensor b) {
    for (int r = 0; r < a.rows().length; r++) {
      if (!java.util.Arrays.equals(a.rows()[r], b.rows()[r])) {
        return true;
      }
    }
    return false;
  }

  /** Spikes minus probabilities sum to zero within 4.5 standard deviations, for every unit. */
  private static String fair(Readout readout) {
    Tensor out = readout.output().toTensor();
    Tensor p = readout.probability();
    double worst = 0;
    for (int n = 0; n < out.size(); n++) {
      double sum = 0;
      double variance = 0;
      for (int r = 0; r < out.rows().length; r++) {
        double q = p.rows()[r][n];
        sum += out.rows()[r][n] - q;
        variance += q * (1 - q);
      }
      double z = Math.abs(sum) / Math.sqrt(variance + 1e-9);
      require(
          z < 4.5,
          "unit %d spikes %.1f standard deviations off its probability over %d draws",
          n,
          z,
          out.rows().length);
      worst = Math.max(worst, z);
    }
    return String.format(Locale.ROOT, "at most %.1f standard deviations off", worst);
  }
}
