package dev.snn.training.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.LearningRule;
import dev.snn.api.neuron.Pass;
import dev.snn.testkit.TestContext;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Estimates of gradients against the exact ones of all patterns that can be drawn. */
class ScoreEstimatesTest {
  private static final int PASSES = 400;
  private static final int BATCH = 64;

  private final EnumeratedNetwork tiny = new EnumeratedNetwork();
  private final List<Parameter> parameters =
      tiny.network.layers().stream().map(Layer::parameters).flatMap(List::stream).toList();

  private record Estimate(double[] mean, double[] standardError) {}

  private static TestContext context() {
    return TestContext.of(2, ScoreEstimatesTest.class.getClassLoader());
  }

  private static LearningRule rule(Credit credit, Baseline baseline, double kappa, int samples) {
    return new ScoreFunction()
        .create(new ScoreFunction.Config(credit, baseline, kappa, samples), context());
  }

  private Estimate estimate(LearningRule rule) {
    double[][] all = new double[PASSES][];
    for (int k = 0; k < PASSES; k++) {
      parameters.forEach(Parameter::clearGradient);
      Samples samples = EnumeratedNetwork.samples(BATCH, (long) k * BATCH);
      Pass pass = Pass.hard().forIds(samples.ids());
      rule.accumulate(tiny.network, EnumeratedNetwork.input(BATCH), samples, pass);
      all[k] = EnumeratedNetwork.gradients(parameters);
    }
    int n = all[0].length;
    double[] mean = new double[n];
    double[] error = new double[n];
    for (int j = 0; j < n; j++) {
      int index = j;
      double m = Arrays.stream(all).mapToDouble(g -> g[index]).average().orElseThrow();
      double v = Arrays.stream(all).mapToDouble(g -> (g[index] - m) * (g[index] - m)).sum();
      mean[j] = m;
      error[j] = Math.sqrt(v / (PASSES - 1.0) / PASSES);
    }
    return new Estimate(mean, error);
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, 0.01, 1",
    "NONE, 0.01, 3",
    "EMA, 0.01, 1",
    "EMA, 0.9, 2",
    "PER_PARAMETER, 0.9, 1",
    "PER_PARAMETER, 0.01, 2",
    "LEAVE_ONE_OUT, 0.01, 2",
    "LEAVE_ONE_OUT, 0.01, 4"
  })
  void theScoreFunctionIsExactOnAverage(Baseline baseline, double kappa, int samples) {
    double[] exact = tiny.exactGradient();
    Estimate estimate = estimate(rule(Credit.BPTT, baseline, kappa, samples));
    double scale = Arrays.stream(exact).map(Math::abs).max().orElseThrow();
    assertThat(estimate.mean()).hasSameSizeAs(exact);
    for (int j = 0; j < exact.length; j++) {
      assertThat(estimate.standardError()[j]).isLessThan(0.1 * scale);
      assertThat(estimate.mean()[j])
          .as("gradient %d of %s", j, Arrays.toString(exact))
          .isCloseTo(exact[j], offset(4.5 * estimate.standardError()[j] + 2e-4));
    }
    long different =
        IntStream.range(0, exact.length).filter(j -> Math.abs(exact[j]) > 0.03 * scale).count();
    assertThat(different).isGreaterThan(8);
  }

  /**
   * Local credits change how hidden layers learn; the readout's own gradient stays exact. The sum
   * over the readout's steps that reaches a hidden layer is what they leave out.
   */
  @ParameterizedTest
  @EnumSource(names = {"E_PROP", "FA", "DFA", "DRTP"})
  void localCreditsKeepTheReadoutExact(Credit credit) {
    double[] exact = tiny.exactGradient();
    Estimate estimate = estimate(rule(credit, Baseline.LEAVE_ONE_OUT, 0.01, 2));
    int hidden = EnumeratedNetwork.gradients(tiny.network.layers().get(0).parameters()).length;
    double scale = Arrays.stream(exact).map(Math::abs).max().orElseThrow();
    double learned = 0;
    double missed = 0;
    for (int j = 0; j < exact.length; j++) {
      double allowed = 4.5 * estimate.standardError()[j] + 2e-4;
      if (j < hidden) {
        learned = Math.max(learned, Math.abs(estimate.mean()[j]) / allowed);
        missed = Math.max(missed, Math.abs(estimate.mean()[j] - exact[j]) / allowed);
      } else {
        assertThat(estimate.standardError()[j]).isLessThan(0.1 * scale);
        assertThat(estimate.mean()[j]).as("gradient %d", j).isCloseTo(exact[j], offset(allowed));
      }
    }
    assertThat(learned).isGreaterThan(1);
    assertThat(missed).isGreaterThan(1);
  }

  @Test
  void straightThroughWithBackPropagationIsBptt() {
    Samples samples = EnumeratedNetwork.samples(BATCH, 7);
    Pass pass = Pass.hard().forIds(samples.ids());
    LearningRule through =
        new StraightThrough().create(new StraightThrough.Config(Credit.BPTT), context());
    LearningRule bptt = new Bptt().create(new Bptt.Config(), context());
    double[][] gradients = new double[2][];
    for (int k = 0; k < 2; k++) {
      parameters.forEach(Parameter::clearGradient);
      (k == 0 ? through : bptt)
          .accumulate(tiny.network, EnumeratedNetwork.input(BATCH), samples, pass);
      gradients[k] = EnumeratedNetwork.gradients(parameters);
    }
    assertThat(gradients[0]).isEqualTo(gradients[1]);
    assertThat(Arrays.stream(gradients[0]).map(Math::abs).max().orElseThrow()).isGreaterThan(0.01);
  }

  /** The sum of the variances of all estimates. */
  private static double variance(Estimate estimate) {
    return Arrays.stream(estimate.standardError()).map(e -> e * e * PASSES).sum();
  }

  @Test
  void baselinesReduceTheVariance() {
    double none = variance(estimate(rule(Credit.BPTT, Baseline.NONE, 0.9, 2)));
    double ema = variance(estimate(rule(Credit.BPTT, Baseline.EMA, 0.9, 2)));
    double perParameter = variance(estimate(rule(Credit.BPTT, Baseline.PER_PARAMETER, 0.9, 2)));
    double leaveOneOut = variance(estimate(rule(Credit.BPTT, Baseline.LEAVE_ONE_OUT, 0.9, 2)));
    System.out.printf(
        java.util.Locale.ROOT,
        "variance: none %.4g, ema %.4g, per-parameter %.4g, leave-one-out %.4g%n",
        none,
        ema,
        perParameter,
        leaveOneOut);
    assertThat(ema).isLessThan(0.6 * none);
    assertThat(perParameter).isLessThan(0.6 * none);
    assertThat(leaveOneOut).isLessThan(none);
  }

  /** Straight-through gradients point elsewhere, by how much is documented. */
  @Test
  void theBiasOfStraightThrough() {
    double[] exact = tiny.exactGradient();
    LearningRule rule =
        new StraightThrough().create(new StraightThrough.Config(Credit.BPTT), context());
    Estimate estimate = estimate(rule);
    double bias = 0;
    double norm = 0;
    double product = 0;
    double length = 0;
    for (int j = 0; j < exact.length; j++) {
      bias += Math.pow(estimate.mean()[j] - exact[j], 2);
      norm += exact[j] * exact[j];
      product += estimate.mean()[j] * exact[j];
      length += estimate.mean()[j] * estimate.mean()[j];
    }
    double relative = Math.sqrt(bias / norm);
    double cosine = product / Math.sqrt(norm * length);
    double score = variance(estimate(rule(Credit.BPTT, Baseline.LEAVE_ONE_OUT, 0.01, 2)));
    System.out.printf(
        java.util.Locale.ROOT,
        "straight-through: relative bias %.3f, cosine %.3f, variance %.3g of leave-one-out's%n",
        relative,
        cosine,
        variance(estimate) / score);
    assertThat(relative).isBetween(0.01, 1.0);
    assertThat(cosine).isGreaterThan(0.7);
    assertThat(variance(estimate)).isLessThan(score);
  }
}
