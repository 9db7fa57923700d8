package dev.snn.nir.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.nir.Nets;
import dev.snn.nir.graph.NirFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NirWriterTest {
  @TempDir Path dir;

  private void returns(Path path) {
    NirFile file = NirReader.read(path);
    Path copy = dir.resolve("copy.nir");
    NirWriter.write(copy, "--out", file);
    NirFile again = NirReader.read(copy);

    assertThat(again.version()).isEqualTo(file.version());
    assertThat(again.graph()).isEqualTo(file.graph());
    assertThat(again.graph().edges()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "chunked", "fixed-strings", "nested", "every", "conv1d"})
  void whatWasReadIsWritten(String name) {
    returns(Nets.file(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lif_norse.nir", "cnn_sinabs.nir", "braille_noDelay_noBias_subtract.nir"})
  void theFilesOfThePaperReturn(String name) {
    returns(Nets.published(name));
  }

  @Test
  void aFileIsReplaced() {
    returns(Nets.file("plain"));
    returns(Nets.file("nested"));
    assertThat(dir.toFile().list()).containsExactly("copy.nir");
  }
}
