package dev.snn.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Images of 3 channels whose last row and column may fill no square. */
class EventPoolTest {
  private final Random random = new Random(3);

  @Test
  void eventsArePooledAsTheirRowsAre() {
    for (int size = 1; size <= 4; size++) {
      for (int values = 1; values <= 3; values++) {
        MaxPool2d pool = new MaxPool2d(new Plane(3, 5 + size, 9), size);
        Tensor dense = images(pool.in().size(), values);
        Spikes spikes = Spikes.of(dense);
        assertThat(spikes.isBinary()).isEqualTo(values == 1);
        compare(pool, spikes, dense);
      }
    }
  }

  private static void compare(MaxPool2d pool, Spikes spikes, Tensor dense) {
    EventPool events = new EventPool(pool);
    int outputs = pool.out().size();
    for (int r = 0; r < dense.rows().length; r++) {
      float[] out = new float[outputs];
      float[] expected = new float[outputs];
      char[] winners = new char[outputs + 3];
      char[] expectedWinners = new char[outputs + 3];
      Arrays.fill(out, 9);
      Arrays.fill(winners, 'x');
      Arrays.fill(expectedWinners, 'x');
      events.pool(spikes, r, out, winners, 2);
      pool.pool(dense.rows()[r], expected, expectedWinners, 2);
      assertThat(out).containsExactly(expected);
      assertThat(winners).containsExactly(expectedWinners);
    }
  }

  /** A third of the pixels spike up to {@code most} times. */
  private Tensor images(int size, int most) {
    Tensor images = Tensor.zeros(4, 5, size);
    for (float[] row : images.rows()) {
      for (int n = 0; n < size; n++) {
        row[n] = random.nextInt(3) == 0 ? 1 + random.nextInt(most) : 0;
      }
    }
    return images;
  }

  @Test
  void valuesThatAreNotPositiveDoNotFit() {
    Tensor one = Tensor.zeros(1, 1, 4);
    one.rows()[0][2] = 2;
    assertThat(EventPool.fits(Spikes.of(one))).isTrue();
    one.rows()[0][1] = -1;
    assertThat(EventPool.fits(Spikes.of(one))).isFalse();
    one.rows()[0][1] = Float.NaN;
    assertThat(EventPool.fits(Spikes.of(one))).isFalse();
  }
}
