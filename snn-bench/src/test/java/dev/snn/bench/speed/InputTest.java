package dev.snn.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Spikes;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class InputTest {
  private static final Seed SEED = new Seed(1);

  @Test
  void everyLineSpikesWithTheDensityAtEveryStep() {
    Batch batch = new Input(200, 30, 0.13, 10, 0).draw(SEED, 0, 40);
    Spikes spikes = batch.spikes();
    assertThat(spikes.density()).isCloseTo(0.13, Offset.offset(0.002));
    int[] byLine = spikes.byUnit().offsets();
    for (int n = 0; n < 200; n++) {
      // Five standard deviations of a binomial of 1200.
      assertThat((byLine[n + 1] - byLine[n]) / 1200.0).isCloseTo(0.13, Offset.offset(0.049));
    }
    for (int t = 0; t < 30; t++) {
      assertThat(spikes.timeRange(t, t + 1).density()).isCloseTo(0.13, Offset.offset(0.019));
    }
  }

  @Test
  void densitiesNestAndReachEveryCell() {
    Input some = new Input(20, 5, 0.3, 10, 0);
    assertThat(some.draw(SEED, 0, 4).spikes().events())
        .isLessThan(new Input(20, 5, 0.6, 10, 0).draw(SEED, 0, 4).spikes().events());
    assertThat(new Input(20, 5, 1, 10, 0).draw(SEED, 0, 4).spikes().events()).isEqualTo(400);
    assertThat(new Input(20, 5, 0, 10, 0).draw(SEED, 0, 4).spikes().events()).isZero();
  }

  @Test
  void anExampleIsTheSameInABatchOfAnotherSize() {
    Input input = new Input(50, 6, 0.2, 10, 0);
    Batch four = input.draw(SEED, 0, 4);
    Batch one = input.draw(SEED, 3, 1);
    assertThat(one.samples().ids()).containsExactly(3);
    assertThat(one.samples().labels()[0]).isEqualTo(four.samples().labels()[3]);
    for (int t = 0; t < 6; t++) {
      assertThat(one.spikes().toTensor().row(t, 0)).isEqualTo(four.spikes().toTensor().row(t, 3));
    }
  }

  @Test
  void anImageHasTheLinesOfItsShape() {
    Input image = new Input(new Shape(2, 3, 4), 5, 0.3, 10, 0);
    assertThat(image.size()).isEqualTo(24);
    assertThat(image.draw(SEED, 0, 3).units())
        .isEqualTo(new Input(24, 5, 0.3, 10, 0).draw(SEED, 0, 3).units());
    assertThat(image.info("x").channels()).isEqualTo(2);
    assertThat(image.info("x").height()).isEqualTo(3);
    assertThat(image.info("x").width()).isEqualTo(4);
    assertThat(new Input(24, 5, 0.3, 10, 0).info("x").width()).isEqualTo(24);
  }

  @Test
  void batchesDiffer() {
    Input input = new Input(50, 6, 0.2, 10, 0);
    assertThat(input.draw(SEED, 0, 4).units()).isNotEqualTo(input.draw(SEED, 1, 4).units());
    assertThat(input.draw(SEED, 0, 4).units()).isEqualTo(input.draw(SEED, 0, 4).units());
  }

  @Test
  void targetsAreVectorsBelowOne() {
    Batch batch = new Input(5, 2, 0.2, 0, 30).draw(SEED, 0, 3);
    assertThat(batch.samples().labels()).isNull();
    assertThat(batch.samples().targets()).hasDimensions(3, 30);
    double sum = 0;
    for (float[] row : batch.samples().targets()) {
      for (float x : row) {
        assertThat(x).isBetween(0f, 1f);
        sum += x;
      }
    }
    assertThat(sum / 90).isCloseTo(0.5, Offset.offset(0.1));
  }

  @Test
  void everySignalComputesItsViewsAnew() {
    Batch batch = new Input(5, 2, 0.5, 10, 0).draw(SEED, 0, 3);
    assertThat(batch.spikes()).isNotSameAs(batch.spikes());
    assertThat(batch.spikes().byUnit()).isNotSameAs(batch.spikes().byUnit());
  }
}
