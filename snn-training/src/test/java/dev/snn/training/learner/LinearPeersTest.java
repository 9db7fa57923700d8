package dev.snn.training.learner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.stream.StreamLearner;
import dev.snn.api.stream.StreamLearnerPlugin;
import dev.snn.testkit.TestContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Learners against scikit-learn, sample by sample; peer.py made the predictions of peer.txt. */
class LinearPeersTest {
  private static final Map<String, StreamLearnerPlugin<?>> PLUGINS =
      Map.of(
          "gaussian-naive-bayes", new GaussianNaiveBayes(),
          "perceptron", new Perceptron(),
          "sgd", new LinearSgd(),
          "passive-aggressive", new PassiveAggressive());

  private static List<String> lines() throws IOException {
    try (InputStream in = LinearPeersTest.class.getResourceAsStream("peer.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  @TestFactory
  Stream<DynamicTest> predictions() throws IOException {
    List<String> lines = lines();
    assertThat(lines).hasSize(2 * PLUGINS.size());
    return lines.stream()
        .map(line -> line.split(" "))
        .map(
            peer ->
                DynamicTest.dynamicTest(
                    peer[0] + " " + peer[1],
                    () -> compare(PLUGINS.get(peer[0]), Integer.parseInt(peer[1]), peer[2])));
  }

  private static <C extends Record> StreamLearner make(StreamLearnerPlugin<C> plugin, int classes) {
    TestContext some = TestContext.of(PeerStream.INPUTS, LinearPeersTest.class.getClassLoader());
    BuildContext context =
        new TestContext(
            "learner",
            PeerStream.INPUTS,
            1,
            classes,
            1.0,
            some.seed(),
            some.dataset(),
            some.data(),
            some.loader());
    return plugin.create(plugin.defaults(), context);
  }

  private static void compare(StreamLearnerPlugin<?> plugin, int classes, String peer) {
    PeerStream stream = new PeerStream(classes);
    StreamLearner learner = make(plugin, classes);
    List<Integer> different = new ArrayList<>();
    int right = 0;
    for (int k = 0; k < PeerStream.SAMPLES; k++) {
      if (k >= PeerStream.FIRST) {
        int predicted = learner.predict(stream.values[k]);
        right += predicted == stream.labels[k] ? 1 : 0;
        if (predicted != peer.charAt(k - PeerStream.FIRST) - '0') {
          different.add(k);
        }
      }
      learner.learn(stream.values[k], stream.labels[k]);
    }
    int all = PeerStream.SAMPLES - PeerStream.FIRST;
    assertThat(peer).hasSize(all);
    assertThat(right).as("a learner that learns").isGreaterThan(all / classes);
    assertThat(different).hasSizeLessThanOrEqualTo(all / 1000);
  }
}
