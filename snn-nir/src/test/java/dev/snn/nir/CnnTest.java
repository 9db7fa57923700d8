package dev.snn.nir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.snn.api.codec.Encoder;
import dev.snn.api.data.Dataset;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.random.Seed;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.config.Context;
import dev.snn.nir.file.NirReader;
import dev.snn.nir.run.NirNetwork;
import dev.snn.nir.run.Scheme;
import dev.snn.nir.run.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The convolutional network of the paper on N-MNIST, against what PyTorch makes of it (cnn.py). */
class CnnTest {
  private static final int LAYERS = 5;

  @ParameterizedTest
  @ValueSource(strings = {"zero", "subtract"})
  void saysWhatPyTorchSays(String reset) throws IOException {
    Path cnn = Nets.published("cnn_sinabs.nir");
    Path home = cnn.getParent().getParent();
    assumeTrue(Files.exists(home.resolve("nmnist/nmnist-small.zip")), "N-MNIST is not at hand");
    List<String> expected = Files.readAllLines(Path.of("src/test/resources/cnn", reset + ".csv"));
    Settings settings = new Settings(1e-3, Scheme.EXACT, reset.equals("subtract"), false);
    try (SnnEngine engine =
            SnnEngine.open(SnnEngine.Options.defaults().withBackend("plain").withDataHome(home));
        Parallel parallel = Parallel.pool(2)) {
      Context context = Context.empty(engine.resolver(), engine.dataHome(), 1, new Seed(0));
      Dataset data =
          context
              .at("dataset", 0)
              .make(engine.resolver().resolve(Family.DATASET, Part.of("nmnist"), "dataset"));
      Part code = Part.of("events", "steps", 300, "binary", false, "window_ms", 300.0);
      Encoder encoder =
          context
              .with(data.info())
              .at("encoder", data.info().shape())
              .make(engine.resolver().resolve(Family.ENCODER, code, "encoder"));
      NirNetwork network =
          NirNetwork.of(NirReader.read(cnn), settings, engine.resolver(), engine.dataHome());

      Scores scores = Scores.of(network, data.test(), encoder, parallel);

      assertThat(scores.right()).isGreaterThanOrEqualTo(97);
      assertThat(scores.classes()).hasSameSizeAs(expected);
      for (int k = 0; k < expected.size(); k++) {
        String[] cells = expected.get(k).split(",");
        assertThat(scores.labels()[k]).isEqualTo(Integer.parseInt(cells[0]));
        assertThat(scores.classes()[k]).as("class of %d", k).isEqualTo(Integer.parseInt(cells[1]));
        // Sums in another order may move a spike; in these recordings none changes their number.
        for (int layer = 0; layer < LAYERS; layer++) {
          double[] spikes = List.copyOf(scores.spikes().values()).get(layer);
          assertThat(spikes[k])
              .as("spikes of layer %d in recording %d", layer, k)
              .isEqualTo(Integer.parseInt(cells[2 + layer]));
        }
      }
    }
  }
}
