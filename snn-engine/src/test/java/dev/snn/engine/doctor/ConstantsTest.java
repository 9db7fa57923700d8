package dev.snn.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConstantsTest {
  /** A split that is sorted by class: three quarters are of class 0. */
  private record Sorted(int size) implements Dataset.Split {
    @Override
    public int label(int index) {
      return index < size / 4 * 3 ? 0 : 1;
    }

    @Override
    public Samples gather(int[] indices) {
      float[][] values = new float[indices.length][1];
      int[] labels = Arrays.stream(indices).map(this::label).toArray();
      return Samples.labelled(Arrays.stream(indices).asLongStream().toArray(), values, labels);
    }
  }

  @Test
  void ofASortedSplitTheyKnowAllClasses() {
    List<float[]> all = Constants.of(new Sorted(10_000), 2);

    assertThat(all.get(0)).containsExactly(0, 0);
    assertThat(all.get(1)).containsExactly(0.75f, 0.25f);
    assertThat(all.get(2)[1]).isCloseTo((float) Math.log(0.25), within(1e-6f));
  }

  @Test
  void examplesAreTakenEvenlyOverASplit() {
    assertThat(Patient.spread(new Sorted(1000), 4)).containsExactly(0, 250, 500, 750);
    assertThat(Patient.spread(new Sorted(3), 4)).containsExactly(0, 1, 2);
    assertThat(Patient.spread(new Sorted(0), 4)).isEmpty();
    assertThat(Patient.spread(new Sorted(Integer.MAX_VALUE), 512)[511]).isPositive();
  }
}
