package dev.snn.training.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class MultiLayerPerceptronTest {
  /** Numbers of the generator of {@link PeerStream}. */
  private static DoubleSupplier draws(long seed) {
    long[] state = {seed};
    return () -> {
      state[0] = state[0] * 6364136223846793005L + 1442695040888963407L;
      return (state[0] >>> 40) / (double) (1 << 24);
    };
  }

  private static HiddenLayer network(int hidden, double alpha) {
    return new HiddenLayer(
        new MultiLayerPerceptron.Config(hidden, 1e-3, alpha),
        PeerStream.INPUTS,
        3,
        () -> draws(100));
  }

  @Test
  void theGradientIsThatOfTheLoss() {
    PeerStream stream = new PeerStream(3);
    HiddenLayer network = network(20, 0.1);
    double step = 1e-6;
    for (int k = 0; k < 5; k++) {
      float[] x = stream.values[k];
      int label = stream.labels[k];
      double[] gradient = network.gradient(x, label).clone();
      double largest = 0;
      for (int w = 0; w < gradient.length; w++) {
        double before = network.weights()[w];
        network.weights()[w] = before + step;
        double above = network.loss(x, label);
        network.weights()[w] = before - step;
        double below = network.loss(x, label);
        network.weights()[w] = before;
        assertThat(gradient[w]).isEqualTo((above - below) / (2 * step), within(1e-8));
        largest = Math.max(largest, Math.abs(gradient[w]));
      }
      assertThat(largest).isGreaterThan(0.1);
    }
  }

  /** The first weights and 6,000 steps of scikit-learn's MLPClassifier; mlp.py made mlp.txt. */
  @Test
  void theStepsOfScikitLearn() throws IOException {
    List<String> lines;
    try (InputStream in = getClass().getResourceAsStream("mlp.txt")) {
      lines =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .toList();
    }
    assertThat(lines).hasSizeGreaterThan(30);
    PeerStream stream = new PeerStream(3);
    HiddenLayer network = network(100, 1e-4);
    int at = 0;
    int right = 0;
    for (int k = 0; k < PeerStream.SAMPLES; k++) {
      String[] peer = lines.get(Math.min(at, lines.size() - 1)).split(" ");
      if (Integer.parseInt(peer[0]) == k) {
        double[] probabilities = network.probabilities(stream.values[k]);
        for (int c = 0; c < 3; c++) {
          assertThat(probabilities[c])
              .as("sample %d", k)
              .isEqualTo(Double.parseDouble(peer[1 + c]), within(1e-7));
        }
        at++;
      }
      right += network.predict(stream.values[k]) == stream.labels[k] ? 1 : 0;
      network.learn(stream.values[k], stream.labels[k]);
    }
    assertThat(at).isEqualTo(lines.size());
    assertThat(right).isGreaterThan(PeerStream.SAMPLES / 2);
  }
}
