package dev.snn.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.codec.Encoder;
import dev.snn.api.codec.EncoderPlugin;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.api.learning.SavedState;
import dev.snn.api.metric.Metric;
import dev.snn.api.metric.MetricPlugin;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Family;
import dev.snn.api.random.Draws;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import dev.snn.api.tensor.Tensor;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Broken encoders and metrics. */
class BrokenCodecsTest {
  private static final int STEPS = 5;

  public record Config() {}

  public record BrokenEncoder(BiFunction<Samples, Pass, Signal> code)
      implements EncoderPlugin<Config> {
    @Override
    public String name() {
      return "test.encoder";
    }

    @Override
    public Config defaults() {
      return new Config();
    }

    @Override
    public Encoder create(Config config, BuildContext context) {
      int size = context.dataset().features();
      return new Encoder() {
        @Override
        public int steps() {
          return STEPS;
        }

        @Override
        public int outputSize() {
          return size;
        }

        @Override
        public Signal encode(Samples samples, Pass pass) {
          return code.apply(samples, pass);
        }
      };
    }
  }

  private static Spikes rate(Samples samples, Pass pass, boolean byRow) {
    int size = 12;
    SpikesBuilder spikes = new SpikesBuilder(STEPS, samples.size(), size);
    for (int b = 0; b < samples.size(); b++) {
      long purpose = pass.purposeKey("test");
      long key = byRow ? Draws.mix(purpose, b) : pass.exampleKey(purpose, b);
      for (int t = 0; t < STEPS; t++) {
        for (int n = 0; n < size; n++) {
          if (Draws.uniform(key, t * size + n) < samples.values()[b][n]) {
            spikes.lane(b).add(t, n);
          }
        }
      }
    }
    return spikes.build();
  }

  @Test
  void drawsThatDependOnTheRow() {
    Caught.by(
        "batch independence",
        Family.ENCODER,
        new BrokenEncoder((samples, pass) -> rate(samples, pass, true)),
        "against alone: signal differs");
  }

  @Test
  void eventsOutOfOrder() {
    Caught.by(
        "shape and events",
        Family.ENCODER,
        new BrokenEncoder(
            (samples, pass) -> {
              Spikes s = rate(samples, pass, false);
              int[] offsets = s.raw().offsets();
              int[] units = s.raw().units().clone();
              for (int r = 0; r < STEPS * samples.size(); r++) {
                if (offsets[r + 1] - offsets[r] > 1) {
                  int first = units[offsets[r]];
                  units[offsets[r]] = units[offsets[r] + 1];
                  units[offsets[r] + 1] = first;
                }
              }
              return new Spikes(STEPS, samples.size(), s.size(), offsets, units, null);
            }),
        "events must ascend");
  }

  @Test
  void nanPixelTakenForDark() {
    Caught.by(
        "NaN is not hidden",
        Family.ENCODER,
        new BrokenEncoder((samples, pass) -> rate(samples, pass, false)),
        "a NaN value vanishes");
  }

  @Test
  void samplesChanged() {
    Caught.by(
        "purity",
        Family.ENCODER,
        new BrokenEncoder(
            (samples, pass) -> {
              for (float[] row : samples.values()) {
                row[1] *= 0.5f;
              }
              return rate(samples, pass, false);
            }),
        "encoding changes values");
  }

  /** How an encoder that looks at the training split can fail. */
  public enum Fault {
    NONE,
    FORGETS,
    CHANGES,
    NO_COMPLAINT,
    BEYOND,
    SPOILS,
    GROWS,
    OTHER_FILES,
    DRAWS
  }

  public record Fitting(Fault fault) implements EncoderPlugin<Config> {
    @Override
    public String name() {
      return "test.fitting";
    }

    @Override
    public Config defaults() {
      return new Config();
    }

    @Override
    public Encoder create(Config config, BuildContext context) {
      return new Highest(fault, context, context.dataset().features(), new float[1][1], false);
    }
  }

  private record Highest(
      Fault fault, BuildContext context, int size, float[][] highest, boolean ready)
      implements Encoder {
    @Override
    public int steps() {
      return STEPS;
    }

    @Override
    public int outputSize() {
      return fault == Fault.GROWS && ready ? size + 1 : size;
    }

    @Override
    public SavedState fit(Dataset.Split train) {
      float[][] found = new float[1][1];
      if (fault == Fault.BEYOND) {
        train.gather(new int[] {train.size()});
      }
      if (fault == Fault.OTHER_FILES) {
        context.data().folders();
      }
      train.inBatches(
          7,
          samples -> {
            for (float[] row : samples.values()) {
              for (float x : row) {
                found[0][0] = Math.max(found[0][0], x);
              }
              row[0] += fault == Fault.SPOILS ? 1 : 0;
            }
          });
      found[0][0] += fault == Fault.DRAWS ? (float) Math.random() : 0;
      highest[0][0] = fault == Fault.CHANGES ? found[0][0] : highest[0][0];
      return new SavedState().put("highest", found);
    }

    @Override
    public Encoder fitted(SavedState values) {
      float[][] saved =
          fault == Fault.FORGETS ? new float[][] {{System.nanoTime()}} : new float[1][1];
      if (fault != Fault.FORGETS) {
        values.copyTo("highest", saved);
      }
      return new Highest(fault, context, size, saved, true);
    }

    @Override
    public Signal encode(Samples samples, Pass pass) {
      boolean known = ready || highest[0][0] > 0 || fault == Fault.NO_COMPLAINT;
      if (!known) {
        throw new IllegalStateException("the highest value is not known");
      }
      Tensor signal = Tensor.zeros(STEPS, samples.size(), outputSize());
      for (int r = 0; r < signal.rows().length; r++) {
        float[] x = samples.values()[r % samples.size()];
        for (int n = 0; n < size; n++) {
          signal.rows()[r][n] = x[n] / highest[0][0];
        }
      }
      return signal;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FORGETS | values given back: signal differs",
        "CHANGES | encodes without the values of fit",
        "NO_COMPLAINT | encodes without the values of fit",
        "BEYOND | fit asks for example 20 of a split of 20",
        "SPOILS | fit changes values",
        "GROWS | steps() and outputSize() must stay",
        "OTHER_FILES | looks at files",
        "DRAWS | fit again: highest differs"
      })
  void fitThatBreaksItsContract(Fault fault, String complaint) {
    Caught.by("fit", Family.ENCODER, new Fitting(fault), complaint);
  }

  @Test
  void fitThatKeepsItsContract() {
    assertThat(Contracts.check(Family.ENCODER, new Fitting(Fault.NONE)))
        .allMatch(result -> result.passed() || result.name().equals("constructor"))
        .anyMatch(result -> result.detail().equals("finds [highest] []"));
  }

  public record BrokenMetric(double empty, boolean meanOfMeans) implements MetricPlugin<Config> {
    @Override
    public String name() {
      return "test.metric";
    }

    @Override
    public Config defaults() {
      return new Config();
    }

    @Override
    public Metric create(Config config, BuildContext context) {
      return new Metric() {
        @Override
        public Sum start() {
          return new Scores();
        }

        @Override
        public String unit() {
          return "";
        }

        @Override
        public boolean higherIsBetter() {
          return true;
        }
      };
    }

    private final class Scores implements Metric.Sum {
      private double sum;
      private double weight;

      @Override
      public void add(Tensor prediction, Samples targets) {
        double batch = 0;
        for (float[] row : prediction.rows()) {
          batch += row[0];
        }
        sum += meanOfMeans ? batch / targets.size() : batch;
        weight += meanOfMeans ? 1 : targets.size();
      }

      @Override
      public double value() {
        return weight == 0 ? empty : sum / weight;
      }
    }
  }

  @Test
  void zeroForNoExamples() {
    Caught.by(
        "NaN before the first example",
        Family.METRIC,
        new BrokenMetric(0, false),
        "the value is 0.0, not NaN");
  }

  @Test
  void meanOfBatchMeans() {
    Caught.by(
        "batches add up",
        Family.METRIC,
        new BrokenMetric(Double.NaN, true),
        "the same examples in three batches");
  }

  @Test
  void unitMissing() {
    Caught.by("unit", Family.METRIC, new BrokenMetric(Double.NaN, false), "unit() is empty");
  }
}
