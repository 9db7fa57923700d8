package dev.snn.losses.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Samples;
import dev.snn.api.layer.Readout;
import dev.snn.api.loss.Loss;
import dev.snn.api.loss.Outcome;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.tensor.Tensor;
import dev.snn.testkit.TestContext;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values of the losses, worked out from their formulas; one example, 3 scores, label 1. */
class LossValuesTest {
  private static final float[] SCORES = {1, -0.5f, 2};
  private static final Samples LABEL =
      Samples.labelled(new long[] {9}, new float[1][2], new int[] {1});
  private static final Samples TARGET =
      new Samples(new long[] {9}, null, null, null, new float[][] {{0.2f, 0.9f, 0}});

  private static Loss.Value evaluate(Part part, Samples targets) {
    Loss loss =
        TestContext.of(3, LossValuesTest.class.getClassLoader())
            .create(Family.LOSS, "loss", part, 3);
    Tensor p = Tensor.zeros(2, 1, 3);
    p.rows()[0] = new float[] {0.2f, 0.5f, 0.1f};
    p.rows()[1] = new float[] {0.3f, 0.4f, 0.6f};
    Readout readout = new Readout(p, p, () -> p, true);
    Tensor scores = new Tensor(1, 1, 3, new float[][] {SCORES.clone()});
    return loss.evaluate(new Outcome(scores, readout), targets, Pass.hard());
  }

  private static double crossEntropy(double... scores) {
    double sum = 0;
    for (double s : scores) {
      sum += Math.exp(s);
    }
    return Math.log(sum) - scores[1];
  }

  private static void assertLoss(Part part, Samples targets, double expected) {
    assertThat(evaluate(part, targets).mean()).isCloseTo(expected, within(1e-5));
  }

  @Test
  void crossEntropyInNats() {
    assertLoss(Part.of("cross-entropy"), LABEL, crossEntropy(1, -0.5, 2));
  }

  @Test
  void lossesOfClassesRefuseTargetVectors() {
    DatasetInfo images =
        new DatasetInfo("toy", DatasetInfo.Kind.VALUES, 2, 2, 1, 3, 4, "", Map.of(), "", 2);
    TestContext context =
        TestContext.of(3, LossValuesTest.class.getClassLoader()).withDataset(images);
    for (String name : new String[] {"cross-entropy", "first-spike"}) {
      assertThatThrownBy(() -> context.create(Family.LOSS, "loss", Part.of(name), 3))
          .hasMessage(
              name
                  + " compares with a class, but the targets of 'toy' are vectors of 4 values; use bce"
                  + " or mse, or set dataset.target to class");
    }
    DatasetInfo numbers =
        new DatasetInfo("csv", DatasetInfo.Kind.VALUES, 2, 2, 1, 0, 1, "", Map.of(), "", 2);
    TestContext regression =
        TestContext.of(1, LossValuesTest.class.getClassLoader()).withDataset(numbers);
    assertThatThrownBy(() -> regression.create(Family.LOSS, "loss", Part.of("cross-entropy"), 1))
        .hasMessage(
            "cross-entropy compares with a class, but the targets of 'csv' are vectors of 1"
                + " values; use bce or mse");
  }

  @Test
  void squaredErrorOfLabelsAndTargets() {
    double oneHot = 1 + 1.5 * 1.5 + 4;
    double vector = 0.8 * 0.8 + 1.4 * 1.4 + 4;
    assertLoss(Part.of("mse", "reduction", "sum"), LABEL, oneHot);
    assertLoss(Part.of("mse"), LABEL, oneHot / 3);
    assertLoss(Part.of("mse", "reduction", "sum"), TARGET, vector);
    assertLoss(Part.of("mse", "reduction", "mean"), TARGET, vector / 3);
  }

  @Test
  void binaryCrossEntropyOfSigmoidScores() {
    double[] y = {0.2, 0.9, 0};
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      double q = 1 / (1 + Math.exp(-SCORES[c]));
      sum -= y[c] * Math.log(q) + (1 - y[c]) * Math.log(1 - q);
    }
    assertLoss(Part.of("bce"), TARGET, sum / 3);
    assertLoss(Part.of("bce", "reduction", "sum"), TARGET, sum);
  }

  @Test
  void firstSpikeTimesOfTheReadout() {
    double[] tau = {0.8 + 0.8 * 0.7, 0.5 + 0.5 * 0.6, 0.9 + 0.9 * 0.4};
    assertLoss(Part.of("first-spike"), LABEL, crossEntropy(-tau[0], -tau[1], -tau[2]));
    assertLoss(
        Part.of("first-spike", "scale", 2.0),
        LABEL,
        crossEntropy(-tau[0] / 2, -tau[1] / 2, -tau[2] / 2));
  }

  @Test
  void bottleneckAddsTheDivergenceFromThePrior() {
    double nats = 0;
    for (double p : new double[] {0.2, 0.5, 0.1, 0.3, 0.4, 0.6}) {
      nats += p * Math.log(p / 0.25) + (1 - p) * Math.log((1 - p) / 0.75);
    }
    double distortion = crossEntropy(1, -0.5, 2);
    Part sum = Part.of("vib", "beta", 0.5, "r", 0.25, "normalise", "sum");
    assertLoss(sum, LABEL, distortion + 0.5 * nats);
    assertLoss(
        Part.of("vib", "beta", 0.5, "r", 0.25, "normalise", "mean"),
        LABEL,
        distortion + 0.5 * nats / 6);
    assertThat(evaluate(sum, LABEL).terms().get("rate_bits"))
        .isCloseTo(nats / Math.log(2), within(1e-5));
    assertThat(evaluate(sum, LABEL).terms().get("distortion")).isCloseTo(distortion, within(1e-5));
  }

  @Test
  void labelsThatDoNotFitAreRefused() {
    for (int label : new int[] {3, -1}) {
      Samples bad = Samples.labelled(new long[] {1}, new float[1][2], new int[] {label});
      assertThatThrownBy(() -> evaluate(Part.of("cross-entropy"), bad))
          .hasMessageContainingAll("label " + label, "3 scores");
    }
    assertThatThrownBy(() -> evaluate(Part.of("cross-entropy"), TARGET))
        .hasMessageContaining("needs labels");
    Samples first = Samples.labelled(new long[] {1}, new float[1][2], new int[] {0});
    assertThat(evaluate(Part.of("cross-entropy"), first).mean())
        .isCloseTo(crossEntropy(-0.5, 1, 2), within(1e-5));
  }

  /** Two steps with classes 2 and 0, one without in between. */
  @Test
  void crossEntropyOfTheStepsThatHaveAClass() {
    float[][] rows = {{1, -0.5f, 2}, {7, 8, 9}, {0, 1, 0.5f}};
    Samples steps = new Samples(new long[] {9}, null, null, null, null, new int[][] {{2, -1, 0}});
    Loss loss =
        TestContext.of(3, getClass().getClassLoader())
            .create(Family.LOSS, "loss", Part.of("cross-entropy"), 3);
    Outcome outcome = new Outcome(new Tensor(3, 1, 3, rows), null);
    Loss.Value value = loss.evaluate(outcome, steps, Pass.hard());
    double first = Math.exp(1) + Math.exp(-0.5) + Math.exp(2);
    double third = 1 + Math.exp(1) + Math.exp(0.5);
    assertThat(value.mean()).isCloseTo((Math.log(first) - 2 + Math.log(third)) / 2, within(1e-6));
    assertThat(value.gradPrediction().row(0, 0)[2])
        .isCloseTo((float) ((Math.exp(2) / first - 1) / 2), within(1e-6f));
    assertThat(value.gradPrediction().row(1, 0)).containsOnly(0);
    assertThat(value.gradPrediction().row(2, 0)[1])
        .isCloseTo((float) (Math.exp(1) / third / 2), within(1e-6f));
  }

  @Test
  void anExampleWithoutAnyClassCostsNothing() {
    Samples none = new Samples(new long[] {9}, null, null, null, null, new int[][] {{-1}});
    Loss.Value value = evaluate(Part.of("cross-entropy"), none);
    assertThat(value.mean()).isZero();
    assertThat(value.gradPrediction().row(0, 0)).containsOnly(0);
  }
}
