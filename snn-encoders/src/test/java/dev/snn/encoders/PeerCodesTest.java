package dev.snn.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.codec.Encoder;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Recording;
import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Tensor;
import dev.snn.testkit.PeerValues;
import dev.snn.testkit.TestContext;
import org.junit.jupiter.api.Test;

/** Codes against those of peers; made by peer.py. */
class PeerCodesTest {
  private static final PeerValues CASES = PeerValues.read(PeerCodesTest.class, "peer.txt");

  private static TestContext rows(int width, int height) {
    return Contexts.of(Contexts.info(DatasetInfo.Kind.VALUES, width, height, 1));
  }

  private static Samples samples(float[] all, int batch) {
    float[][] values = new float[batch][all.length / batch];
    for (int b = 0; b < batch; b++) {
      System.arraycopy(all, b * values[b].length, values[b], 0, values[b].length);
    }
    return Samples.labelled(new long[batch], values, new int[batch]);
  }

  /** The codes of the examples one after the other, each [T, N] row by row. */
  private static void assertCode(String name, Encoder encoder, Samples samples, int shown) {
    float[] expected = CASES.of(name).get("code");
    Tensor code = encoder.encode(samples, Pass.hard().forIds(samples.ids())).toTensor();
    int at = 0;
    for (int b = 0; b < samples.size(); b++) {
      for (int t = 0; t < shown; t++) {
        for (int n = 0; n < encoder.outputSize(); n++) {
          assertThat(code.get(t, b, n))
              .as("%s: step %d of example %d, line %d", name, t, b, n)
              .isCloseTo(expected[at++], within(1e-6f));
        }
      }
    }
    assertThat(at).isEqualTo(expected.length);
  }

  private static void assertCode(String name, Encoder encoder) {
    assertCode(name, encoder, samples(CASES.of(name).get("input"), 1), encoder.steps());
  }

  @Test
  void deltaOfASeries() {
    var previous = new DeltaEncoder.Config(0.1, DeltaEncoder.Against.PREVIOUS, true, true);
    assertCode("delta-previous", new DeltaEncoder().create(previous, rows(2, 12)));
    var level = new DeltaEncoder.Config(0.07, DeltaEncoder.Against.LEVEL, true, false);
    assertCode("delta-level", new DeltaEncoder().create(level, rows(2, 12)));
  }

  @Test
  void phases() {
    assertCode(
        "phase", new PhaseEncoder().create(new PhaseEncoder.Config(20, 8, false), rows(8, 1)));
    assertCode(
        "phase-weighted",
        new PhaseEncoder().create(new PhaseEncoder.Config(11, 5, true), rows(8, 1)));
  }

  @Test
  void bursts() {
    assertCode(
        "burst", new BurstEncoder().create(new BurstEncoder.Config(14, 5, 2, 6), rows(8, 1)));
  }

  private static Encoder fields(GrfEncoder.Code code, int steps, double silent) {
    Samples train = samples(CASES.of("grf-values").get("train"), 9);
    Encoder encoder =
        new GrfEncoder().create(new GrfEncoder.Config(steps, 5, 2, code, silent), rows(2, 1));
    return encoder.fitted(encoder.fit(new Whole(train)));
  }

  private record Whole(Samples all) implements Dataset.Split {
    @Override
    public int size() {
      return all.size();
    }

    @Override
    public Samples gather(int[] indices) {
      assertThat(indices).hasSize(all.size());
      return all;
    }

    @Override
    public int label(int index) {
      return 0;
    }
  }

  @Test
  void receptiveFields() {
    Samples points = samples(CASES.of("grf-values").get("input"), 3);
    assertCode("grf-values", fields(GrfEncoder.Code.VALUES, 3, 0), points, 1);
    assertCode("grf-latency", fields(GrfEncoder.Code.LATENCY, 10, 0.1), points, 10);
    Samples first = samples(CASES.of("grf-rank").get("input"), 1);
    assertCode("grf-rank", fields(GrfEncoder.Code.RANK, 4, 0.01), first, 4);
  }

  @Test
  void framesOfEqualNumbersOfEvents() {
    float[] all = CASES.of("events-count").get("input");
    int n = all.length / 4;
    int[] times = new int[n];
    short[] x = new short[n];
    short[] y = new short[n];
    byte[] polarity = new byte[n];
    for (int e = 0; e < n; e++) {
      times[e] = (int) all[e];
      x[e] = (short) all[n + e];
      y[e] = (short) all[2 * n + e];
      polarity[e] = (byte) all[3 * n + e];
    }
    Samples recording =
        new Samples(
            new long[1],
            null,
            new Recording[] {new Recording(times, x, y, polarity, 1000)},
            new int[1],
            null);
    TestContext camera = Contexts.of(Contexts.info(DatasetInfo.Kind.RECORDINGS, 4, 3, 2));
    Encoder encoder =
        new EventsEncoder()
            .create(
                new EventsEncoder.Config(6, false, 0, 2, 1, 0, EventsEncoder.By.COUNT, false),
                camera);
    assertCode("events-count", encoder, recording, 6);
  }
}
