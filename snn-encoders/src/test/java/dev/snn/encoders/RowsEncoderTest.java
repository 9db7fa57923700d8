package dev.snn.encoders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.codec.Encoder;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Tensor;
import org.junit.jupiter.api.Test;

class RowsEncoderTest {

  @Test
  void aRowAfterTheOther() {
    // Two channels of two rows of three values.
    DatasetInfo info = Contexts.info(DatasetInfo.Kind.VALUES, 3, 2, 2);
    Encoder encoder = new RowsEncoder().create(new RowsEncoder.Config(2), Contexts.of(info));
    assertThat(encoder.steps()).isEqualTo(4);
    assertThat(encoder.outputSize()).isEqualTo(6);
    float[] first = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    float[] second = {0, 0, 0, 0, 0, 20, 0, 0, 0, 0, 0, 0};
    Samples samples =
        Samples.labelled(new long[] {7, 8}, new float[][] {first, second}, new int[] {0, 1});
    Tensor code = encoder.encode(samples, Pass.hard()).toTensor();
    for (int t = 0; t < 2; t++) {
      assertThat(code.row(t, 0)).containsExactly(1, 2, 3, 7, 8, 9);
      assertThat(code.row(2 + t, 0)).containsExactly(4, 5, 6, 10, 11, 12);
      assertThat(code.row(t, 1)).containsOnly(0);
      assertThat(code.row(2 + t, 1)).containsExactly(0, 0, 20, 0, 0, 0);
    }
  }

  @Test
  void plainVectorsAreOneRow() {
    Encoder encoder = new RowsEncoder().create(new RowsEncoder.Config(1), Contexts.values(5));
    assertThat(encoder.steps()).isEqualTo(1);
    assertThat(encoder.outputSize()).isEqualTo(5);
  }
}
