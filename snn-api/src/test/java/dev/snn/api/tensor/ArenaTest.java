package dev.snn.api.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ArenaTest {
  private final Arena arena = Arena.recycling();

  @Test
  void listsOfAPassAreDifferentAndLongEnough() {
    int[] first = arena.ints(5000);
    int[] second = arena.ints(5000);

    assertNotSame(first, second);
    assertTrue(first.length >= 5000 && second.length >= 5000);
  }

  @Test
  void aListIsHandedOutAgainAfterReset() {
    int[] first = arena.ints(5000);
    float[] values = arena.floats(7000);
    char[] places = arena.chars(3000);
    arena.reset();

    assertSame(first, arena.ints(4900));
    assertSame(values, arena.floats(7001));
    assertSame(places, arena.chars(2999));
    assertNotSame(first, arena.ints(4900));
  }

  @Test
  void aLongListIsNotSpentOnAShortOne() {
    int[] first = arena.ints(50_000);
    arena.reset();

    assertNotSame(first, arena.ints(5000));
  }

  @Test
  void whatTwoPassesDidNotNeedIsForgotten() {
    int[] first = arena.ints(5000);
    arena.reset();
    arena.reset();
    arena.reset();

    assertNotSame(first, arena.ints(5000));
  }

  @Test
  void spikesInAnArenaAreThoseOnTheHeap() {
    for (int pass = 0; pass < 3; pass++) {
      arena.reset();
      assertTrue(
          spikes(new SpikesBuilder(3, 2, 4000, arena), pass)
              .isSame(spikes(new SpikesBuilder(3, 2, 4000), pass)));
    }
  }

  @Test
  void spikesOfOnePassDoNotOverwriteEachOther() {
    Spikes first = spikes(new SpikesBuilder(3, 2, 4000, arena), 0);
    int events = first.events();
    Spikes second = spikes(new SpikesBuilder(3, 2, 4000, arena), 1);

    assertTrue(first.isSame(spikes(new SpikesBuilder(3, 2, 4000), 0)));
    assertTrue(second.isSame(spikes(new SpikesBuilder(3, 2, 4000), 1)));
    assertEquals(events, first.events());
  }

  @Test
  void aBuilderLaysOutOnce() {
    SpikesBuilder builder = new SpikesBuilder(3, 2, 4000, arena);
    spikes(builder, 0);

    assertEquals(
        "the spikes of this builder were laid out already",
        assertThrows(IllegalStateException.class, builder::build).getMessage());
  }

  /** More events in each pass, some with numbers. */
  private static Spikes spikes(SpikesBuilder builder, int pass) {
    for (int b = 0; b < 2; b++) {
      for (int t = 0; t < 3; t++) {
        for (int n = 0; n < 4000; n += 3 - pass) {
          builder.lane(b).add(t, n);
          if (n % 5 == 0 && b == 1) {
            builder.lane(b).add(t, n, 2f);
          }
        }
      }
    }
    return builder.build();
  }
}
