package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Networks that cannot learn, as their steps are below the last bit of any weight, show what they
 * are trained on by their loss, and what they are scored on by their scores.
 */
class AugmentationTest {
  private static final String ROTATED = ", augment: [{type: rotate, degrees: 40}]";

  @TempDir Path dir;
  private int runs;

  private RunRecord run(String training, String... more) throws IOException {
    Path file = experiment(training);
    Path out = dir.resolve("out" + runs++);
    List<String> words = new ArrayList<>(List.of("run", file.toString(), "--out", out.toString()));
    words.addAll(List.of(more));
    Snn.Result result = Snn.run(dir, words.toArray(String[]::new));
    assertThat(result.code()).as(result.err()).isZero();
    return RecordFiles.readAll(out).get(0);
  }

  private Path experiment(String training) throws IOException {
    return Golden.file(
        dir,
        "augment.yaml",
        "dataset: {type: digits, train: 300, validation: 150, test: 100}",
        "encoder: {type: direct, steps: 8}",
        "layers: [{type: dense, size: 20, neuron: {type: lif, r: 30}}, {type: dense, size: 10, neuron: {type: lif, r: 60}}]",
        "decoder: {type: rate}",
        "loss: {type: cross-entropy}",
        "training: {procedure: gradient, batch: 64, shuffle: false, optimizer: {type: sgd, lr: 1.0e-30}%s}"
            .formatted(training));
  }

  private static List<Double> losses(RunRecord record) {
    List<Double> losses = new ArrayList<>();
    record.tree().path("epochs").forEach(epoch -> losses.add(epoch.path("train_loss").asDouble()));
    return losses;
  }

  @Test
  void eachEpochSeesOtherPicturesAndScoresAreOfTheOriginals() throws IOException {
    RunRecord plain = run(", epochs: 3");
    RunRecord augmented = run(", epochs: 3" + ROTATED);
    assertThat(losses(plain)).hasSize(3).containsOnly(losses(plain).get(0));
    assertThat(losses(augmented)).hasSize(3).doesNotHaveDuplicates();
    assertThat(losses(augmented)).doesNotContain(losses(plain).get(0));
    for (String split : List.of("validation", "test")) {
      assertThat(augmented.scoresByEpoch(split)).hasSize(3).isEqualTo(plain.scoresByEpoch(split));
    }
  }

  @Test
  void eachEpochSeesOtherStepsAndScoresAreOfAll() throws IOException {
    String[] coded = {"--set", "encoder={type: latency, steps: 8}"};
    RunRecord plain = run(", epochs: 3", coded);
    RunRecord chosen = run(", epochs: 3, choose_steps: 6", coded);
    assertThat(losses(plain)).hasSize(3).containsOnly(losses(plain).get(0));
    assertThat(losses(chosen)).hasSize(3).doesNotHaveDuplicates();
    assertThat(losses(chosen)).doesNotContain(losses(plain).get(0));
    for (String split : List.of("validation", "test")) {
      assertThat(chosen.scoresByEpoch(split)).hasSize(3).isEqualTo(plain.scoresByEpoch(split));
    }
    assertThat(plain.config().path("training").has("choose_steps")).isFalse();
  }

  @Test
  void threadsAndAnInterruptionChangeNoBit() throws IOException {
    RunRecord one = run(", epochs: 4" + ROTATED, "--threads", "1");
    RunRecord three = run(", epochs: 4" + ROTATED, "--threads", "3");
    assertThat(losses(three)).isEqualTo(losses(one));
    String kept = dir.resolve("kept").toString();
    run(", epochs: 2" + ROTATED, "--checkpoint", kept);
    RunRecord resumed = run(", epochs: 4" + ROTATED, "--checkpoint", kept, "--resume");
    assertThat(losses(resumed)).isEqualTo(losses(one));
    RunRecord otherSeed = run(", epochs: 4" + ROTATED, "--seed", "2");
    assertThat(losses(otherSeed)).isNotEqualTo(losses(one));
  }

  @Test
  void whatDoesNotFitIsToldBeforeTraining() throws IOException {
    assertThat(refused("[{type: drop}]"))
        .contains(
            "training.augment[0]: augmentation 'drop' needs event recordings, but data set 'digits' holds value vectors");
    assertThat(refused("[flip, {type: shift, pixels: 0}]"))
        .contains("training.augment[1].pixels: must be at least 1");
    assertThat(refused("[{type: shfit}]"))
        .contains("training.augment[0]: no augmentation named 'shfit'. Did you mean 'shift'?");
    assertThat(refused("flip")).contains("training.augment: must be a list");
  }

  private String refused(String augment) throws IOException {
    Path file = experiment(", augment: " + augment);
    Snn.Result result = Snn.run(dir, "run", file.toString(), "--out", dir.resolve("no").toString());
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).doesNotContain("epoch 1", "\tat ");
    return result.err();
  }

  @Test
  void theOptionStandsInRecordsOnlyWhereItIsUsed() throws IOException {
    RunRecord plain = run(", epochs: 1");
    RunRecord none = run(", epochs: 1, augment: []");
    RunRecord augmented = run(", epochs: 1, augment: [flip, {type: shift, pixels: 1}]");
    assertThat(plain.config().path("training").has("augment")).isFalse();
    assertThat(none.configHash()).isEqualTo(plain.configHash());
    assertThat(augmented.configHash()).isNotEqualTo(plain.configHash());
    assertThat(augmented.config().path("training").path("augment").toString())
        .isEqualTo(
            "[{\"type\":\"flip\",\"horizontal\":0.5,\"vertical\":0.0},"
                + "{\"type\":\"shift\",\"pixels\":1,\"fill\":\"zeros\"}]");
  }
}
