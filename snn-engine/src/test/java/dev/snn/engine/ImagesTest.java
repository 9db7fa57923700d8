package dev.snn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.api.metric.Metric;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Tensor;
import dev.snn.engine.config.Context;
import dev.snn.engine.error.OutputFailure;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import dev.snn.engine.run.RunRequest;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that give images. */
class ImagesTest {
  @TempDir Path folder;

  private static SnnEngine open() {
    return SnnEngine.open(SnnEngine.Options.defaults());
  }

  /** The built-in judge on the images it will be given at best: the originals of the test split. */
  @Test
  void theJudgeKnowsTheOriginals() {
    try (SnnEngine engine = open()) {
      Context empty = Context.empty(engine.resolver(), engine.dataHome(), 1, new Seed(0));
      Dataset mnist =
          empty.create(Family.DATASET, "dataset", Part.of("mnist", "target", "image"), 0);
      Metric judge =
          empty
              .with(mnist.info())
              .create(Family.METRIC, "metric", Part.of("judge", "link", "identity"), 0);
      Metric.Sum sum = judge.start();
      for (int from = 0; from < 10_000; from += 500) {
        Samples batch = mnist.test().gather(IntStream.range(from, from + 500).toArray());
        sum.add(new Tensor(1, 500, 784, batch.targets()), batch);
      }
      assertThat(sum.value()).isEqualTo(0.9911, within(0.0003)).isGreaterThanOrEqualTo(0.989);
    }
  }

  private static Experiment reconstruction() {
    return Experiment.named("images")
        .dataset("mnist", "train", 128, "validation", 20, "test", 12, "target", "image")
        .encoder("direct", "steps", 1)
        .decoder("mlp", "hidden", 32, "on", "counts")
        .loss("bce")
        .training("gradient", "epochs", 2, "batch", 16);
  }

  @Test
  void aRunWithImagesLeavesAPictureBesideItsRecord() throws IOException {
    try (SnnEngine engine = open()) {
      Path weights = folder.resolve("kept/weights.npz");
      RunRecord record =
          engine.run(
              reconstruction().request(engine, 1).withOut(folder).withParameters(weights),
              ProgressListener.SILENT);
      assertThat(record.status()).isEqualTo(Status.OK);
      assertThat(record.finalScores("test").get("mse")).isBetween(0.02, 0.2);
      assertThat(weights).isNotEmptyFile();
    }
    BufferedImage sheet =
        ImageIO.read(folder.resolve("records/images--images--seed-1.png").toFile());
    assertThat(sheet.getWidth()).isEqualTo(10 * (28 * 3 + 6) + 6);
    assertThat(sheet.getHeight()).isEqualTo(2 * (28 * 3 + 6) + 6);
    // The first test image is a seven: its bar in the upper row, something grey below.
    assertThat(shade(sheet, 0, 0, 12, 8)).isEqualTo(198);
    assertThat(shade(sheet, 0, 0, 0, 0)).isZero();
    assertThat(shade(sheet, 0, 1, 12, 12)).isBetween(20, 235);
    assertThat(sheet.getRaster().getSample(0, 0, 0)).isEqualTo(255);
  }

  private static int shade(BufferedImage sheet, int column, int row, int x, int y) {
    return sheet.getRaster().getSample(6 + column * 90 + 3 * x + 1, 6 + row * 90 + 3 * y + 1, 0);
  }

  @Test
  void aRecordIsKeptWhereThePictureCannotBeWritten() throws IOException {
    Files.createDirectories(folder.resolve("records/images--images--seed-1.png"));
    try (SnnEngine engine = open()) {
      RunRequest request = reconstruction().request(engine, 1).withOut(folder);

      assertThatThrownBy(() -> engine.run(request, ProgressListener.SILENT))
          .isInstanceOf(OutputFailure.class)
          .hasMessageContaining("seed-1.png");
    }
    assertThat(RecordFiles.readAll(folder))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.status()).isEqualTo(Status.OK);
              // So that a table which resumes makes the picture.
              assertThat(record.isWhole()).isFalse();
              assertThat(record.isEdited()).isFalse();
            });
  }

  @Test
  void othersLeaveNone() {
    try (SnnEngine engine = open()) {
      Experiment classes =
          reconstruction()
              .dataset("mnist", "train", 32, "test", 12)
              .loss("cross-entropy")
              .training("gradient", "epochs", 1);
      engine.run(classes.request(engine, 1).withOut(folder), ProgressListener.SILENT);
    }
    assertThat(folder.resolve("records"))
        .isDirectoryNotContaining(file -> file.toString().endsWith("png"));
    assertThat(Files.exists(folder.resolve("records/images--images--seed-1.json"))).isTrue();
  }
}
