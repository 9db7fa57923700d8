package dev.snn.api.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DrawsTest {

  /** Published outputs of SplitMix64 for seed 0; the counter plays the part of its state. */
  @Test
  void bitsAreThoseOfSplitMix64() {
    assertThat(Draws.bits(0, 0)).isEqualTo(0xE220A8397B1DCDAFL);
    assertThat(Draws.bits(0, 1)).isEqualTo(0x6E789E6AA1B965F4L);
    assertThat(Draws.bits(0, 2)).isEqualTo(0x06C45D188009454FL);
  }

  @Test
  void uniformNumbersAreUniform() {
    double sum = 0;
    double squares = 0;
    int n = 100_000;
    for (int k = 0; k < n; k++) {
      float u = Draws.uniform(7, k);
      assertThat(u).isGreaterThanOrEqualTo(0).isLessThan(1);
      sum += u;
      squares += u * u;
    }
    assertThat(sum / n).isCloseTo(0.5, within(0.004));
    assertThat(squares / n).isCloseTo(1.0 / 3, within(0.004));
  }

  @Test
  void keysOfPurposesAndNumbersDiffer() {
    Set<Long> keys = new HashSet<>();
    for (long root = 0; root < 20; root++) {
      for (String purpose : new String[] {"a", "b", "ab", "ba", ""}) {
        keys.add(new Seed(root).key(purpose));
      }
    }
    assertThat(keys).hasSize(100);
    Set<Long> mixed = new HashSet<>();
    for (long key = 0; key < 20; key++) {
      for (long number = 0; number < 20; number++) {
        mixed.add(Draws.mix(key, number));
      }
    }
    assertThat(mixed).hasSize(400);
  }

  @Test
  void aStreamIsItsSeedAndPurpose() {
    long[] a = new Seed(3).stream("x").longs(5).toArray();
    assertThat(new Seed(3).stream("x").longs(5).toArray()).isEqualTo(a);
    assertThat(new Seed(3).stream("y").longs(5).toArray()).isNotEqualTo(a);
    assertThat(new Seed(4).stream("x").longs(5).toArray()).isNotEqualTo(a);
    assertThat(a).doesNotHaveDuplicates();
  }

  @Test
  void permutationsHoldEveryNumberAndAllOrdersOccur() {
    Stream random = new Seed(1).stream("order");
    Set<String> seen = new HashSet<>();
    for (int k = 0; k < 200; k++) {
      int[] order = random.permutation(4);
      assertThat(order).containsExactlyInAnyOrder(0, 1, 2, 3);
      seen.add(Arrays.toString(order));
    }
    assertThat(seen).hasSize(24);
    assertThat(random.permutation(0)).isEmpty();
  }
}
