package dev.snn.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
  @TempDir Path out;

  @Test
  void smoke() {
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(2))) {
      TableResult result =
          engine.table(
              TableRequest.of(List.of(Path.of("../experiments/smoke/smoke.yaml")), out),
              ProgressListener.SILENT);
      assertThat(result.records()).hasSize(6);
    }
  }
}
