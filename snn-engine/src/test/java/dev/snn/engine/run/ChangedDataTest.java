package dev.snn.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.engine.Experiment;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that change while an engine is open. */
class ChangedDataTest {
  @TempDir Path dir;

  private static String lines(int examples) {
    StringBuilder text = new StringBuilder("a,b,class\n");
    for (int k = 0; k < examples; k++) {
      text.append(k % 2).append(',').append(k % 3 / 2.0).append(',').append(k % 2).append('\n');
    }
    return text.toString();
  }

  private RunRecord run(SnnEngine engine, Path file) {
    return Experiment.named("own")
        .dataset("csv", "path", file.toString(), "header", true)
        .encoder("direct", "steps", 2)
        .layer("srm-bernoulli", "size", 2)
        .decoder("rate")
        .loss("cross-entropy")
        .training("gradient", "epochs", 1, "batch", 8)
        .run(engine, 1, ProgressListener.SILENT);
  }

  @Test
  void areReadAgain() throws IOException {
    Path file = Files.writeString(dir.resolve("own.csv"), lines(40));
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(1))) {
      RunRecord first = run(engine, file);
      assertThat(first.error()).isEmpty();
      assertThat(run(engine, file).tree().at("/dataset")).isEqualTo(first.tree().at("/dataset"));

      Files.writeString(file, lines(60));
      RunRecord second = run(engine, file);
      assertThat(second.tree().at("/dataset/train").asInt())
          .isGreaterThan(first.tree().at("/dataset/train").asInt());
      assertThat(second.tree().at("/dataset/checksums"))
          .isNotEqualTo(first.tree().at("/dataset/checksums"));
    }
  }
}
