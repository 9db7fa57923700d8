package dev.snn.engine.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.LocalLearning;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Window;
import dev.snn.api.learning.Network;
import dev.snn.api.tensor.Shape;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Pictures of what maps look for. */
class FilterSheetTest {

  private static Layer seeing(int size, int stride, float[][] weights) {
    Layer layer = mock(Layer.class);
    when(layer.inputShape()).thenReturn(Shape.flat(1));
    when(layer.outputShape()).thenReturn(Shape.flat(1));
    when(layer.window()).thenReturn(Optional.of(new Window(size, stride)));
    when(layer.parameters()).thenReturn(List.of());
    when(layer.localLearning()).thenReturn(Optional.empty());
    if (weights != null) {
      Parameter weight = Parameter.of("weight", weights);
      LocalLearning local = mock(LocalLearning.class);
      when(local.weight()).thenReturn(weight);
      when(layer.parameters()).thenReturn(List.of(weight));
      when(layer.localLearning()).thenReturn(Optional.of(local));
    }
    return layer;
  }

  private static ArrayNode filters(int channels, Layer... layers) {
    Network network = Network.chain(List.of(layers), null, null);
    return FilterSheet.of(network, channels);
  }

  /** Rows: on (0, 0), on (0, 1), on (1, 0), on (1, 1), then off. */
  private static final float[][] FIRST = {
    {1, 0}, {0, 0}, {0, 0.2f}, {0, 0}, {0, 0}, {0.5f, 0}, {0, 0.4f}, {0, 0}
  };

  @Test
  void aFirstLayerShowsOnLessOff() {
    assertThat(filters(2, seeing(2, 1, FIRST), seeing(2, 2, null)))
        .hasToString(
            "[{\"name\":\"layer 1\",\"size\":2,\"maps\":2,\"pictures\":"
                + "[[100,-50,0,0],[0,0,-100,0]]}]");
    assertThat(filters(1, seeing(1, 1, new float[][] {{0.25f, 0}}), seeing(2, 2, null)).toString())
        .as("a map without weights")
        .contains("[[100],[0]]");
  }

  @Test
  void aDeeperLayerIsSeenThroughPoolAndFirstLayer() {
    // One map that sees map 0 in one place and map 1 in the place to its right.
    float[][] second = {{1}, {0}, {0}, {0}, {0}, {1}, {0}, {0}};
    ArrayNode list =
        filters(
            2, seeing(2, 1, FIRST), seeing(2, 2, null), seeing(2, 1, second), seeing(1, 1, null));
    assertThat(list).hasSize(2);
    assertThat(list.path(1).path("name").asText()).isEqualTo("layer 3");
    assertThat(list.path(1).path("size").asInt()).isEqualTo(5);
    // A pool adds map 0, (1 -0.5; 0 0), at four places: 1 0.5 -0.5, twice. Map 1, (0 0; -0.2 0),
    // two pixels to
    // the right: -0.2 -0.2 in rows 1 and 2.
    int[][] rows = {{100, 50, -50, 0, 0}, {100, 50, -70, -20, 0}, {0, 0, -20, -20, 0}};
    for (int p = 0; p < 25; p++) {
      int expected = p < 15 ? rows[p / 5][p % 5] : 0;
      assertThat(list.at("/1/pictures/0/" + p).asInt()).as("pixel " + p).isEqualTo(expected);
    }
  }

  @Test
  void itEndsBeforeALayerThatDoesNotSayWhatItSees() {
    Layer silent = seeing(1, 1, FIRST);
    when(silent.window()).thenReturn(Optional.empty());
    assertThat(filters(2, silent, seeing(2, 1, FIRST))).isEmpty();
    Layer other = seeing(2, 1, FIRST);
    when(other.localLearning()).thenReturn(Optional.empty());
    assertThat(filters(2, other, seeing(2, 1, FIRST))).as("weights of another kind").isEmpty();
  }
}
