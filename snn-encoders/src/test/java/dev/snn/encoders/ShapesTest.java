package dev.snn.encoders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.codec.Encoder;
import dev.snn.api.codec.EncoderPlugin;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.DatasetInfo.Kind;
import dev.snn.api.data.Recording;
import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Spikes;
import dev.snn.testkit.TestContext;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shapes that travel from the data through encoders. */
class ShapesTest {
  private static <C extends Record> Encoder make(EncoderPlugin<C> plugin, DatasetInfo info) {
    return plugin.create(plugin.defaults(), Contexts.of(info));
  }

  @Test
  void codesOfSingleValuesKeepTheShapeOfTheImage() {
    DatasetInfo image = Contexts.info(Kind.VALUES, 5, 4, 3);
    DatasetInfo vector = Contexts.info(Kind.VALUES, 60, 1, 1);
    for (EncoderPlugin<?> plugin :
        List.of(new DirectEncoder(), new LatencyEncoder(), new RateEncoder())) {
      assertThat(make(plugin, image).outputShape()).as(plugin.name()).isEqualTo(new Shape(3, 4, 5));
      assertThat(make(plugin, vector).outputShape()).as(plugin.name()).isEqualTo(Shape.flat(60));
    }
  }

  @Test
  void rowsAreChannelsOfOneRow() {
    Encoder rows = make(new RowsEncoder(), Contexts.info(Kind.VALUES, 5, 4, 3));
    assertThat(rows.outputShape()).isEqualTo(new Shape(3, 1, 5));
    assertThat(rows.steps()).isEqualTo(4);
  }

  @Test
  void aCameraHasAChannelForEachPolarity() {
    EventsEncoder plugin = new EventsEncoder();
    TestContext context = Contexts.of(Contexts.info(Kind.RECORDINGS, 5, 4, 2));
    Encoder encoder =
        plugin.create(
            new EventsEncoder.Config(1, true, 0, 2, 2, 0, EventsEncoder.By.TIME, false), context);
    assertThat(encoder.outputShape()).isEqualTo(new Shape(2, 2, 3));

    // One event of polarity 1 at x = 4, y = 3: channel 1, row 1, column 2 of 2 x 2 pixels each.
    Recording one =
        new Recording(new int[] {0}, new short[] {4}, new short[] {3}, new byte[] {1}, 1000);
    Samples samples = new Samples(new long[] {0}, null, new Recording[] {one}, new int[] {0}, null);
    Spikes spikes = (Spikes) encoder.encode(samples, Pass.hard());
    assertThat(spikes.raw().units()).startsWith(encoder.outputShape().line(1, 1, 2));
  }
}
