package dev.snn.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.tensor.Constant;
import org.junit.jupiter.api.Test;

class FeedMemoryTest {
  /** 2 examples x 10 values, and the same again as a signal: 160 bytes. */
  private static Feed.Batch batch() {
    float[][] rows = new float[2][10];
    return new Feed.Batch(
        Samples.labelled(new long[2], rows, new int[2]), new Constant(7, 10, rows));
  }

  @Test
  void keepsWhatThereIsRoomFor() {
    FeedMemory memory = new FeedMemory(3, 2 * 160 + 159);
    Feed.Batch first = batch();
    memory.offer(0, first);
    memory.offer(1, batch());
    memory.offer(2, batch());
    assertThat(memory.get(0)).isSameAs(first);
    assertThat(memory.get(1)).isNotNull();
    assertThat(memory.get(2)).isNull();
  }
}
