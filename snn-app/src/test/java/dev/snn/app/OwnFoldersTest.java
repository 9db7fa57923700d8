package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.engine.record.RecordFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of classes through the commands: what is said, and what others are to a network. */
class OwnFoldersTest {
  private static final String LEFT_OUT =
      "note: 1 other file among the pictures was left out: ant/notes.txt";
  private static final String CLASSES =
      "note: image-folder: classes by sub-folder: 2, with so many examples: ant (10), bee (10)";

  @TempDir Path dir;

  @BeforeEach
  void data() throws IOException {
    pictures("old/ant", 20);
    pictures("old/bee", 220);
    Files.writeString(dir.resolve("old/ant/notes.txt"), "mine");
    pictures("less/bee", 220);
    pictures("new/bee", 220);
    pictures("new/cow", 120);
  }

  private void pictures(String folder, int grey) throws IOException {
    Files.createDirectories(dir.resolve(folder));
    for (int k = 0; k < 10; k++) {
      picture(folder + "/" + k + ".png", grey + k);
    }
  }

  private void picture(String file, int grey) throws IOException {
    BufferedImage image = new BufferedImage(3, 3, BufferedImage.TYPE_BYTE_GRAY);
    for (int k = 0; k < 9; k++) {
      image.getRaster().setSample(k % 3, k / 3, 0, grey);
    }
    ImageIO.write(image, "png", dir.resolve(file).toFile());
  }

  private String experiment() throws IOException {
    String text =
        """
        dataset: {type: image-folder, path: '%s'}
        encoder: {type: latency, steps: 5}
        layers: [{type: dense, size: 8, neuron: {type: lif, r: 20}}]
        decoder: linear
        loss: cross-entropy
        training: {procedure: gradient, epochs: 20, batch: 5}
        seeds: [1]
        rows: {r: }
        """
            .formatted(dir.resolve("old"));
    return Files.writeString(dir.resolve("own.yaml"), text).toString();
  }

  private String train() throws IOException {
    String kept = dir + "/kept";
    Snn.Result run = Snn.run(dir, "run", experiment(), "--out", dir + "/out", "--checkpoint", kept);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).containsPattern("test +accuracy +100.00 %");
    assertThat(run.err()).startsWith(LEFT_OUT + "\n" + CLASSES + "\n");
    return kept + "/last.safetensors";
  }

  @Test
  void runTableAndExplainSayWhatWasFound() throws IOException {
    train();
    assertThat(
            RecordFiles.readAll(dir.resolve("out"))
                .get(0)
                .tree()
                .path("dataset")
                .path("class_names")
                .toString())
        .isEqualTo("[\"ant\",\"bee\"]");
    Snn.Result table = Snn.run(dir, "table", experiment(), "--seeds", "1,2", "--out", dir + "/t");
    assertThat(table.code()).as(table.err()).isZero();
    assertThat(table.err().lines()).containsOnlyOnce(LEFT_OUT, CLASSES);
    Snn.Result explain = Snn.run(dir, "explain", experiment());
    assertThat(explain.code()).as(explain.err()).isZero();
    assertThat(explain.out().lines()).containsOnlyOnce("  " + LEFT_OUT, "  " + CLASSES);
  }

  @Test
  void otherFoldersMeanTheSameClasses() throws IOException {
    String kept = train();
    Snn.Result less = Snn.run(dir, "eval", kept, "--set", "dataset.path=" + dir.resolve("less"));
    assertThat(less.code()).as(less.err()).isZero();
    assertThat(less.out()).containsPattern("test +accuracy +100.00 %");
    assertThat(less.err()).contains("ant (0), bee (10)");
    Snn.Result unknown = Snn.run(dir, "eval", kept, "--set", "dataset.path=" + dir.resolve("new"));
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err())
        .isEqualTo(
            "snn: dataset: %s: class 'cow' is none of the network's (ant, bee).\n"
                .formatted(dir.resolve("new")));
  }

  @Test
  void aPictureThatHasChangedSinceTrainingIsNoticed() throws IOException {
    String kept = train();
    picture("old/ant/3.png", 220);
    Snn.Result result = Snn.run(dir, "eval", kept);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .contains("was trained on other data: the files of 'image-folder' have changed");
  }
}
