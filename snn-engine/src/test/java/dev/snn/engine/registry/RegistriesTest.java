package dev.snn.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.UserError;
import dev.snn.testkit.PluginJars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistriesTest {
  @TempDir Path folder;

  private Registries load() {
    return Registries.load(Optional.of(folder));
  }

  private void fails(String message) {
    assertThatThrownBy(this::load)
        .isInstanceOf(UserError.class)
        .hasMessage(message.replace("DIR", folder.toString()));
  }

  private void jar(String file, String className, String name, String... lines) throws IOException {
    PluginJars.write(folder.resolve(file), className, PluginJars.surrogate(className, name), lines);
  }

  @Test
  void aStrangersJarIsFoundWithItsClassJarAndChecksum() throws IOException {
    jar("steep.jar", "Steep", "example.steep", "example.Steep");
    Entry<?> entry = load().of(Family.SURROGATE).get("example.steep");
    assertThat(entry.className()).isEqualTo("example.Steep");
    assertThat(entry.source().fileName()).isEqualTo("steep.jar");
    assertThat(entry.source().sha256()).hasValueSatisfying(h -> assertThat(h).hasSize(64));
  }

  @Test
  void builtInsAreThereWithoutAFolder() {
    assertThat(Registries.load(Optional.empty()).of(Family.PROCEDURE).names())
        .contains("gradient", "majority");
  }

  @Test
  void aJarSeesTheApiButNeitherOurLibrariesNorOtherModules() throws Exception {
    jar("steep.jar", "Steep", "example.steep", "example.Steep");
    ClassLoader loader =
        load().of(Family.SURROGATE).get("example.steep").plugin().getClass().getClassLoader();
    assertThat(loader.loadClass("dev.snn.api.plugin.Plugin"))
        .isSameAs(dev.snn.api.plugin.Plugin.class);
    assertThatThrownBy(() -> loader.loadClass("com.google.inject.Guice"))
        .isInstanceOf(ClassNotFoundException.class);
    assertThatThrownBy(() -> loader.loadClass("dev.snn.engine.SnnEngine"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void unknownName() {
    Registry<?> registry = Registries.load(Optional.empty()).of("procedure");
    assertThatThrownBy(() -> registry.get("majorty"))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "no procedure named 'majorty'. Did you mean 'majority'? Available: [evaluate, gradient, layerwise,"
                + " lorenz, majority, memory-capacity, prequential, reservoir]. Those of plug-in jars need --plugins DIR.");
  }

  @Test
  void unknownFamily() {
    Registries registries = Registries.load(Optional.empty());
    assertThatThrownBy(() -> registries.of("neurons"))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(
            "no family named 'neurons'. Did you mean 'neuron'? Available: [neuron, surrogate,");
  }

  @Test
  void duplicateNamesOfTwoJars() throws IOException {
    jar("a.jar", "One", "example.steep", "example.One");
    jar("b.jar", "Two", "example.steep", "example.Two");
    fails(
        "two plug-ins of the family surrogate have the name 'example.steep': example.One in a.jar"
            + " and example.Two in b.jar. Remove one of them.");
  }

  @Test
  void aNameWithoutDotIsReserved() throws IOException {
    jar("a.jar", "Steep", "steep", "example.Steep");
    fails(
        "example.Steep in a.jar has the name 'steep', but names without a dot are reserved. Name it"
            + " 'yourlab.steep'.");
  }

  @Test
  void anInvalidName() throws IOException {
    jar("a.jar", "Steep", "Example.Steep", "example.Steep");
    fails(
        "example.Steep in a.jar has the name 'Example.Steep'. Names are lower case letters,"
            + " digits, dots and dashes.");
  }

  @Test
  void aJarWithoutServiceLine() throws IOException {
    jar("a.jar", "Steep", "example.steep");
    fails(
        "plug-in jar DIR/a.jar lists no plug-in. Add a file such as"
            + " META-INF/services/dev.snn.api.neuron.NeuronPlugin to it, with the name of the"
            + " plug-in's class on a line.");
  }

  @Test
  void aServiceLineThatNamesAMissingClass() throws IOException {
    jar("a.jar", "Steep", "example.steep", "example.Step");
    fails(
        "plug-in jar DIR/a.jar: META-INF/services/dev.snn.api.neuron.SurrogatePlugin names the"
            + " class example.Step, which is not there. Correct the line or build the jar again.");
  }

  @Test
  void aPluginThatThrowsWhenItIsMade() throws IOException {
    String source =
        PluginJars.surrogate("Steep", "example.steep")
            .replace(
                "public String",
                "public Steep() { throw new RuntimeException(\"no\"); }\n" + "  public String");
    PluginJars.write(folder.resolve("a.jar"), "Steep", source, "example.Steep");
    assertThatThrownBy(this::load)
        .isInstanceOf(UserError.class)
        .hasMessageContaining("a.jar")
        .hasMessageContaining("example.Steep")
        .hasMessageContaining("does not load");
  }

  @Test
  void aBrokenJar() throws IOException {
    Files.writeString(folder.resolve("a.jar"), "not a jar");
    fails("plug-in jar DIR/a.jar is broken or not a jar. Build it again or remove it.");
  }

  @Test
  void aFolderThatIsNotThere() {
    Path missing = folder.resolve("nowhere");
    assertThatThrownBy(() -> Registries.load(Optional.of(missing)))
        .isInstanceOf(UserError.class)
        .hasMessage("--plugins: there is no folder " + missing + ".");
  }
}
