package dev.snn.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.Experiment;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.checkpoint.Interval;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import dev.snn.engine.run.RunSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams from files as people have them. */
class StreamFilesTest {
  private static final SnnEngine ENGINE =
      SnnEngine.open(SnnEngine.Options.defaults().withThreads(2));

  @TempDir private Path folder;

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  private static Experiment stream(Path file, String missing, String learner) {
    return Experiment.named("stream")
        .dataset("stream", "path", file.toString(), "train", 500, "missing", missing)
        .encoder("grf", "steps", 1, "code", "values", "fields", 5, "gamma", 2)
        .training("prequential", "learner", Part.of(learner), "detector", Part.of("adwin"));
  }

  /** Two values and one that is always the same; the third class comes after 3,000 samples. */
  private static String lines(int count) {
    StringBuilder text = new StringBuilder("x,same,y,class\n");
    for (int k = 0; k < count; k++) {
      int label = k >= 3000 && k % 5 == 0 ? 2 : k * 7 % 11 < 5 ? 0 : 1;
      double x = label * 0.5 - 0.5 + (k * 13 % 17) * 0.02;
      text.append(x).append(",5,").append(k * 3 % 7 * 0.1).append(',').append(label).append('\n');
    }
    return text.toString();
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("stream.csv"), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gaussian-naive-bayes",
        "sgd",
        "perceptron",
        "passive-aggressive",
        "knn",
        "hoeffding-tree",
        "oesnn"
      })
  void aValueThatIsAlwaysTheSameAndAClassThatComesLate(String learner) throws IOException {
    RunRecord record = stream(file(lines(6000)), "error", learner).run(ENGINE, 1);

    assertThat(record.status()).as(record.error()).isEqualTo(Status.OK);
    Map<String, Double> test = record.finalScores("test");
    assertThat(test.values()).allMatch(Double::isFinite);
    assertThat(test.get("accuracy")).isGreaterThan(0.85);
  }

  @ParameterizedTest
  @CsvSource({"?", "NaN", "NA", "''"})
  void aValueThatIsMissingIsToldOrFilledIn(String missing) throws IOException {
    String[] lines = lines(2000).split("\n");
    lines[1500] = lines[1500].replaceFirst("^[^,]*", missing);
    Path file = file(String.join("\n", lines));

    assertThatThrownBy(() -> stream(file, "error", "knn").run(ENGINE, 1))
        .isInstanceOf(UserError.class)
        .hasMessageEndingWith(
            "%s, line 1501, column 1: '%s' is not a finite number; set missing: mean, zero or skip."
                .formatted(file, missing));
    for (String rule : List.of("mean", "zero", "skip")) {
      RunRecord record = stream(file, rule, "knn").run(ENGINE, 1);
      assertThat(record.status()).as(record.error()).isEqualTo(Status.OK);
    }
  }

  /** Stops where so many samples of both splits are done. */
  private record StopAt(long samples) implements ProgressListener {
    @Override
    public void progress(RunId id, String phase, long done, long total, double loss) {
      if (samples >= 0 && done >= samples) {
        throw new CancellationException();
      }
    }
  }

  private RunRecord run(Path file, String name, long stop) {
    RunSpec.Checkpoints kept =
        new RunSpec.Checkpoints(
            folder.resolve(name), Interval.of("--checkpoint-every", "1step"), true);
    return ENGINE.run(
        stream(file, "error", "hoeffding-tree").request(ENGINE, 1).withCheckpoints(kept),
        new StopAt(stop));
  }

  /** A line that breaks while a stream is gone through costs nothing of what was learned. */
  @Test
  void aRunGoesOnWhenTheLineIsMended() throws IOException {
    String text = lines(12_000);
    Path file = file(text);
    final RunRecord whole = run(file, "whole", -1);
    assertThatThrownBy(() -> run(file, "parts", 6000)).isInstanceOf(CancellationException.class);

    String[] lines = text.split("\n");
    lines[9_999] = lines[9_999].replaceFirst("^[^,]*", "oops");
    file(String.join("\n", lines) + "\n");
    assertThatThrownBy(() -> run(file, "parts", -1))
        .hasMessageContaining(file + ", line 10000, column 1: 'oops' is not a finite number");

    file(text);
    RunRecord parts = run(file, "parts", -1);

    assertThat(RecordDiff.of(whole, parts).differences()).isEmpty();
    assertThat(parts.tree().at("/timing/resumed").asInt()).isPositive();
  }
}
