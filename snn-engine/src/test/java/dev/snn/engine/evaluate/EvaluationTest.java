package dev.snn.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.snn.api.codec.Decoder;
import dev.snn.api.codec.Encoder;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.learning.Network;
import dev.snn.api.loss.Loss;
import dev.snn.api.metric.Metric;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.procedure.Epoch;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.RunFailure;
import dev.snn.api.procedure.Scoring;
import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final Epoch EPOCH =
      new Epoch(1, 0, Map.of(), Map.of(), Double.NaN, new double[0], 0, 0);

  private static Dataset.Split split(int size) {
    Dataset.Split split = mock(Dataset.Split.class);
    when(split.size()).thenReturn(size);
    when(split.gather(any()))
        .thenAnswer(
            call -> {
              int n = ((int[]) call.getArgument(0)).length;
              return Samples.labelled(new long[n], new float[n][1], new int[n]);
            });
    return split;
  }

  /** A run over 3 test examples in batches of 2, whose metric is always {@code value}. */
  private static Epoch evaluate(double value) {
    Dataset data = mock(Dataset.class);
    Dataset.Split none = split(0);
    Dataset.Split test = split(3);
    when(data.validation()).thenReturn(none);
    when(data.test()).thenReturn(test);
    Metric.Sum sum = mock(Metric.Sum.class);
    when(sum.value()).thenReturn(value);
    Metric metric = mock(Metric.class);
    when(metric.start()).thenReturn(sum);
    Encoder encoder = mock(Encoder.class);
    when(encoder.encode(any(), any()))
        .thenAnswer(
            call -> {
              int n = ((Samples) call.getArgument(0)).size();
              return Spikes.of(Tensor.zeros(2, n, 1).fill(1));
            });
    Run run = mock(Run.class);
    when(run.dataset()).thenReturn(data);
    when(run.metrics()).thenReturn(Map.of("score", metric));
    when(run.encoder()).thenReturn(encoder);
    when(run.parallel()).thenReturn(Parallel.SEQUENTIAL);
    when(run.seed()).thenReturn(new Seed(1));
    when(run.samples()).thenReturn(1);
    when(run.shuffleTime()).thenReturn(true);
    Decoder decoder = mock(Decoder.class);
    when(decoder.decode(any(), any())).thenReturn(new Decoder.Decoded(Tensor.zeros(1, 2, 2), null));
    Loss loss = mock(Loss.class);
    when(loss.evaluate(any(), any(), any()))
        .thenAnswer(
            call -> {
              int n = ((Samples) call.getArgument(1)).size();
              return new Loss.Value(
                  new float[n], Map.of("size", (double) n), null, ReadoutGradient.NONE);
            });
    when(run.network()).thenReturn(Network.chain(List.of(), decoder, loss));
    return new Evaluation(run, 2).score(EPOCH, Scoring.BOTH, true);
  }

  @Test
  void termsAreMeansOverExamplesAndAnEmptySplitHasNoScores() {
    Epoch epoch = evaluate(0.5);
    assertThat(epoch.scores()).containsOnlyKeys("test", "test@shuffled");
    assertThat(epoch.scores().get("test"))
        .containsOnly(Map.entry("score", 0.5), Map.entry("size", (2 * 2 + 1) / 3.0));
    assertThat(epoch.readoutSpikes()).isNaN();
  }

  @Test
  void aMetricThatIsNaNFailsTheRun() {
    assertThatThrownBy(() -> evaluate(Double.NaN))
        .isInstanceOf(RunFailure.class)
        .hasMessage("score is NaN on test");
  }
}
