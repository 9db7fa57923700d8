package dev.snn.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.codec.Encoder;
import dev.snn.api.codec.EncoderPlugin;
import dev.snn.api.data.BadDataException;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Recording;
import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.random.Draws;
import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Constant;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import dev.snn.testkit.TestContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncoderTest {
  private static final int SIDE = 5;
  private static final TestContext CAMERA =
      Contexts.of(Contexts.info(DatasetInfo.Kind.RECORDINGS, SIDE, SIDE, 2));

  /** Pixels k/255 with many zeros and a one. */
  private static Samples images(int batch, int features) {
    float[][] values = new float[batch][features];
    long[] ids = new long[batch];
    for (int b = 0; b < batch; b++) {
      ids[b] = 1_000 + 17L * b;
      for (int n = 0; n < features; n++) {
        int random = (int) (Draws.bits(b, n) >>> 56);
        values[b][n] = random < 128 ? 0 : random / 255f;
      }
      values[b][0] = 1;
    }
    return Samples.labelled(ids, values, new int[batch]);
  }

  private static Samples recordings(int batch) {
    Recording[] recordings = new Recording[batch];
    long[] ids = new long[batch];
    for (int b = 0; b < batch; b++) {
      int n = 40 + b;
      int[] times = new int[n];
      short[] x = new short[n];
      short[] y = new short[n];
      byte[] polarity = new byte[n];
      for (int e = 0; e < n; e++) {
        times[e] = e * 25;
        x[e] = (short) (Draws.bits(b, 3L * e) >>> 33 & 3);
        y[e] = (short) (Draws.bits(b, 3L * e + 1) >>> 33 & 1);
        polarity[e] = (byte) (Draws.bits(b, 3L * e + 2) >>> 63);
      }
      recordings[b] = new Recording(times, x, y, polarity, 1_000);
      ids[b] = b;
    }
    return new Samples(ids, null, recordings, new int[batch], null);
  }

  private static Samples one(Samples all, int b) {
    return new Samples(
        new long[] {all.ids()[b]},
        all.values() == null ? null : new float[][] {all.values()[b]},
        all.recordings() == null ? null : new Recording[] {all.recordings()[b]},
        new int[1],
        null);
  }

  private static void assertSame(Spikes a, Spikes b) {
    assertThat(a.isSame(b)).isTrue();
  }

  private static Encoder make(String name) {
    return switch (name) {
      case "rate" -> new RateEncoder().create(new RateEncoder.Config(12, 0.8), Contexts.values(40));
      case "latency" ->
          new LatencyEncoder().create(new LatencyEncoder.Config(20), Contexts.values(40));
      default ->
          new EventsEncoder()
              .create(
                  new EventsEncoder.Config(7, false, 0, 2, 1, 0, EventsEncoder.By.TIME, false),
                  CAMERA);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"rate", "latency", "events"})
  void batchesEqualSinglesAtAnyNumberOfThreads(String name) {
    Encoder encoder = make(name);
    Samples batch = name.equals("events") ? recordings(19) : images(19, 40);
    Pass pass = Pass.hard().withKey(99).forIds(batch.ids());
    Spikes alone = (Spikes) encoder.encode(batch, pass);
    assertThat(alone.events()).isPositive();
    try (Parallel pool = Parallel.pool(3)) {
      assertSame((Spikes) encoder.encode(batch, pass.on(pool)), alone);
    }
    Tensor dense = alone.toTensor();
    for (int b = 0; b < batch.size(); b++) {
      Tensor single =
          encoder.encode(one(batch, b), Pass.hard().withKey(99).forIds(batch.ids()[b])).toTensor();
      for (int t = 0; t < encoder.steps(); t++) {
        assertThat(single.row(t, 0)).isEqualTo(dense.row(t, b));
      }
    }
  }

  @Test
  void rateIsTheScalarReference() {
    Samples batch = images(3, 40);
    Pass pass = Pass.hard().withKey(5).forIds(batch.ids());
    Tensor spikes = make("rate").encode(batch, pass).toTensor();
    for (int b = 0; b < 3; b++) {
      long key = Draws.mix(new Seed(5).key("encoder"), batch.ids()[b]);
      for (int t = 0; t < 12; t++) {
        for (int n = 0; n < 40; n++) {
          float p = 0.8f * batch.values()[b][n];
          float expected = Draws.uniform(key, ((long) n << 32) + t) < p ? 1 : 0;
          assertThat(spikes.get(t, b, n)).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void rateHasTheProbabilityOfTheValue() {
    float[] row = {0, 0.1f, 0.5f, 0.9f, 1};
    Samples batch = Samples.labelled(new long[] {4}, new float[][] {row}, new int[1]);
    int steps = 20_000;
    Encoder encoder =
        new RateEncoder().create(new RateEncoder.Config(steps, 1), Contexts.values(5));
    Spikes spikes = (Spikes) encoder.encode(batch, Pass.hard());
    int[] counts = new int[5];
    for (int t = 0; t < steps; t++) {
      spikes.forEach(t, 0, (unit, count) -> counts[unit]++);
    }
    assertThat(counts[0]).isZero();
    assertThat(counts[4]).isEqualTo(steps);
    for (int n = 1; n < 4; n++) {
      double sd = Math.sqrt(row[n] * (1 - row[n]) / steps);
      assertThat((double) counts[n] / steps).isCloseTo(row[n], within(4 * sd));
    }
  }

  @Test
  void rateChangesWithTheKeyAndNotWithTheNumberOfSteps() {
    Samples batch = images(2, 40);
    Pass pass = Pass.hard().withKey(1);
    Spikes some = (Spikes) make("rate").encode(batch, pass);
    Encoder longer = new RateEncoder().create(new RateEncoder.Config(30, 0.8), Contexts.values(40));
    assertSame(((Spikes) longer.encode(batch, pass)).timeRange(0, 12), some);
    Spikes other = (Spikes) make("rate").encode(batch, pass.withKey(2));
    assertThat(other.isSame(some)).isFalse();
  }

  @Test
  void rateInPartsIsRateAtOnce() {
    Samples batch = images(2, 40);
    Pass pass = Pass.hard();
    Pass second =
        new Pass(true, pass.spiking(), pass.parallel(), pass.arena(), pass.key(), pass.ids(), 12);
    Encoder longer = new RateEncoder().create(new RateEncoder.Config(24, 0.8), Contexts.values(40));
    assertSame(
        ((Spikes) longer.encode(batch, pass)).timeRange(12, 24),
        (Spikes) make("rate").encode(batch, second));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 20, 30})
  void latencyIsTheFormulaForEveryByte(int steps) {
    float[] row = new float[256];
    for (int v = 0; v < 256; v++) {
      row[v] = v / 255f;
    }
    Encoder encoder =
        new LatencyEncoder().create(new LatencyEncoder.Config(steps), Contexts.values(256));
    Samples batch = Samples.labelled(new long[1], new float[][] {row}, new int[1]);
    Tensor spikes = encoder.encode(batch, Pass.hard()).toTensor();
    for (int v = 0; v < 256; v++) {
      int numerator = 2 * v * (steps - 1) + 255;
      int expected = steps - numerator / 510;
      for (int t = 0; t < steps; t++) {
        assertThat(spikes.get(t, 0, v)).isEqualTo(t == expected ? 1 : 0);
      }
    }
    assertThat(spikes.get(1, 0, 255)).isEqualTo(1);
  }

  @Test
  void directHoldsTheValues() {
    Samples batch = images(2, 40);
    Encoder encoder = new DirectEncoder().create(new DirectEncoder.Config(9), Contexts.values(40));
    Constant current = (Constant) encoder.encode(batch, Pass.hard());
    assertThat(current.steps()).isEqualTo(9);
    assertThat(current.rows()).isDeepEqualTo(batch.values());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void eventsAreTheScalarReference(int variant) {
    boolean binary = (variant & 1) == 0;
    int polarities = (variant & 2) == 0 ? 2 : 1;
    int pool = (variant & 4) == 0 ? 1 : 2;
    double windowMs = variant % 3 == 0 ? 0.6 : 0;
    int side = pool == 1 ? 5 : 3;
    Samples batch = recordings(3);
    Encoder encoder =
        new EventsEncoder()
            .create(
                new EventsEncoder.Config(
                    7, binary, windowMs, polarities, pool, 0, EventsEncoder.By.TIME, false),
                CAMERA);
    assertThat(encoder.outputSize()).isEqualTo(polarities * side * side);
    Tensor spikes = encoder.encode(batch, Pass.hard()).toTensor();
    Tensor expected = Tensor.zeros(7, 3, encoder.outputSize());
    int window = windowMs > 0 ? 600 : 1_000;
    for (int b = 0; b < 3; b++) {
      Recording r = batch.recordings()[b];
      for (int e = 0; e < r.events(); e++) {
        int p = polarities == 1 ? 0 : r.polarity()[e];
        int line = p * side * side + r.y()[e] / pool * side + r.x()[e] / pool;
        if (r.timesUs()[e] < window) {
          float[] row = expected.row(r.timesUs()[e] * 7 / window, b);
          row[line] = binary ? 1 : row[line] + 1;
        }
      }
    }
    assertThat(spikes.rows()).isDeepEqualTo(expected.rows());
  }

  /** The first event of a line is the one before which there was none, in time or by its rank. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void firstEventsAreTheScalarReference(int variant) {
    EventsEncoder.By by = (variant & 1) == 0 ? EventsEncoder.By.TIME : EventsEncoder.By.COUNT;
    int pool = (variant & 2) == 0 ? 1 : 2;
    int window = (variant & 4) == 0 ? 1_000 : 600;
    int side = pool == 1 ? 5 : 3;
    int steps = 3;
    Samples batch = recordings(3);
    Encoder encoder =
        new EventsEncoder()
            .create(
                new EventsEncoder.Config(steps, false, window * 1e-3, 2, pool, 0, by, true),
                CAMERA);
    Tensor spikes = encoder.encode(batch, Pass.hard()).toTensor();
    Tensor expected = Tensor.zeros(steps, 3, encoder.outputSize());
    for (int b = 0; b < 3; b++) {
      Recording r = batch.recordings()[b];
      Map<Integer, Integer> times = new LinkedHashMap<>();
      for (int e = 0; e < r.events() && r.timesUs()[e] < window; e++) {
        int line = r.polarity()[e] * side * side + r.y()[e] / pool * side + r.x()[e] / pool;
        times.putIfAbsent(line, r.timesUs()[e]);
      }
      assertThat(times.size()).isGreaterThan(steps).isLessThan(r.events());
      int rank = 0;
      for (Map.Entry<Integer, Integer> first : times.entrySet()) {
        int step =
            by == EventsEncoder.By.TIME
                ? first.getValue() * steps / window
                : Math.min(steps - 1, rank / (times.size() / steps));
        expected.row(step, b)[first.getKey()] = 1;
        rank++;
      }
    }
    assertThat(spikes.rows()).isDeepEqualTo(expected.rows());
  }

  /**
   * Every recording is somewhere within two pixels of where it was, and stays there outside
   * training.
   */
  @Test
  void trainingMovesRecordings() {
    Encoder encoder =
        new EventsEncoder()
            .create(
                new EventsEncoder.Config(1, true, 0, 1, 1, 2, EventsEncoder.By.TIME, false),
                CAMERA);
    short[] middle = {2};
    Recording dot = new Recording(new int[1], middle, middle, new byte[1], 1_000);
    int batch = 200;
    long[] ids = new long[batch];
    Recording[] all = new Recording[batch];
    for (int b = 0; b < batch; b++) {
      ids[b] = b;
      all[b] = dot;
    }
    Samples samples = new Samples(ids, null, all, null, null);
    Tensor moved = encoder.encode(samples, Pass.hard().forIds(ids)).toTensor();
    int[] seen = new int[SIDE * SIDE];
    for (int b = 0; b < batch; b++) {
      for (int n = 0; n < seen.length; n++) {
        seen[n] += (int) moved.get(0, b, n);
      }
    }
    assertThat(seen).hasSize(25).doesNotContain(0);
    assertThat(java.util.Arrays.stream(seen).sum()).isEqualTo(batch);
    Pass evaluation =
        new Pass(
            false, Pass.hard().spiking(), Pass.hard().parallel(), Pass.hard().arena(), 0, ids, 0);
    Tensor kept = encoder.encode(samples, evaluation).toTensor();
    for (int b = 0; b < batch; b++) {
      assertThat(kept.get(0, b, 2 * SIDE + 2)).isEqualTo(1);
    }
  }

  @Test
  void theWrongKindOfDataIsRefused() {
    for (EncoderPlugin<?> plugin :
        List.of(new RateEncoder(), new LatencyEncoder(), new DirectEncoder())) {
      assertThatThrownBy(() -> withDefaults(plugin, CAMERA))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "encoder '"
                  + plugin.name()
                  + "' needs value vectors, but data set 'toy' holds event recordings; use encoder"
                  + " 'events'");
    }
    assertThatThrownBy(() -> withDefaults(new EventsEncoder(), Contexts.values(3)))
        .hasMessage(
            "encoder 'events' needs event recordings, but data set 'toy' holds value vectors; use"
                + " encoder 'rate', 'latency' or 'direct'");
  }

  private static <C extends Record> Encoder withDefaults(
      EncoderPlugin<C> plugin, TestContext context) {
    return plugin.create(plugin.defaults(), context);
  }

  @ParameterizedTest
  @ValueSource(floats = {-0.1f, 1.5f, Float.NaN})
  void valuesOutsideTheUnitIntervalAreRefused(float bad) {
    float[][] values = {{0, bad}};
    Samples batch = Samples.labelled(new long[] {7}, values, new int[1]);
    for (EncoderPlugin<?> plugin : List.of(new RateEncoder(), new LatencyEncoder())) {
      Encoder encoder = withDefaults(plugin, Contexts.values(2));
      assertThatThrownBy(() -> encoder.encode(batch, Pass.hard()))
          .isInstanceOf(BadDataException.class)
          .hasMessage(
              "encoder '%s' needs values in [0, 1], but feature 1 of example 7 is %s; set the data set's scale, or normalise: min-max."
                  .formatted(plugin.name(), bad));
    }
  }

  @Test
  void optionsAreChecked() {
    assertThatThrownBy(() -> new RateEncoder.Config(0, 1)).hasMessageContaining("steps");
    assertThatThrownBy(() -> new RateEncoder.Config(5, 0)).hasMessageContaining("gain");
    assertThatThrownBy(() -> new LatencyEncoder.Config(1)).hasMessageContaining("steps");
    assertThatThrownBy(
            () -> new EventsEncoder.Config(5, true, -1, 2, 1, 0, EventsEncoder.By.TIME, false))
        .hasMessageContaining("window_ms");
    assertThatThrownBy(
            () -> new EventsEncoder.Config(5, true, 0, 3, 1, 0, EventsEncoder.By.TIME, false))
        .hasMessageContaining("polarities");
  }
}
