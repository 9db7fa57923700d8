package dev.snn.api.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.parallel.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SpikesTest {

  private static Tensor random(int steps, int batch, int size, int seed) {
    java.util.random.RandomGenerator random = new dev.snn.api.random.Seed(seed).stream("spikes");
    Tensor out = Tensor.zeros(steps, batch, size);
    for (float[] row : out.rows()) {
      for (int n = 0; n < size; n++) {
        row[n] = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0;
      }
    }
    return out;
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void eventsAndDenseRowsAreTheSame(
      @ForAll @IntRange(max = 5) int steps,
      @ForAll @IntRange(max = 4) int batch,
      @ForAll @IntRange(min = 1, max = 80) int size,
      @ForAll int seed) {
    Tensor dense = random(steps, batch, size, seed);
    Spikes spikes = Spikes.of(dense);
    assertThat(spikes.toTensor().rows()).isDeepEqualTo(dense.rows());
    double total = 0;
    int events = 0;
    for (float[] row : dense.rows()) {
      for (float x : row) {
        total += x;
        events += x == 0 ? 0 : 1;
      }
    }
    assertThat(spikes.total()).isEqualTo(total);
    assertThat(spikes.events()).isEqualTo(events);
    double cells = steps * batch * size;
    assertThat(spikes.density()).isEqualTo(cells == 0 ? 0 : events / cells);
    Tensor listed = Tensor.zeros(steps, batch, size);
    for (int t = 0; t < steps; t++) {
      for (int b = 0; b < batch; b++) {
        float[] row = listed.row(t, b);
        int[] last = {-1, 0};
        spikes.forEach(
            t,
            b,
            (unit, count) -> {
              assertThat(unit).isGreaterThan(last[0]);
              last[0] = unit;
              last[1]++;
              row[unit] = count;
            });
        assertThat(spikes.count(t, b)).isEqualTo(last[1]);
      }
    }
    assertThat(listed.rows()).isDeepEqualTo(dense.rows());
    assertThat(spikes.isSame(Spikes.of(dense))).isTrue();
    assertThat(spikes.isSame(spikes.until(0))).isEqualTo(events == 0);
    Spikes.ByUnit byUnit = spikes.byUnit();
    Tensor again = Tensor.zeros(steps, batch, size);
    for (int n = 0; n < size; n++) {
      for (int e = byUnit.offsets()[n]; e < byUnit.offsets()[n + 1]; e++) {
        again.rows()[byUnit.rows()[e]][n] = byUnit.counts() == null ? 1 : byUnit.counts()[e];
      }
    }
    assertThat(again.rows()).isDeepEqualTo(dense.rows());
    assertThat(spikes.byUnit()).isSameAs(byUnit);
    try (Parallel pool = Parallel.pool(2)) {
      Spikes.ByUnit other = Spikes.of(spikes.toTensor()).byUnit(pool);
      assertThat(other.offsets()).isEqualTo(byUnit.offsets());
      assertThat(other.rows()).isEqualTo(byUnit.rows());
      assertThat(other.counts()).isEqualTo(byUnit.counts());
    }
    for (int from = 0; from <= steps; from++) {
      assertThat(spikes.timeRange(from, steps).toTensor().rows())
          .isDeepEqualTo(dense.timeRange(from, steps).rows());
    }
  }

  @Test
  void binaryUntilAnEventIsRepeated() {
    SpikesBuilder builder = new SpikesBuilder(2, 2, 4);
    builder.lane(1).add(0, 2);
    builder.lane(0).add(1, 1);
    builder.lane(0).add(1, 3);
    Spikes binary = builder.build();
    assertThat(binary.isBinary()).isTrue();
    assertThat(binary.raw().counts()).isNull();
    assertThat(binary.raw().offsets()).containsExactly(0, 0, 1, 3, 3);
    assertThat(binary.raw().units()).containsExactly(2, 1, 3);
    assertThat(binary.total()).isEqualTo(3);
    assertThat(binary).hasToString("Spikes[2 x 2 x 4, 3 events]");

    SpikesBuilder counted = new SpikesBuilder(1, 2, 4);
    counted.lane(0).add(0, 1);
    counted.lane(0).add(0, 2);
    counted.lane(0).add(0, 2);
    counted.lane(1).add(0, 0);
    Spikes counts = counted.build();
    assertThat(counts.isBinary()).isFalse();
    assertThat(counts.raw().counts()).containsExactly(1, 2, 1);
    assertThat(counts.total()).isEqualTo(4);
    assertThat(counts.events()).isEqualTo(3);
  }

  /** 0.1 is not 1 + (0.1 - 1) in float. */
  @Test
  void anEventCarriesItsValueWithoutRounding() {
    Tensor dense = Tensor.zeros(2, 1, 3);
    dense.row(0, 0)[0] = 0.1f;
    dense.row(0, 0)[2] = 1;
    dense.row(1, 0)[1] = -0.3f;
    dense.row(1, 0)[2] = Float.NaN;
    Tensor back = Spikes.of(dense).toTensor();
    for (int t = 0; t < 2; t++) {
      for (int n = 0; n < 3; n++) {
        assertThat(Float.floatToIntBits(back.get(t, 0, n)))
            .isEqualTo(Float.floatToIntBits(dense.get(t, 0, n)));
      }
    }
    SpikesBuilder builder = new SpikesBuilder(1, 1, 2);
    builder.lane(0).add(0, 1, 2);
    builder.lane(0).add(0, 1, 3);
    assertThat(builder.build().toTensor().get(0, 0, 1)).isEqualTo(5);
  }

  @Test
  void aLaneFiresWhereTheThresholdIsReached() {
    SpikesBuilder builder = new SpikesBuilder(3, 1, 9);
    float inf = Float.POSITIVE_INFINITY;
    float negativeNaN = Float.intBitsToFloat(0xffc00000);
    float[] h = {1, Math.nextDown(1f), Float.NaN, 2, -1, negativeNaN, inf, -inf, Math.nextUp(1f)};
    float[] fired = new float[9];
    builder.lane(0).addWhereAtLeast(1, h, 1, fired);
    assertThat(fired).containsExactly(1, 0, 0, 1, 0, 0, 1, 0, 1);
    float[] zeros = {0f, -0f, Float.MIN_VALUE, -Float.MIN_VALUE, -1, -1, -1, -1, -1};
    builder.lane(0).addWhereAtLeast(2, zeros, 0, fired);
    assertThat(fired).containsExactly(1, 1, 1, 0, 0, 0, 0, 0, 0);
    Spikes spikes = builder.build();
    assertThat(spikes.raw().offsets()).containsExactly(0, 0, 4, 7);
    assertThat(spikes.raw().units()).startsWith(0, 3, 6, 8, 0, 1, 2);
  }

  @Test
  void fewOrManySpikesAreFoundAlike() {
    float[] values = {-1, -0f, 0, 1, Float.NaN, Float.intBitsToFloat(0xffc00000), Float.MIN_VALUE};
    Random random = new Random(1);
    int size = 61;
    SpikesBuilder builder = new SpikesBuilder(400, 1, size);
    List<Integer> expected = new ArrayList<>();
    for (int t = 0; t < 400; t++) {
      float[] h = new float[size];
      // Silent steps, steps of a spike here and there, and busy ones follow each other.
      for (int n = 0; n < size; n++) {
        boolean busy = random.nextInt(60) < t % 50;
        h[n] = busy ? values[random.nextInt(values.length)] : -1;
      }
      float[] fired = new float[size];
      builder.lane(0).addWhereAtLeast(t, h, 0, fired);
      for (int n = 0; n < size; n++) {
        assertThat(fired[n]).isEqualTo(h[n] >= 0 ? 1 : 0);
        if (h[n] >= 0) {
          expected.add(n);
        }
      }
    }
    assertThat(builder.build().raw().units())
        .containsExactly(expected.stream().mapToInt(n -> n).toArray());
  }

  @Test
  void aLaneTakesWhatIsNotZero() {
    SpikesBuilder builder = new SpikesBuilder(4, 2, 5);
    builder.lane(0).addNonZero(0, new float[] {0, 1, -0f, 1, 0, 9});
    builder.lane(0).addNonZero(2, new float[] {2, 0, 1, Float.NaN, -1});
    builder.lane(0).addNonZero(3, new float[] {0, 0, 0, 0, 1});
    builder.lane(1).addNonZero(1, new float[] {1, 0, 0, 0, Float.MIN_VALUE});
    assertThatThrownBy(() -> builder.lane(0).addNonZero(3, new float[5]))
        .hasMessage("step 3 has spikes already");
    Spikes spikes = builder.build();
    assertThat(spikes.raw().offsets()).containsExactly(0, 2, 2, 2, 4, 8, 8, 9, 9);
    assertThat(spikes.raw().units()).containsExactly(1, 3, 0, 4, 0, 2, 3, 4, 4);
    assertThat(spikes.raw().counts())
        .containsExactly(1, 1, 1, Float.MIN_VALUE, 2, 1, Float.NaN, -1, 1);
  }

  @Test
  void onesAloneAreNotCounted() {
    SpikesBuilder builder = new SpikesBuilder(2, 1, 3);
    builder.lane(0).addNonZero(0, new float[] {1, 0, 1});
    builder.lane(0).addNonZero(1, new float[3]);
    assertThat(builder.build().isBinary()).isTrue();
  }

  @Test
  void aLaneTakesListsOfUnits() {
    SpikesBuilder builder = new SpikesBuilder(3, 1, 6);
    SpikesBuilder.Lane lane = builder.lane(0);
    lane.add(0, 1, 2);
    int[] list = {9, 1, 2, 5, 9};
    lane.addAll(0, list, 1, 4);
    lane.addAll(1, list, 2, 2);
    lane.addAll(2, list, 3, 4);
    assertThatThrownBy(() -> lane.addAll(2, list, 3, 5)).hasMessage("unit 9 of a signal of size 6");
    assertThatThrownBy(() -> lane.addAll(2, new int[] {5, 4}, 0, 2))
        .hasMessage("unit 4 after unit 5 in step 2");
    Spikes spikes = builder.build();
    assertThat(spikes.raw().offsets()).containsExactly(0, 3, 3, 4);
    assertThat(spikes.raw().units()).startsWith(1, 2, 5, 5);
    assertThat(spikes.raw().counts()).containsExactly(3, 1, 1, 1);
  }

  @Test
  void aLaneRefusesEventsOutOfOrderOrRange() {
    SpikesBuilder.Lane lane = new SpikesBuilder(3, 1, 4).lane(0);
    lane.add(1, 2);
    assertThatThrownBy(() -> lane.add(0, 1)).hasMessage("spikes of step 0 after those of step 1");
    assertThatThrownBy(() -> lane.add(1, 1))
        .hasMessage("spikes of unit 1 after those of unit 2 in step 1");
    assertThatThrownBy(() -> lane.add(2, 4)).hasMessage("unit 4 of a signal of size 4");
    assertThatThrownBy(() -> lane.add(2, -1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void shapesAreChecked() {
    assertThatThrownBy(() -> new Spikes(2, 2, 3, new int[4], new int[0], null))
        .hasMessage("spikes [2 x 2 x 3] need 5 offsets, got 4");
    assertThatThrownBy(() -> new Tensor(2, 2, 3, new float[3][3]))
        .hasMessage("a tensor [2 x 2 x 3] needs 4 rows, got 3");
    assertThatThrownBy(() -> new Tensor(-1, 0, 3, new float[0][3]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aConstantIsTheSameAtEveryStep() {
    Constant held = new Constant(3, 2, new float[][] {{1, 2}, {3, 4}});
    assertThat(held.batch()).isEqualTo(2);
    Tensor dense = held.toTensor();
    for (int t = 0; t < 3; t++) {
      assertThat(dense.row(t, 0)).containsExactly(1, 2);
      assertThat(dense.row(t, 1)).containsExactly(3, 4);
    }
    dense.row(0, 0)[0] = 9;
    assertThat(held.rows()[0][0]).isEqualTo(1);
  }

  @Test
  void anArenaHandsOutTheSameArraysAgain() {
    Arena arena = Arena.recycling();
    Tensor a = arena.tensor(1, 2, 3);
    Tensor b = arena.tensor(1, 2, 3);
    Tensor c = arena.tensor(2, 1, 3);
    assertThat(List.of(b, c)).doesNotContain(a);
    a.fill(7);
    arena.reset();
    assertThat(arena.tensor(1, 2, 3)).isSameAs(a);
    assertThat(arena.zeros(1, 2, 3)).isSameAs(b);
    arena.reset();
    assertThat(arena.zeros(1, 2, 3).get(0, 1, 2)).isZero();
    assertThat(Arena.HEAP.tensor(1, 1, 1)).isNotSameAs(Arena.HEAP.tensor(1, 1, 1));
  }
}
