package dev.snn.nir.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.snn.api.plugin.UserError;
import dev.snn.nir.Nets;
import dev.snn.nir.graph.Flat;
import dev.snn.nir.graph.Flow;
import dev.snn.nir.graph.NirArray;
import dev.snn.nir.graph.NirEdge;
import dev.snn.nir.graph.NirFile;
import dev.snn.nir.graph.Primitive;
import dev.snn.nir.graph.Shapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NirReaderTest {
  @TempDir Path dir;

  @Test
  void readsNodesAndEdges() {
    NirFile file = NirReader.read(Nets.file("plain"));

    assertThat(file.version()).isEqualTo("1.0.6");
    assertThat(file.graph().nodes()).containsOnlyKeys("fc", "input", "lif", "output");
    assertThat(file.graph().edges())
        .containsExactly(
            new NirEdge("input", "fc"), new NirEdge("fc", "lif"), new NirEdge("lif", "output"));
    assertThat(file.graph().nodes().get("lif").get("tau"))
        .isEqualTo(NirArray.of(new int[] {2}, 0.02f, 0.02f));
    assertThat(file.graph().nodes().get("fc").get("weight"))
        .isEqualTo(NirArray.of(new int[] {2, 2}, 1f, 0f, 0f, 1f));
  }

  @ParameterizedTest
  @ValueSource(strings = {"chunked", "fixed-strings"})
  void layoutsOfTheFileSayTheSame(String name) {
    assertThat(NirReader.read(Nets.file(name)).graph())
        .isEqualTo(NirReader.read(Nets.file("plain")).graph());
  }

  @Test
  void readsGraphsInGraphs() {
    NirFile file = NirReader.read(Nets.file("nested"));

    assertThat(file.graph().nodes().get("block").graph()).isPresent();
    assertThat(Flat.of(file).edges())
        .containsExactlyInAnyOrder(
            new NirEdge("input", "block.input"),
            new NirEdge("block.input", "block.lif"),
            new NirEdge("block.lif", "block.output"),
            new NirEdge("block.output", "output"));
  }

  @Test
  void readsEveryPrimitive() {
    NirFile file = NirReader.read(Nets.file("every"));
    Map<String, Shapes.Form> forms = Shapes.of("every", file.graph());

    assertThat(file.graph().nodes().values().stream().map(n -> n.type()).distinct())
        .contains(
            Arrays.stream(Primitive.values())
                .filter(
                    p ->
                        !List.of(Primitive.GRAPH, Primitive.LINEAR, Primitive.LIF, Primitive.CONV1D)
                            .contains(p))
                .toArray(Primitive[]::new));
    assertThat(forms.get("conv").out()).containsExactly(2, 6, 6);
    assertThat(forms.get("pool").out()).containsExactly(2, 3, 3);
    assertThat(forms.get("mean").out()).containsExactly(2, 3, 3);
    assertThat(forms.get("flat").out()).containsExactly(18);
    assertThat(file.graph().nodes().get("IF").get("r").type()).isEqualTo(NirArray.Type.FLOAT64);
    assertThat(file.graph().nodes().get("conv").get("padding").word(0)).isEqualTo("same");
  }

  @Test
  void readsTheFilesOfThePaper() {
    NirFile cnn = NirReader.read(Nets.published("cnn_sinabs.nir"));
    NirFile braille = NirReader.read(Nets.published("braille_noDelay_noBias_subtract.nir"));

    assertThat(cnn.version()).isEqualTo("0.2.0");
    assertThat(cnn.graph().nodes()).hasSize(15);
    assertThat(Shapes.of("cnn", cnn.graph()).get("8").out()).containsExactly(128);
    assertThat(Flow.of("braille", braille.graph()).delayed())
        .containsExactly(new NirEdge("lif1.w_rec", "lif1.lif"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unknown-type      | node 'lif' is of type 'LIFF', which is unknown. Types: Input
          no-parameter      | node 'lif' of type LIF has no parameter 'tau', which it needs
          foreign-parameter | node 'lif', parameter 'adaptation': is none of LIF
          negative-tau      | node 'lif', parameter 'tau': value number 1 is -1.0 s; a time must be above 0
          no-node           | the edge fc -> lfi needs a node 'lfi', and there is none. Did you mean 'lif'?
          no-edge           | node 'lif' gets no signal: no edge leads into it
          no-nir            | is HDF5, but no NIR file: it has no group '/node'
          claims            | is damaged: 'node/nodes/fc/weight' claims 32768 x 16384 values in a file of
          claims-contiguous | is damaged: 'node/nodes/fc/weight' claims 32768 x 16384 values in a file of
          """)
  void saysWhatIsWrong(String name, String sentence) {
    assertThatThrownBy(() -> NirReader.read(Nets.file(name)))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(Nets.file(name).toString())
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          shapes        | node 'fc' takes 2, and node 'input', which feeds it, gives 3.
          neuron-shapes | node 'lif', parameter 'r': has the shape 3, and 'tau' has 2
          idle-cycle    | node 'fc' lies on a cycle without a neuron or a delay (back from node 'fc')
          """)
  void saysWhatCannotBeRun(String name, String sentence) {
    NirFile file = NirReader.read(Nets.file(name));

    assertThatThrownBy(
            () -> {
              Flow.of(file.name(), file.graph());
              Shapes.of(file.name(), file.graph());
            })
        .isInstanceOf(UserError.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> NirReader.read(dir.resolve("none.nir")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("there is no file");
  }

  @Test
  void aTextIsNoHdf5() throws IOException {
    Path path = java.nio.file.Files.writeString(dir.resolve("text.nir"), "LIF");

    assertThatThrownBy(() -> NirReader.read(path))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("is no HDF5 file");
  }

  /** Cut off anywhere, or with any byte changed, a file is read or refused in a sentence. */
  @Test
  void damagedFilesAreRefused() throws IOException {
    byte[] good = Files.readAllBytes(Nets.file("plain"));
    Path path = dir.resolve("damaged.nir");
    int refused = 0;
    for (int k = 0; k < good.length; k += 211) {
      refused += refused(Files.write(path, Arrays.copyOf(good, k))) ? 1 : 0;
      byte[] changed = good.clone();
      changed[k] ^= (byte) 0xff;
      refused += refused(Files.write(path, changed)) ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(good.length / 211);
  }

  private static boolean refused(Path path) {
    Throwable thrown = catchThrowable(() -> NirReader.read(path));
    if (thrown != null) {
      assertThat(thrown).isInstanceOf(UserError.class).hasMessageContaining(path.toString());
    }
    return thrown != null;
  }
}
