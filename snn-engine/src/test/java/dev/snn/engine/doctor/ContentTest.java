package dev.snn.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.data.Recording;
import dev.snn.api.data.Samples;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContentTest {
  private static List<Content> of(float[]... values) {
    return Content.of(Samples.labelled(new long[values.length], values, new int[values.length]))
        .toList();
  }

  @Test
  void equalValuesAreEqualWhateverTheirLabelAndTheSignOfZero() {
    List<Content> all = of(new float[] {1, 0}, new float[] {1, -0f}, new float[] {0, 1});

    assertThat(all.get(1)).isEqualTo(all.get(0));
    assertThat(all.get(2)).isNotEqualTo(all.get(0));
  }

  @Test
  void valuesThatDifferInABitDiffer() {
    Set<Content> seen = new HashSet<>();
    float x = 0.5f;
    for (int k = 0; k < 10_000; k++) {
      seen.addAll(of(new float[] {x, 0}, new float[] {0, x}));
      x = Math.nextUp(x);
    }

    assertThat(seen).hasSize(20_000);
  }

  @Test
  void recordingsAreToldByTheirEvents() {
    List<Content> all =
        Content.of(
                new Samples(
                    new long[3],
                    null,
                    new Recording[] {recording(7, 1), recording(7, 1), recording(8, 1)},
                    null,
                    null))
            .toList();

    assertThat(all.get(1)).isEqualTo(all.get(0));
    assertThat(all.get(2)).isNotEqualTo(all.get(0));
  }

  private static Recording recording(int time, int x) {
    return new Recording(
        new int[] {time}, new short[] {(short) x}, new short[] {2}, new byte[] {1}, 100);
  }
}
