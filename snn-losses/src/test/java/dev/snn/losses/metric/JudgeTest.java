package dev.snn.losses.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Samples;
import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Checkpoint;
import dev.snn.api.metric.Link;
import dev.snn.api.metric.Metric;
import dev.snn.api.tensor.Tensor;
import dev.snn.kernels.Plane;
import dev.snn.losses.decoder.ConvolutionalNet;
import dev.snn.losses.decoder.LeNet5;
import dev.snn.testkit.TestContext;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On images of 1; how many real digits it knows is tested where there are some. */
class JudgeTest {
  private static final int SIDE = 28;

  @TempDir Path folder;

  private static TestContext context(String name, int side, int width) {
    DatasetInfo info =
        new DatasetInfo(
            name, DatasetInfo.Kind.VALUES, side, side, 1, 10, side * side, "", Map.of(), "", width);
    return TestContext.of(4, JudgeTest.class.getClassLoader()).withDataset(info);
  }

  private static Metric judge(String checkpoint, Link link) {
    return new Judge().create(new Judge.Config(checkpoint, link), context("toy", SIDE, SIDE));
  }

  /** A vertical stroke, five pixels wide or none at all. */
  private static float[] one(float ink, float paper) {
    float[] image = new float[SIDE * SIDE];
    Arrays.fill(image, paper);
    for (int y = 5; y < 23; y++) {
      Arrays.fill(image, y * SIDE + 13, y * SIDE + 16, ink);
    }
    return image;
  }

  private static Samples labels(int... labels) {
    long[] ids = new long[labels.length];
    Arrays.setAll(ids, k -> 40 + k);
    return new Samples(ids, null, null, labels, null);
  }

  private static double score(Metric metric, Samples labels, float[]... images) {
    Metric.Sum sum = metric.start();
    assertThat(sum.value()).isNaN();
    sum.add(new Tensor(images.length / labels.size(), labels.size(), SIDE * SIDE, images), labels);
    return sum.value();
  }

  @Test
  void readsAOneFromLogitsOrFromPixels() {
    assertThat(score(judge("", Link.AUTO), labels(1), one(9, -9))).isEqualTo(1);
    assertThat(score(judge("", Link.AUTO), labels(7), one(9, -9))).isZero();
    assertThat(score(judge("", Link.IDENTITY), labels(1, 1, 2), one(1, 0), one(1, 0), one(1, 0)))
        .isEqualTo(2.0 / 3);
    assertThat(judge("", Link.AUTO).unit()).isEqualTo("fraction");
    assertThat(judge("", Link.AUTO).higherIsBetter()).isTrue();
  }

  @Test
  void everyStepAndEveryBatchCounts() {
    Metric metric = judge("", Link.IDENTITY);
    float[] none = new float[SIDE * SIDE];
    Samples two = labels(1, 1);
    Metric.Sum sum = metric.start();
    sum.add(
        new Tensor(2, 2, SIDE * SIDE, new float[][] {one(1, 0), one(1, 0), one(1, 0), none}), two);
    assertThat(sum.value()).isEqualTo(0.75);
    sum.add(new Tensor(1, 1, SIDE * SIDE, new float[][] {one(1, 0)}), labels(3));
    assertThat(sum.value()).isEqualTo(0.6);
    float[] image = one(1, 0);
    score(metric, labels(1), image);
    assertThat(image).isEqualTo(one(1, 0));
  }

  @Test
  void takesWeightsOfYourOwn() throws IOException {
    TestContext context = context("toy", SIDE, SIDE);
    ConvolutionalNet net =
        new ConvolutionalNet(new LeNet5().defaults(), new Plane(1, SIDE, SIDE), 10, context);
    List<Parameter> parameters =
        net.parameters().stream().map(p -> p.named("decoder." + p.name())).toList();
    parameters.forEach(p -> Arrays.stream(p.value()).forEach(row -> Arrays.fill(row, 0)));
    parameters.get(9).value()[0][6] = 1;
    Path file = folder.resolve("six.npz");
    try (OutputStream out = Files.newOutputStream(file)) {
      Checkpoint.write(out, parameters);
    }
    Metric sixes = judge(file.toString(), Link.AUTO);
    assertThat(score(sixes, labels(6, 1), one(9, -9), one(9, -9))).isEqualTo(0.5);
    assertThatThrownBy(() -> judge("none.npz", Link.AUTO))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "checkpoint: there is no file 'none.npz', here or in the data home. Write one with 'snn"
                + " run --save FILE'.");
  }

  @Test
  void whatItCannotJudgeIsRefused() {
    Judge judge = new Judge();
    assertThatThrownBy(() -> judge.create(judge.defaults(), context("toy", SIDE, 0)))
        .hasMessage(
            "judge looks at reconstructed images of known class, and 'toy' has no such targets. Set"
                + " dataset.target to image.");
    assertThatThrownBy(() -> judge.create(judge.defaults(), context("fashion-mnist", SIDE, SIDE)))
        .hasMessage(
            "the built-in judge knows digits only. Train one for 'fashion-mnist' and give its"
                + " weights as checkpoint.");
    assertThatThrownBy(() -> judge.create(judge.defaults(), context("toy", 20, 20)))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "the built-in judge for images of 28 x 28: parameter 'decoder.hidden1.weight' is 400 x"
                + " 120, not 144 x 120; it belongs to another network.");
    float[] broken = one(1, 0);
    broken[0] = Float.NaN;
    assertThatThrownBy(() -> score(judge("", Link.IDENTITY), labels(1), broken))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("the reconstruction of example 40 has a NaN");
  }
}
