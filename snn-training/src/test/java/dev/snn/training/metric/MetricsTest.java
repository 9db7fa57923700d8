package dev.snn.training.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Samples;
import dev.snn.api.metric.Link;
import dev.snn.api.metric.Metric;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static BuildContext context(int classes, int targets) {
    BuildContext context = mock(BuildContext.class);
    when(context.dataset())
        .thenReturn(
            new DatasetInfo(
                "toy", DatasetInfo.Kind.VALUES, 1, 1, 1, classes, targets, "", Map.of(), ""));
    return context;
  }

  private static Samples labels(int... labels) {
    return Samples.labelled(new long[labels.length], new float[labels.length][1], labels);
  }

  private static Samples targets(float[]... targets) {
    return new Samples(new long[targets.length], null, null, null, targets);
  }

  private static double score(Metric metric, Tensor prediction, Samples samples) {
    Metric.Sum sum = metric.start();
    assertThat(sum.value()).isNaN();
    sum.add(prediction, samples);
    return sum.value();
  }

  @Test
  void accuracyCountsStepsAndTheLowestClassWinsATie() {
    Metric metric = new AccuracyPlugin().create(new AccuracyPlugin.Config(), context(2, 0));
    float[][] rows = {{1, 1}, {0, 2}, {3, 1}, {5, 4}};
    assertThat(score(metric, new Tensor(2, 2, 2, rows), labels(0, 1))).isEqualTo(0.75);
    assertThat(metric.unit()).isEqualTo("fraction");
    assertThat(metric.higherIsBetter()).isTrue();
  }

  @Test
  void accuracyNeverHidesNaN() {
    Metric metric = new AccuracyPlugin().create(new AccuracyPlugin.Config(), context(2, 0));
    Tensor prediction = new Tensor(1, 1, 2, new float[][] {{1, Float.NaN}});
    assertThatThrownBy(() -> score(metric, prediction, labels(0)))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("the prediction for example 0 is NaN");
  }

  @Test
  void squaredErrorIsAMeanOverOutputsAndExamples() {
    Metric metric = new MsePlugin().create(new MsePlugin.Config(Link.AUTO), context(0, 2));
    Tensor prediction = new Tensor(1, 2, 2, new float[][] {{1, 2}, {0, 0}});
    assertThat(score(metric, prediction, targets(new float[] {0, 4}, new float[] {1, 1})))
        .isEqualTo((1 + 4 + 1 + 1) / 4.0);
    assertThat(metric.higherIsBetter()).isFalse();
  }

  @Test
  void scoresOfImagesAreLogits() {
    BuildContext images = mock(BuildContext.class);
    when(images.dataset())
        .thenReturn(
            new DatasetInfo("toy", DatasetInfo.Kind.VALUES, 2, 1, 1, 2, 2, "", Map.of(), "", 2));
    Tensor prediction = new Tensor(1, 1, 2, new float[][] {{0, 200}});
    Samples target = targets(new float[] {0, 0.25f});
    Metric squared = new MsePlugin().create(new MsePlugin.Config(Link.AUTO), images);
    assertThat(score(squared, prediction, target)).isEqualTo((0.25 + 0.5625) / 2, within(1e-9));
    Metric plain = new MsePlugin().create(new MsePlugin.Config(Link.IDENTITY), images);
    assertThat(score(plain, prediction, target)).isEqualTo(199.75 * 199.75 / 2, within(1e-6));
    Metric vector = new MsePlugin().create(new MsePlugin.Config(Link.SIGMOID), context(0, 2));
    assertThat(score(vector, prediction, target)).isEqualTo((0.25 + 0.5625) / 2, within(1e-9));
  }

  @Test
  void crossEntropyOfLogitsIsStableAtBothEnds() {
    Metric metric = new BcePlugin().create(new BcePlugin.Config(), context(0, 3));
    Tensor prediction = new Tensor(1, 1, 3, new float[][] {{0, 200, -200}});
    double value = score(metric, prediction, targets(new float[] {0.3f, 1, 1}));
    assertThat(value).isEqualTo((Math.log(2) + 0 + 200) / 3, within(1e-6));
  }

  @Test
  void aMetricThatDoesNotFitSaysWhy() {
    BuildContext classes = context(2, 0);
    assertThatThrownBy(() -> new MsePlugin().create(new MsePlugin.Config(Link.AUTO), classes))
        .hasMessage("mse needs a data set with target vectors; 'toy' has none.");
    BuildContext targets = context(0, 2);
    assertThatThrownBy(() -> new AccuracyPlugin().create(new AccuracyPlugin.Config(), targets))
        .hasMessage("accuracy needs a data set with classes; 'toy' has none.");
    BuildContext images = context(10, 784);
    assertThatThrownBy(() -> new AccuracyPlugin().create(new AccuracyPlugin.Config(), images))
        .hasMessage(
            "accuracy needs one score per class, but the targets of 'toy' are vectors of 784 values."
                + " Use bce, mse or judge, or set dataset.target to class.");
  }

  @Test
  void accuracyOfTheStepsThatHaveAClass() {
    Metric metric = new AccuracyPlugin().create(new AccuracyPlugin.Config(), context(2, 0));
    float[][] rows = {{1, 0}, {0, 2}, {3, 1}, {5, 4}, {0, 1}, {0, 1}};
    int[][] classes = {{0, -1, 0}, {0, 0, 1}};
    Samples steps = new Samples(new long[2], null, null, null, null, classes);
    assertThat(score(metric, new Tensor(3, 2, 2, rows), steps)).isEqualTo(3.0 / 5);
  }

  @Test
  void balancedAccuracyIsAMeanOverTheClassesThatOccur() {
    Metric metric =
        new BalancedAccuracyPlugin().create(new BalancedAccuracyPlugin.Config(), context(3, 0));
    float[][] rows = {{1, 0, 0}, {1, 0, 0}, {1, 0, 0}, {0, 1, 0}, {1, 0, 0}};
    Tensor prediction = new Tensor(1, 5, 3, rows);
    // Class 0: 3 of 4 right, class 1: 0 of 1, class 2 does not occur.
    assertThat(score(metric, prediction, labels(0, 0, 0, 0, 1))).isEqualTo(0.75 / 2);
    int[][] classes = {{2, -1, 2, 2, 2}};
    Samples steps = new Samples(new long[1], null, null, null, null, classes);
    float[][] late = {{0, 0, 1}, {1, 0, 0}, {0, 0, 1}, {0, 0, 1}, {1, 0, 0}};
    assertThat(score(metric, new Tensor(5, 1, 3, late), steps)).isEqualTo(0.75);
    assertThatThrownBy(
            () ->
                new BalancedAccuracyPlugin()
                    .create(new BalancedAccuracyPlugin.Config(), context(0, 2)))
        .hasMessage("balanced-accuracy needs a data set with classes; 'toy' has none.");
  }
}
