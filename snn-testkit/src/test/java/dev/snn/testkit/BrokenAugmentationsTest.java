package dev.snn.testkit;

import dev.snn.api.data.Augmentation;
import dev.snn.api.data.AugmentationPlugin;
import dev.snn.api.data.Recording;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Family;
import dev.snn.api.random.Draws;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BrokenAugmentationsTest {
  public record Config() {}

  public record Made(Supplier<Augmentation> maker) implements AugmentationPlugin<Config> {
    @Override
    public String name() {
      return "test.augmentation";
    }

    @Override
    public Config defaults() {
      return new Config();
    }

    @Override
    public Augmentation create(Config config, BuildContext context) {
      return maker.get();
    }
  }

  private interface OfBoth {
    float[] values(float[] values, long key);

    default Recording recording(Recording r, long key) {
      int[] times = r.timesUs().clone();
      if (times.length > 0) {
        times[0] = (int) (Draws.uniform(key, 0) * (times.length > 1 ? times[1] : 1));
      }
      return new Recording(times, r.x(), r.y(), r.polarity(), r.durationUs());
    }
  }

  private static void assertCaught(String check, Supplier<OfBoth> maker, String... detail) {
    Supplier<Augmentation> made =
        () -> {
          OfBoth both = maker.get();
          return new Augmentation() {
            @Override
            public float[] values(float[] values, long key) {
              return both.values(values, key);
            }

            @Override
            public Recording recording(Recording recording, long key) {
              return both.recording(recording, key);
            }
          };
        };
    Caught.by(check, Family.AUGMENTATION, new Made(made), detail);
  }

  private static float[] darker(float[] values, float factor) {
    float[] out = values.clone();
    for (int k = 0; k < out.length; k++) {
      out[k] *= factor;
    }
    return out;
  }

  @Test
  void valuesOfAnotherLength() {
    assertCaught("shape and range", () -> (values, key) -> new float[7], "60 values became 7");
  }

  @Test
  void anInfiniteValue() {
    assertCaught(
        "shape and range", () -> (values, key) -> darker(values, 1 / 0f), "became Infinity");
  }

  @Test
  void anEventOffTheSensor() {
    assertCaught(
        "shape and range",
        () ->
            new OfBoth() {
              @Override
              public float[] values(float[] values, long key) {
                return darker(values, 0.5f);
              }

              @Override
              public Recording recording(Recording r, long key) {
                short[] x = r.x().clone();
                x[1] = 6;
                return new Recording(r.timesUs(), x, r.y(), r.polarity(), r.durationUs());
              }
            },
        "of a sensor of 6 x 5");
  }

  @Test
  void timesOutOfOrder() {
    assertCaught(
        "shape and range",
        () ->
            new OfBoth() {
              @Override
              public float[] values(float[] values, long key) {
                return darker(values, 0.5f);
              }

              @Override
              public Recording recording(Recording r, long key) {
                int[] times = r.timesUs().clone();
                times[3] = 39_000;
                return new Recording(times, r.x(), r.y(), r.polarity(), r.durationUs());
              }
            },
        "event 4 at 2000 us, after one at 39000 us");
  }

  @Test
  void nothingChanges() {
    assertCaught("draws", () -> (values, key) -> values, "all of 40 examples stay as they are");
  }

  @Test
  void countsItsCalls() {
    assertCaught(
        "determinism",
        () -> {
          AtomicLong calls = new AtomicLong();
          return (values, key) -> darker(values, Draws.uniform(1, calls.getAndIncrement()));
        },
        "has other values the second time");
  }

  @Test
  void changesWhatItIsGiven() {
    assertCaught(
        "purity",
        () ->
            (values, key) -> {
              values[0] = 7;
              return values;
            },
        "after it was changed in place");
  }

  @Test
  void noResult() {
    assertCaught("shape and range", () -> (values, key) -> null, "values(...) returned null");
  }
}
