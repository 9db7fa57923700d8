package dev.snn.encoders;

import org.hipparchus.transform.DftNormalization;
import org.hipparchus.transform.FastFourierTransformer;
import org.hipparchus.transform.TransformType;

/** Loudness of mel bands; see {@link FilterBankEncoder}. */
final class MelBank {
  /** Power that counts as silence, of a full-scale sound. */
  private static final double SILENCE = 1e-15;

  private final FilterBankEncoder.Config config;
  private final int samples;
  private final int frames;
  private final int transform;
  private final double[] window;

  /** Weight of each frequency in each band. */
  private final double[][] bands;

  /**
   * @param samples length of a sound
   */
  MelBank(FilterBankEncoder.Config config, int samples) {
    this.config = config;
    this.samples = samples;
    this.frames = (int) Math.max(1, Math.ceil(samples * 1000.0 / rate() / config.hop()));
    this.window = hann((int) Math.max(2, Math.round(config.window() * rate() / 1000)));
    this.transform = Math.max(2, Integer.highestOneBit(2 * window.length - 1));
    this.bands = triangles();
  }

  private double rate() {
    return config.sampleRate();
  }

  int samples() {
    return samples;
  }

  private static double[] hann(int n) {
    double[] out = new double[n];
    for (int i = 0; i < n; i++) {
      out[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / n);
    }
    return out;
  }

  private double[][] triangles() {
    double low = mel(config.low());
    double width = (mel(config.high()) - low) / (config.channels() + 1);
    double[][] out = new double[config.channels()][transform / 2 + 1];
    for (int c = 0; c < out.length; c++) {
      double centre = low + (c + 1) * width;
      double sum = 0;
      for (int k = 0; k < out[c].length; k++) {
        out[c][k] = Math.max(0, 1 - Math.abs(mel(k * rate() / transform) - centre) / width);
        sum += out[c][k];
      }
      if (sum == 0) {
        // Narrower than the distance of two frequencies: the nearest one.
        out[c][(int) Math.round(hertz(centre) * transform / rate())] = 1;
      }
    }
    return out;
  }

  static double mel(double hertz) {
    return 2595 * Math.log10(1 + hertz / 700);
  }

  static double hertz(double mel) {
    return 700 * (Math.pow(10, mel / 2595) - 1);
  }

  /** Values {@code [frames][bands]} from 0, soft, to 1, the loudest; all 0 for silence. */
  float[][] loudness(float[] sound) {
    double[][] decibels = new double[frames][];
    double loudest = Double.NEGATIVE_INFINITY;
    for (int f = 0; f < frames; f++) {
      decibels[f] = decibels(sound, (int) Math.round(f * config.hop() * rate() / 1000));
      for (double value : decibels[f]) {
        loudest = Math.max(loudest, value);
      }
    }
    float[][] out = new float[frames][config.channels()];
    if (loudest <= 10 * Math.log10(SILENCE) + 1) {
      return out;
    }
    for (int f = 0; f < frames; f++) {
      for (int c = 0; c < out[f].length; c++) {
        out[f][c] = (float) Math.max(0, 1 + (decibels[f][c] - loudest) / config.range());
      }
    }
    return out;
  }

  /** Of the frame whose middle is at a sample. */
  private double[] decibels(float[] sound, int middle) {
    double[][] data = new double[2][transform];
    int from = middle - window.length / 2;
    for (int i = 0; i < window.length; i++) {
      int at = from + i;
      data[0][i] = at >= 0 && at < samples ? window[i] * sound[at] : 0;
    }
    FastFourierTransformer.transformInPlace(data, DftNormalization.STANDARD, TransformType.FORWARD);
    double scale = 1.0 / ((double) window.length * window.length);
    double[] power = new double[transform / 2 + 1];
    for (int k = 0; k < power.length; k++) {
      power[k] = scale * (data[0][k] * data[0][k] + data[1][k] * data[1][k]);
    }
    double[] out = new double[bands.length];
    for (int c = 0; c < out.length; c++) {
      double sum = SILENCE;
      for (int k = 0; k < power.length; k++) {
        sum += bands[c][k] * power[k];
      }
      out[c] = 10 * Math.log10(sum);
    }
    return out;
  }
}
