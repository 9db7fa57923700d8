package dev.snn.testkit;

import dev.snn.api.codec.Encoder;
import dev.snn.api.codec.EncoderPlugin;
import dev.snn.api.data.Samples;
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
