package dev.snn.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.Family;
import dev.snn.engine.registry.Registries;
import dev.snn.engine.tree.Trees;
import dev.snn.testkit.PluginJars;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options that a plug-in got after its first release. */
class LaterOptionsTest {
  @TempDir Path folder;
  private Resolver resolver;

  @BeforeEach
  void load() throws IOException {
    String source =
        PluginJars.surrogate("Steep", "example.steep")
            .replace("record Config(double slope)", "record Config(double slope, @Added int k)")
            .replace("new Config(2)", "new Config(2, 1)");
    PluginJars.write(folder.resolve("steep.jar"), "Steep", source, "example.Steep");
    resolver = new Resolver(Registries.load(Optional.of(folder)));
  }

  private Resolved<?> resolve(ObjectNode fallback, ObjectNode given) {
    return resolver.resolve(Family.SURROGATE, given, fallback, "surrogate", "type");
  }

  private static ObjectNode steep() {
    return Trees.NODES.objectNode().put("type", "example.steep");
  }

  @Test
  void isLeftOutAtItsDefault() {
    assertThat(resolve(null, steep()).tree())
        .hasToString("{\"type\":\"example.steep\",\"slope\":2.0}");
    assertThat(resolve(null, steep().put("k", 1)).tree()).isEqualTo(resolve(null, steep()).tree());
    assertThat(resolve(null, steep()).config()).hasToString("Config[slope=2.0, k=1]");
  }

  @Test
  void isWrittenOtherwise() {
    assertThat(resolve(null, steep().put("k", 3)).tree())
        .hasToString("{\"type\":\"example.steep\",\"slope\":2.0,\"k\":3}");
  }

  @Test
  void isWrittenOverAnotherPartsDefault() {
    ObjectNode outer = steep().put("slope", 2.0).put("k", 3);
    assertThat(resolve(outer, steep()).tree().get("k")).hasToString("3");
    assertThat(resolve(outer, steep().put("k", 1)).tree().get("k")).hasToString("1");
  }
}
