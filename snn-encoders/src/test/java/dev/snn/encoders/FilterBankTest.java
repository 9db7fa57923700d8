package dev.snn.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.codec.Encoder;
import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Tensor;
import org.junit.jupiter.api.Test;

class FilterBankTest {
  private static final int RATE = 8000;
  private static final int CHANNELS = 20;

  private static Encoder bank(int samples) {
    FilterBankEncoder.Config config =
        new FilterBankEncoder.Config(RATE, CHANNELS, 100, 3800, 25, 10, 50);
    return new FilterBankEncoder().create(config, Contexts.values(samples));
  }

  /** A tone, loud in the first half of a second and with half the pressure after that. */
  private static float[] tone(double hertz) {
    float[] sound = new float[RATE];
    for (int i = 0; i < RATE; i++) {
      sound[i] = (float) ((i < RATE / 2 ? 0.5 : 0.25) * Math.sin(2 * Math.PI * hertz * i / RATE));
    }
    return sound;
  }

  private static Tensor encode(float[]... sounds) {
    long[] ids = new long[sounds.length];
    Samples samples = Samples.labelled(ids, sounds, new int[ids.length]);
    return (Tensor) bank(sounds[0].length).encode(samples, Pass.hard().forIds(ids));
  }

  @Test
  void aToneIsLoudestInTheBandAroundIt() {
    double low = MelBank.mel(100);
    double width = (MelBank.mel(3800) - low) / (CHANNELS + 1);
    for (int c = 2; c < CHANNELS; c += 5) {
      float[] loud = encode(tone(MelBank.hertz(low + (c + 1) * width))).row(250, 0);
      for (int other = 0; other < CHANNELS; other++) {
        assertThat(loud[c]).isGreaterThanOrEqualTo(loud[other]);
      }
      assertThat(loud[c]).isEqualTo(1, within(0.005f));
      assertThat(loud[(c + 10) % CHANNELS]).isLessThan(0.4f);
    }
  }

  @Test
  void halfThePressureIsSixDecibelsLess() {
    Tensor signal = encode(tone(1000));
    int band = 0;
    for (int c = 0; c < CHANNELS; c++) {
      band = signal.row(250, 0)[c] > signal.row(250, 0)[band] ? c : band;
    }
    double difference = signal.get(250, 0, band) - signal.get(750, 0, band);
    assertThat(difference).isEqualTo(20 * Math.log10(2) / 50, within(1e-3));
  }

  @Test
  void loudnessIsRelativeToTheExampleAndFramesAreHeld() {
    float[] soft = tone(500);
    for (int i = 0; i < soft.length; i++) {
      soft[i] /= 64;
    }
    Tensor signal = encode(tone(500), soft);
    assertThat(signal.steps()).isEqualTo(1000);
    assertThat(signal.size()).isEqualTo(CHANNELS);
    for (int t = 0; t < 1000; t += 37) {
      assertThat(signal.row(t, 1)).containsExactly(signal.row(t, 0), within(1e-3f));
      assertThat(signal.row(t, 0)).isSameAs(signal.row(t / 10 * 10, 0));
    }
  }

  @Test
  void silenceIsZero() {
    for (float[] row : encode(new float[RATE]).rows()) {
      assertThat(row).containsOnly(0f);
    }
  }

  @Test
  void aBandBeyondHalfTheSampleRateIsRefused() {
    assertThatThrownBy(() -> new FilterBankEncoder.Config(8000, 20, 100, 4001, 25, 10, 50))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("high must be between 100.0 and 4000.0, got 4001.0");
  }
}
