package dev.snn.data.format;

/**
 * Sound at another rate: each new sample is a sum of the old ones weighted by a sinc under a Hann
 * window of 16 zero crossings a side, which passes what lies below half of the lower rate (Smith,
 * "Digital Audio Resampling", ccrma.stanford.edu/~jos/resample). Weights are divided by their sum.
 */
public final class Resampled {
  private static final int CROSSINGS = 16;

  private Resampled() {}

  /** The samples at {@code to} instead of {@code from} samples per second. */
  public static float[] of(float[] samples, int from, int to) {
    if (from == to) {
      return samples;
    }
    int length = (int) Math.min(Integer.MAX_VALUE - 8, (long) samples.length * to / from);
    double cut = Math.min(1, (double) to / from);
    double reach = CROSSINGS / cut;
    float[] out = new float[length];
    for (int n = 0; n < length; n++) {
      double at = (double) n * from / to;
      int first = (int) Math.max(0, Math.ceil(at - reach));
      int last = (int) Math.min(samples.length - 1, Math.floor(at + reach));
      double sum = 0;
      double weights = 0;
      for (int k = first; k <= last; k++) {
        double weight = weight((k - at) * cut);
        sum += weight * samples[k];
        weights += weight;
      }
      out[n] = (float) (sum / weights);
    }
    return out;
  }

  private static double weight(double x) {
    double sinc = x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    return sinc * (0.5 + 0.5 * Math.cos(Math.PI * x / CROSSINGS));
  }
}
