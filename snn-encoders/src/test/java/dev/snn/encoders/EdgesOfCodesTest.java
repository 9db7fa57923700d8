package dev.snn.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.codec.Encoder;
import dev.snn.api.data.BadDataException;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Recording;
import dev.snn.api.data.Samples;
import dev.snn.api.learning.SavedState;
import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What codes do at the edges of what they are given. */
class EdgesOfCodesTest {

  private static Samples samples(float... values) {
    return Samples.labelled(new long[] {5}, new float[][] {values}, new int[1]);
  }

  private static Tensor encode(Encoder encoder, float... values) {
    return encoder.encode(samples(values), Pass.hard().forIds(5)).toTensor();
  }

  private static float[] line(Tensor code, int n) {
    float[] line = new float[code.steps()];
    for (int t = 0; t < line.length; t++) {
      line[t] = code.get(t, 0, n);
    }
    return line;
  }

  private static Encoder delta(DeltaEncoder.Config config, int width, int height, int channels) {
    DatasetInfo info = Contexts.info(DatasetInfo.Kind.VALUES, width, height, channels);
    return new DeltaEncoder().create(config, Contexts.of(info));
  }

  /** A sound is a single row. */
  @Test
  void oneRowIsASeries() {
    var config = new DeltaEncoder.Config(1, DeltaEncoder.Against.LEVEL, true, false);
    Encoder encoder = delta(config, 6, 1, 1);
    assertThat(encoder.steps()).isEqualTo(6);
    assertThat(encoder.outputSize()).isEqualTo(2);
    Tensor code = encode(encoder, 4, 6.5f, 6.5f, 6.5f, 4.5f, 5.75f);
    assertThat(line(code, 0)).containsExactly(0, 1, 1, 0, 0, 0);
    assertThat(line(code, 1)).containsExactly(0, 0, 0, 0, 1, 0);
  }

  /** Two channels of two rows of one value: lines are ups of both channels. */
  @Test
  void channelsAreSeriesAndDownsMayBeLeftOut() {
    var config = new DeltaEncoder.Config(1, DeltaEncoder.Against.PREVIOUS, false, true);
    Encoder encoder = delta(config, 1, 2, 2);
    assertThat(encoder.outputShape()).isEqualTo(new Shape(2, 1, 1));
    Tensor code = encode(encoder, 0, 1, 3, 1);
    assertThat(line(code, 0)).containsExactly(0, 1);
    assertThat(line(code, 1)).containsExactly(1, 0);
  }

  private static Encoder fields(int fields, GrfEncoder.Code code, int steps, float... range) {
    Encoder encoder =
        new GrfEncoder()
            .create(
                new GrfEncoder.Config(steps, fields, 2, code, 0.1),
                Contexts.values(range.length / 2));
    float[][] rows = new float[2][range.length / 2];
    for (int n = 0; n < range.length; n++) {
      rows[n % 2][n / 2] = range[n];
    }
    return encoder.fitted(new SavedState().put("range", rows));
  }

  /** Feature 0 is always 3; feature 1 lies between 0 and 2, its middle field at 1. */
  @Test
  void aFeatureWithoutAnyRangeIsSilent() {
    Tensor code = encode(fields(3, GrfEncoder.Code.VALUES, 1, 3, 3, 0, 2), 3, 1);
    assertThat(code.row(0, 0)[0]).isZero();
    assertThat(code.row(0, 0)[1]).isZero();
    assertThat(code.row(0, 0)[4]).isEqualTo(1);
    assertThat(code.row(0, 0)[3]).isEqualTo(code.row(0, 0)[5]).isBetween(0.13f, 0.14f);
  }

  /** The two outer fields are equally far away: both come second. */
  @Test
  void equalActivationsHaveOneRank() {
    Tensor code = encode(fields(3, GrfEncoder.Code.RANK, 4, 0, 2), 1);
    assertThat(line(code, 0)).containsExactly(0, 1, 0, 0);
    assertThat(line(code, 1)).containsExactly(1, 0, 0, 0);
    assertThat(line(code, 2)).containsExactly(0, 1, 0, 0);
    // Two features in their middle fields: two of rank 0, four of rank 1.
    Tensor two = encode(fields(3, GrfEncoder.Code.RANK, 4, 0, 2, 10, 14), 1, 12);
    assertThat(two.row(0, 0)).containsExactly(0, 1, 0, 0, 1, 0);
    assertThat(two.row(1, 0)).containsExactly(1, 0, 1, 1, 0, 1);
    assertThat(two.row(2, 0)).containsOnly(0);
  }

  @Test
  void fieldsOfAPixelAreChannels() {
    DatasetInfo info = Contexts.info(DatasetInfo.Kind.VALUES, 2, 3, 2);
    Encoder encoder = new GrfEncoder().create(new GrfEncoder().defaults(), Contexts.of(info));
    assertThat(encoder.outputShape()).isEqualTo(new Shape(10, 3, 2));
    float[][] range = new float[2][12];
    java.util.Arrays.fill(range[1], 1);
    Encoder fitted = encoder.fitted(new SavedState().put("range", range));
    float[] pixels = new float[12];
    // Channel 1, row 2, column 1 at the centre of field 3 of 5; all others at the ends of fields 2.
    pixels[11] = 0.5f;
    Tensor code = encode(fitted, pixels);
    assertThat(code.get(0, 0, new Shape(10, 3, 2).line(5 + 2, 2, 1))).isEqualTo(1);
    assertThat(code.get(0, 0, new Shape(10, 3, 2).line(2, 2, 1))).isZero();
  }

  @Test
  void valuesThatAreNoNumbersAreRefused() {
    var delta = delta(new DeltaEncoder().defaults(), 3, 1, 1);
    assertThatThrownBy(() -> encode(delta, 1, Float.NaN, 2))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "encoder 'delta' needs numbers, but feature 1 of example 5 is NaN; set the data set's 'missing'.");
    var burst = new BurstEncoder().create(new BurstEncoder().defaults(), Contexts.values(1));
    assertThatThrownBy(() -> encode(burst, 1.5f)).hasMessageContaining("needs values in [0, 1]");
    assertThatThrownBy(() -> new BurstEncoder.Config(5, 5, 4, 3))
        .hasMessageContaining("max_interval");
    assertThatThrownBy(() -> new GrfEncoder.Config(5, 2, 1, GrfEncoder.Code.RANK, 0))
        .hasMessageContaining("fields");
  }

  /** Three events in five steps: one each in the first three. */
  @Test
  void fewerEventsThanSteps() {
    Recording few =
        new Recording(new int[] {700, 800, 900}, new short[3], new short[3], new byte[3], 1000);
    Samples recording = new Samples(new long[1], null, new Recording[] {few}, new int[1], null);
    Encoder encoder =
        new EventsEncoder()
            .create(
                new EventsEncoder.Config(5, false, 0, 1, 1, 0, EventsEncoder.By.COUNT, false),
                Contexts.of(Contexts.info(DatasetInfo.Kind.RECORDINGS, 1, 1, 2)));
    Tensor code = encoder.encode(recording, Pass.hard().forIds(0)).toTensor();
    assertThat(line(code, 0)).containsExactly(1, 1, 1, 0, 0);
  }

  /** Float rounds 2,000,000,000 - 1,999,999,998 to 0, which is no interval. */
  @Test
  void intervalsOfBurstsDoNotFallBelowTheLeast() {
    var config = new BurstEncoder.Config(6, 5, 2, 2_000_000_000);
    Tensor code = encode(new BurstEncoder().create(config, Contexts.values(1)), 1);
    assertThat(line(code, 0)).containsExactly(1, 0, 1, 0, 1, 0);
  }

  @Test
  void moreFieldsThanLinesCanBeCounted() {
    var config = new GrfEncoder.Config(20, 1_000_000_000, 2, GrfEncoder.Code.VALUES, 0.1);
    assertThatThrownBy(() -> new GrfEncoder().create(config, Contexts.values(64)))
        .hasMessage(
            "its steps and fields give 1280000000000 cells (steps x lines); at most 2^31 - 1 are possible");
  }
}
