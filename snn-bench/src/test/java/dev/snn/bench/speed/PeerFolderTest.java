package dev.snn.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.layer.Parameter;
import dev.snn.engine.tree.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerFolderTest {
  @Test
  void holdsTheNetworkTheWeightsAndTheBatches() throws IOException {
    Workload workload = Tiny.workload();
    List<Batch> batches = workload.batches();
    Parameter weight = Parameter.of("layers[0].weight", new float[][] {{1, -2}, {0.5f, 3}});
    Path path;
    try (PeerFolder folder = PeerFolder.write(workload, List.of(weight), batches)) {
      path = folder.path();
      JsonNode manifest =
          Trees.parse(Files.readString(path.resolve("manifest.json")), "manifest.json");
      assertThat(manifest.path("workload")).isEqualTo(Trees.parse(workload.tree().toString(), ""));
      JsonNode entry = manifest.path("parameters").path(0);
      assertThat(entry.toString())
          .isEqualTo(
              "{\"name\":\"layers[0].weight\",\"file\":\"parameter-0\",\"rows\":2,\"columns\":2}");
      // 1, -2, 0.5, 3 as IEEE singles, the low byte first.
      assertThat(Files.readAllBytes(path.resolve("parameter-0")))
          .containsExactly(0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0, 0, 0, 0, 0x3f, 0, 0, 0x40, 0x40);
      assertThat(manifest.path("batches")).hasSize(4);
      JsonNode second = manifest.path("batches").path(1);
      byte[] offsets = Files.readAllBytes(path.resolve(second.path("offsets").asText()));
      assertThat(offsets).hasSize(4 * (5 * 4 + 1));
      assertThat(offsets[offsets.length - 4] & 0xff).isEqualTo(batches.get(1).units().length);
      assertThat(Files.size(path.resolve(second.path("units").asText())))
          .isEqualTo(4L * batches.get(1).units().length);
      assertThat(Files.readAllBytes(path.resolve(second.path("labels").asText()))[0])
          .isEqualTo((byte) batches.get(1).samples().labels()[0]);
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void targetsTakeThePlaceOfLabels() throws IOException {
    Workload workload = Tiny.workload();
    Batch batch = new Input(12, 5, 0.3, 0, 6).draw(Workload.SEED, 0, 4);
    try (PeerFolder folder = PeerFolder.write(workload, List.of(), List.of(batch))) {
      JsonNode entry =
          Trees.parse(Files.readString(folder.path().resolve("manifest.json")), "")
              .path("batches")
              .path(0);
      assertThat(entry.has("labels")).isFalse();
      assertThat(Files.size(folder.path().resolve(entry.path("targets").asText())))
          .isEqualTo(4 * 4 * 6);
    }
  }
}
