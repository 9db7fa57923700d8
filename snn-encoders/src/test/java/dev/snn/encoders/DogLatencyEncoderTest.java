package dev.snn.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.codec.Encoder;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Spikes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Against the definition, pixel by pixel. */
class DogLatencyEncoderTest {
  private static final int H = 13;
  private static final int W = 17;
  private static final DogLatencyEncoder.Config CONFIG = new DogLatencyEncoder().defaults();

  private static Encoder encoder(DogLatencyEncoder.Config config, int channels) {
    return new DogLatencyEncoder()
        .create(config, Contexts.of(Contexts.info(DatasetInfo.Kind.VALUES, W, H, channels)));
  }

  private static Spikes encode(Encoder encoder, float[] image) {
    Samples samples = Samples.labelled(new long[1], new float[][] {image}, new int[1]);
    return (Spikes) encoder.encode(samples, Pass.hard().forIds(0));
  }

  private static float[] random(int channels, long seed) {
    RandomGenerator random = new Seed(seed).stream("image");
    float[] image = new float[channels * H * W];
    for (int k = 0; k < image.length; k++) {
      image[k] = Math.max(0, random.nextFloat() * 2 - 1);
    }
    return image;
  }

  private static double gauss(int y, int x, double sd) {
    return Math.exp(-(y * y + x * x) / (2 * sd * sd)) / (2 * Math.PI * sd * sd);
  }

  /** A filter of its own: mean 0, largest weight 1. */
  private static double[][] filter(double inner, double outer) {
    double[][] f = new double[7][7];
    double sum = 0;
    for (int i = 0; i < 7; i++) {
      for (int j = 0; j < 7; j++) {
        f[i][j] = gauss(i - 3, j - 3, inner) - gauss(i - 3, j - 3, outer);
        sum += f[i][j];
      }
    }
    double largest = 0;
    for (double[] row : f) {
      for (int j = 0; j < 7; j++) {
        row[j] -= sum / 49;
        largest = Math.max(largest, row[j]);
      }
    }
    for (double[] row : f) {
      for (int j = 0; j < 7; j++) {
        row[j] /= largest;
      }
    }
    return f;
  }

  private static double at(float[] image, int channel, int y, int x) {
    return y < 0 || x < 0 || y >= H || x >= W ? 0 : image[(channel * H + y) * W + x];
  }

  private static double[] responses(float[] image, int channel, double[][] filter) {
    double[] out = new double[H * W];
    for (int p = 0; p < out.length; p++) {
      for (int i = 0; i < 7; i++) {
        for (int j = 0; j < 7; j++) {
          out[p] += filter[i][j] * 255 * at(image, channel, p / W + i - 3, p % W + j - 3);
        }
      }
      out[p] = out[p] < 50 ? 0 : out[p];
    }
    return out;
  }

  private static double[] normalised(double[] f) {
    double[] out = new double[f.length];
    for (int p = 0; p < f.length; p++) {
      double sum = 0;
      for (int y = p / W - 8; y <= p / W + 8; y++) {
        for (int x = p % W - 8; x <= p % W + 8; x++) {
          sum += y < 0 || x < 0 || y >= H || x >= W ? 0 : f[y * W + x];
        }
      }
      out[p] = f[p] == 0 ? 0 : f[p] / (sum / 289);
    }
    return out;
  }

  /** Lines in the order of their spikes. */
  private static List<Integer> expected(float[] image, int channels) {
    double[] all = new double[2 * channels * H * W];
    for (int c = 0; c < channels; c++) {
      double[] on = normalised(responses(image, c, filter(1, 2)));
      double[] off = normalised(responses(image, c, filter(2, 1)));
      System.arraycopy(on, 0, all, 2 * c * H * W, H * W);
      System.arraycopy(off, 0, all, (2 * c + 1) * H * W, H * W);
    }
    List<Integer> lines = new ArrayList<>();
    for (int n = 0; n < all.length; n++) {
      if (all[n] > 0) {
        lines.add(n);
      }
    }
    lines.sort(Comparator.comparingDouble(n -> -all[n]));
    return lines;
  }

  @Test
  void filtersRanksAndBins() {
    for (int channels : new int[] {1, 3}) {
      Encoder encoder = encoder(CONFIG, channels);
      assertThat(encoder.outputShape().toString()).isEqualTo(2 * channels + " x 13 x 17");
      for (long seed = 0; seed < 40; seed++) {
        float[] image = random(channels, seed);
        List<Integer> order = expected(image, channels);
        Spikes spikes = encode(encoder, image);
        assertThat(order).hasSizeGreaterThan(20);
        assertThat(spikes.events()).isEqualTo(order.size());
        for (int t = 0; t < 15; t++) {
          List<Integer> found = new ArrayList<>();
          spikes.forEach(t, 0, (unit, count) -> found.add(unit));
          assertThat(found)
              .as("step %d of image %d", t, seed)
              .isEqualTo(
                  order.subList(order.size() * t / 15, order.size() * (t + 1) / 15).stream()
                      .sorted()
                      .toList());
        }
      }
    }
  }

  /** A bright dot excites on where it is and off around it; an even image nothing but its edge. */
  @Test
  void aDotAndAnEvenImage() {
    float[] image = new float[H * W];
    image[6 * W + 8] = 1;
    Spikes spikes = encode(encoder(CONFIG, 1), image);
    List<Integer> lines = new ArrayList<>();
    for (int t = 0; t < 15; t++) {
      spikes.forEach(t, 0, (unit, count) -> lines.add(unit));
    }
    assertThat(lines).contains(6 * W + 8).doesNotContain(H * W + 6 * W + 8);
    java.util.Arrays.fill(image, 0.5f);
    Spikes even = encode(encoder(CONFIG, 1), image);
    for (int t = 0; t < 15; t++) {
      even.forEach(
          t,
          0,
          (unit, count) -> {
            int y = unit / W % H;
            int x = unit % W;
            assertThat(Math.min(Math.min(y, H - 1 - y), Math.min(x, W - 1 - x))).isLessThan(3);
          });
    }
    assertThat(encode(encoder(CONFIG, 1), new float[H * W]).events()).isZero();
  }

  @Test
  void aFlatVectorIsRefused() {
    assertThatThrownBy(() -> new DogLatencyEncoder().create(CONFIG, Contexts.values(12)))
        .hasMessage(
            "encoder 'dog-latency' needs images, but the data have 12 values without neighbours");
  }
}
