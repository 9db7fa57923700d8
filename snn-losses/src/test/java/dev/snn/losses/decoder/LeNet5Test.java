package dev.snn.losses.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.codec.Decoder;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Readout;
import dev.snn.api.neuron.Pass;
import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Tensor;
import dev.snn.testkit.TestContext;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class LeNet5Test {
  private static TestContext context(int width, int height) {
    DatasetInfo images =
        new DatasetInfo("toy", DatasetInfo.Kind.VALUES, width, height, 1, 3, 0, "", Map.of(), "");
    return TestContext.of(width * height, LeNet5Test.class.getClassLoader()).withDataset(images);
  }

  private static Decoder decoder(LeNet5.Config config, int width, int height) {
    return new LeNet5().create(config, context(width, height));
  }

  @Test
  void withTheDefaultsItHasTheSizeOfThePaper() {
    Decoder decoder = decoder(new LeNet5().defaults(), 28, 28);
    assertThat(decoder.parameters().stream().map(Parameter::count))
        .containsExactly(150L, 6L, 2_400L, 16L, 48_000L, 120L, 10_080L, 84L, 84L * 3, 3L);
  }

  /** Along the gradient a function rises by the gradient's squared length. */
  @Test
  void gradientsOfKernelsAndMaxima() {
    Decoder decoder = decoder(new LeNet5.Config(0, 3, 2, 4, 5, 12, 8), 13, 12);
    RandomGenerator random = new Seed(3).stream("images");
    Tensor x = Tensor.zeros(6, 3, 13 * 12);
    for (float[] row : x.rows()) {
      for (int n = 0; n < x.size(); n++) {
        row[n] = random.nextFloat() / 3;
      }
    }
    Tensor projection = Tensor.zeros(1, 3, 3);
    for (float[] row : projection.rows()) {
      for (int n = 0; n < 3; n++) {
        row[n] = 2 * random.nextFloat() - 1;
      }
    }
    Decoder.Decoded decoded = decoder.decode(Readout.of(x), Pass.hard());
    Tensor gradX = decoder.backward(decoded.tape(), projection.copy(), Pass.hard()).output();
    assertRise(decoder, x, projection, x.rows(), gradX.rows());
    List<Parameter> parameters = decoder.parameters();
    assertThat(parameters).hasSize(10);
    for (Parameter p : parameters) {
      assertRise(decoder, x, projection, p.value(), p.gradient());
    }
  }

  private static void assertRise(
      Decoder decoder, Tensor x, Tensor projection, float[][] value, float[][] gradient) {
    double length = 0;
    for (float[] row : gradient) {
      for (float g : row) {
        length += (double) g * g;
      }
    }
    assertThat(length).isGreaterThan(1e-5);
    double h = 2e-3 / Math.sqrt(length);
    move(value, gradient, h);
    double up = loss(decoder, x, projection);
    move(value, gradient, -2 * h);
    double down = loss(decoder, x, projection);
    move(value, gradient, h);
    assertThat((up - down) / (2 * h)).isCloseTo(length, within(0.01 * length));
  }

  private static void move(float[][] value, float[][] gradient, double h) {
    for (int r = 0; r < value.length; r++) {
      for (int j = 0; j < value[r].length; j++) {
        value[r][j] += (float) (h * gradient[r][j]);
      }
    }
  }

  private static double loss(Decoder decoder, Tensor x, Tensor projection) {
    Tensor scores = decoder.decode(Readout.of(x), Pass.hard()).prediction();
    double sum = 0;
    for (int b = 0; b < 3; b++) {
      for (int c = 0; c < 3; c++) {
        sum += (double) scores.get(0, b, c) * projection.get(0, b, c);
      }
    }
    return sum;
  }

  @Test
  void aReadoutThatIsNoImageIsRefused() {
    assertThatThrownBy(
            () -> new LeNet5().create(new LeNet5().defaults(), context(28, 28).withInputSize(100)))
        .hasMessage(
            "lenet5 needs an image, but the readout has 100 neurons; set width to the pixels per row");
    assertThatThrownBy(() -> decoder(new LeNet5().defaults(), 4, 4))
        .hasMessage("a kernel of 5 x 5 does not fit an image of 2 x 2");
    assertThatThrownBy(() -> new LeNet5.Config(0, 4, 2, 6, 16, 120, 84))
        .hasMessage("kernel must be odd, got 4");
  }
}
