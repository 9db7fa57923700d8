package dev.snn.losses.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.Readout;
import dev.snn.api.loss.Loss;
import dev.snn.api.loss.Outcome;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import dev.snn.testkit.PeerValues;
import dev.snn.testkit.TestContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses and gradients against PyTorch's; made by peer.py. */
class PeerLossesTest {
  private static final int STEPS = 5;
  private static final int BATCH = 4;
  private static final int CLASSES = 3;
  private static final int[] LABELS = {0, 2, 1, 2};
  private static final PeerValues CASES = PeerValues.read(PeerLossesTest.class, "peer.txt");

  private static final Part EVERY_STEP = Part.of("spike-rate");

  private static final Map<String, Part> LOSSES =
      Map.ofEntries(
          Map.entry(
              "count", Part.of("spike-count-mse", "correct_rate", 0.8, "incorrect_rate", 0.2)),
          Map.entry("count-population", Part.of("spike-count-mse", "correct_rate", 0.6)),
          Map.entry("rate", EVERY_STEP),
          Map.entry("rate-membrane", Part.of("spike-rate", "of", "membrane")),
          Map.entry(
              "rate-membrane-mse",
              Part.of("spike-rate", "of", "membrane", "compare", "mse", "incorrect", -0.5)),
          Map.entry("rate-mean", Part.of("spike-rate", "over", "mean")),
          Map.entry(
              "rate-mean-mse",
              new Part(
                  "spike-rate",
                  Map.of("over", "mean", "compare", "mse", "correct", 0.9, "incorrect", 0.1))),
          Map.entry("temporal", Part.of("temporal", "correct", 1.0)),
          Map.entry(
              "temporal-population", Part.of("temporal", "incorrect", -2.0, "tolerance", 1.2)),
          Map.entry(
              "bounds", bounds(Map.of("lower", 3.0, "upper", 1.0, "layers", List.of("hidden")))),
          Map.entry(
              "bounds-first-power",
              bounds(
                  Map.of("lower", 2.0, "upper", 1.5, "layers", List.of("readout"), "power", 1))));

  private static Part bounds(Map<String, Object> options) {
    Map<String, Object> all = new HashMap<>(options);
    all.putAll(Map.of("loss", EVERY_STEP, "lower_weight", 0.2, "upper_weight", 0.5));
    return new Part("rate-bounds", all);
  }

  static List<String> names() {
    return LOSSES.keySet().stream().sorted().toList();
  }

  private static Tensor tensor(float[] values) {
    return PeerValues.tensor(values, STEPS, BATCH);
  }

  private static Loss.Value evaluate(Part part, Map<String, float[]> peer) {
    Tensor x = tensor(peer.get("readout"));
    Loss loss =
        TestContext.of(CLASSES, PeerLossesTest.class.getClassLoader())
            .create(Family.LOSS, "loss", part, x.size());
    Readout last = new Readout(output(x), x, () -> x, false);
    List<Readout> layers =
        peer.containsKey("readout0")
            ? List.of(hidden(peer.get("readout0")), hidden(peer.get("readout1")), last)
            : List.of(last);
    Outcome outcome = new Outcome(Tensor.zeros(1, BATCH, CLASSES), last, layers);
    Samples labels = Samples.labelled(new long[BATCH], new float[BATCH][1], LABELS);
    return loss.evaluate(outcome, labels, Pass.hard());
  }

  private static Readout hidden(float[] values) {
    Tensor y = tensor(values);
    return new Readout(Spikes.of(y), y, () -> y, false);
  }

  /** Spikes as events. */
  private static Signal output(Tensor x) {
    for (float[] row : x.rows()) {
      for (float value : row) {
        if (value != 0 && value != 1) {
          return x;
        }
      }
    }
    return Spikes.of(x);
  }

  @ParameterizedTest
  @MethodSource("names")
  void lossesAndGradientsAreThoseOfAutograd(String name) {
    Map<String, float[]> peer = CASES.of(name);
    Loss.Value value = evaluate(LOSSES.get(name), peer);
    assertThat(value.mean()).isCloseTo(peer.get("loss")[0], within(2e-6));
    assertThat(value.gradPrediction()).isNull();
    Tensor gradient =
        name.startsWith("temporal")
            ? value.gradReadout().probability()
            : name.startsWith("rate-membrane")
                ? value.gradReadout().membrane()
                : value.gradReadout().output();
    close(peer.get("gradient"), gradient);
    for (int k = 0; peer.containsKey("gradient" + k); k++) {
      close(peer.get("gradient" + k), value.gradReadout().hidden().get(k));
    }
    assertThat(value.gradReadout().hidden()).hasSize(name.equals("bounds") ? 2 : 0);
  }

  /** Firing probabilities of 0 and 1 have the times of spikes. */
  @Test
  void timesOfSpikesAreThoseOfTheHardLoss() {
    Map<String, float[]> peer = CASES.of("temporal-hard");
    assertThat(evaluate(LOSSES.get("temporal"), peer).mean())
        .isCloseTo(peer.get("loss")[0], within(1e-5));
  }

  private static void close(float[] expected, Tensor gradient) {
    int at = 0;
    double largest = 0;
    double difference = 0;
    for (float[] row : gradient.rows()) {
      for (int n = 0; n < gradient.size(); n++) {
        largest = Math.max(largest, Math.abs(expected[at]));
        difference = Math.max(difference, Math.abs(expected[at++] - row[n]));
      }
    }
    assertThat(at).isEqualTo(expected.length);
    assertThat(largest).isPositive();
    assertThat(difference / largest).isLessThan(1e-5);
  }
}
