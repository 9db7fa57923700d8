package dev.snn.bench.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.UserError;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which runs are whose. */
class ShardTest {

  @ParameterizedTest
  @CsvSource({"1,1", "12,3", "13,3", "36,12", "5,7", "100,9"})
  void eachRunIsOfOneShardAndNoShardHasTwoMoreThanAnother(int runs, int shards) {
    int least = Integer.MAX_VALUE;
    int most = 0;
    Set<Integer> all = new HashSet<>();
    for (int k = 1; k <= shards; k++) {
      Shard shard = new Shard(k, shards);
      int[] own = IntStream.range(0, runs).filter(shard::takes).toArray();
      for (int index : own) {
        assertThat(all.add(index)).as("run %d is somebody else's, too", index).isTrue();
      }
      least = Math.min(least, own.length);
      most = Math.max(most, own.length);
    }
    assertThat(all).hasSize(runs);
    assertThat(most - least).isLessThanOrEqualTo(1);
  }

  @Test
  void theSeedsOfEachRowAreSpread() {
    int seeds = 5;
    for (int shards = 2; shards <= 12; shards++) {
      for (int row = 0; row < 20; row++) {
        int first = row * seeds;
        for (int k = 1; k <= shards; k++) {
          long own =
              IntStream.range(first, first + seeds).filter(new Shard(k, shards)::takes).count();
          assertThat(own)
              .as("runs of row %d in shard %d of %d", row, k, shards)
              .isBetween((long) (seeds / shards), (long) ((seeds + shards - 1) / shards));
        }
      }
    }
  }

  @Test
  void readsWhatItPrints() {
    Shard shard = Shard.of("--shard", "2/3");
    assertThat(shard).isEqualTo(new Shard(2, 3)).hasToString("2/3");
    assertThat(shard.takes(0)).isFalse();
    assertThat(shard.takes(1)).isTrue();
    assertThat(shard.takes(4)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/3", "4/3", "0/0", "1/10001"})
  void oneThatIsNotThereIsRefused(String text) {
    assertThatThrownBy(() -> Shard.of("--shard", text))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("--shard: there is no shard " + text + ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "a/b", "1/", "/3", "-1/3", "1/3/5", "1 / 3", "99999999999/3"})
  void whatIsNoShardIsRefused(String text) {
    assertThatThrownBy(() -> Shard.of("--shard", text))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "--shard must be K/N, as 2/3 for the second of three, got '%s'.".formatted(text));
  }
}
