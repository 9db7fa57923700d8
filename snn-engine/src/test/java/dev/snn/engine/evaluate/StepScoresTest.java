package dev.snn.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.snn.api.codec.Decoder;
import dev.snn.api.data.Samples;
import dev.snn.api.layer.Readout;
import dev.snn.api.learning.Network;
import dev.snn.api.loss.Loss;
import dev.snn.api.metric.Metric;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Run;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepScoresTest {
  private static final Samples TWO =
      Samples.labelled(new long[] {1, 2}, new float[2][1], new int[2]);

  /** Sums predictions, which are shares of spikes seen. */
  private static final class Share implements Metric.Sum {
    private double sum;
    private int n;

    @Override
    public void add(Tensor prediction, Samples targets) {
      for (float[] row : prediction.rows()) {
        sum += row[0];
        n++;
      }
    }

    @Override
    public double value() {
      return sum / n;
    }
  }

  private static StepScores scores(int times) {
    Metric metric = mock(Metric.class);
    when(metric.start()).thenAnswer(call -> new Share());
    Run run = mock(Run.class);
    when(run.metrics()).thenReturn(Map.of("accuracy", metric));
    return new StepScores(run, Network.chain(List.of(), decoder(times), mock(Loss.class)));
  }

  /** The score of an example is a tenth of its spikes. */
  private static Decoder decoder(int times) {
    Decoder decoder = mock(Decoder.class);
    when(decoder.decode(any(), any()))
        .thenAnswer(
            call -> {
              Tensor seen = ((Readout) call.getArgument(0)).output().toTensor();
              Tensor out = Tensor.zeros(times, seen.batch(), 1);
              for (int r = 0; r < seen.rows().length; r++) {
                out.row(0, r % seen.batch())[0] += seen.rows()[r][0] / 10;
              }
              return new Decoder.Decoded(out, null);
            });
    return decoder;
  }

  private static Network.Forward forward(Signal output, int times) {
    Readout readout = Readout.of(output);
    Decoder.Decoded decoded = decoder(times).decode(readout, Pass.hard());
    return new Network.Forward(output, List.of(readout), List.of(), readout, decoded);
  }

  /** Spikes of one neuron at four steps; both examples alike. */
  private static Spikes train(float... counts) {
    Tensor train = Tensor.zeros(counts.length, 2, 1);
    for (int t = 0; t < counts.length; t++) {
      train.row(t, 0)[0] = counts[t];
      train.row(t, 1)[0] = counts[t];
    }
    return Spikes.of(train);
  }

  @Test
  void theFirstStepWithNineTenthsOfTheLast() {
    StepScores scores = scores(1);
    scores.draw(forward(train(3, 0, 6, 1), 1), Pass.hard());
    scores.add(TWO);
    assertThat(scores.series().get(0).y())
        .usingComparatorWithPrecision(1e-6)
        .containsExactly(0.3, 0.3, 0.9, 1.0);
    assertThat(scores.steps()).hasValue(3);
  }

  @Test
  void drawsAreAveragedAndBatchesSummed() {
    StepScores scores = scores(1);
    scores.draw(forward(train(2, 0, 0, 8), 1), Pass.hard());
    scores.draw(forward(train(4, 0, 0, 6), 1), Pass.hard());
    scores.add(TWO);
    scores.draw(forward(train(5, 5, 0, 0), 1), Pass.hard());
    scores.add(TWO);
    assertThat(scores.series().get(0).y())
        .usingComparatorWithPrecision(1e-6)
        .containsExactly(0.4, 0.65, 0.65, 1.0);
    assertThat(scores.steps()).hasValue(4);
  }

  @Test
  void nothingOfDenseReadoutsAndOfDecodersThatDecodeAtEveryStep() {
    for (Network.Forward forward :
        List.of(forward(Tensor.zeros(4, 2, 1), 1), forward(train(1, 1, 1, 1), 4))) {
      StepScores scores = scores(1);
      scores.draw(forward, Pass.hard());
      scores.add(TWO);
      assertThat(scores.series()).isEmpty();
      assertThat(scores.steps()).isEmpty();
    }
  }

  @Test
  void withoutAccuracyThereIsNothingToMeasure() {
    Run run = mock(Run.class);
    when(run.metrics()).thenReturn(Map.of("mse", mock(Metric.class)));
    StepScores.check(run);
    when(run.byStep()).thenReturn(true);
    assertThatThrownBy(() -> StepScores.check(run))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "evaluate.by_step needs the metric 'accuracy', and the metrics are [mse]. Leave by_step out.");
  }
}
