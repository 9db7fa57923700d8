package dev.snn.bench.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkerPoolTest {
  @Test
  void everyItemIsTakenOnceByThreadsOfItsOwn() {
    List<Integer> items = IntStream.range(0, 100).boxed().toList();
    AtomicIntegerArray taken = new AtomicIntegerArray(100);
    CountDownLatch both = new CountDownLatch(2);
    Set<String> threads = ConcurrentHashMap.newKeySet();
    new WorkerPool(2, 2)
        .run(
            items,
            (item, share) -> {
              taken.incrementAndGet(item);
              both.countDown();
              await(both);
              threads.add(Thread.currentThread().getName());
            });
    assertThat(IntStream.range(0, 100).map(taken::get)).containsOnly(1);
    assertThat(threads).hasSize(2);
  }

  @Test
  void threadsWithoutAnItemHelpTheOthers() {
    Set<String> threads = ConcurrentHashMap.newKeySet();
    AtomicIntegerArray done = new AtomicIntegerArray(64);
    new WorkerPool(1, 2)
        .run(
            List.of("only"),
            (item, share) -> {
              long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
              while (threads.size() < 2 && System.nanoTime() < end) {
                share.forEach(
                    64,
                    i -> {
                      done.incrementAndGet(i);
                      threads.add(Thread.currentThread().getName());
                    });
              }
              int rounds = done.get(0);
              assertThat(IntStream.range(0, 64).map(done::get)).containsOnly(rounds);
            });
    assertThat(threads).hasSize(2);
  }

  @Test
  void aTaskMayAskForTasks() {
    AtomicIntegerArray done = new AtomicIntegerArray(16);
    new WorkerPool(1, 2)
        .run(
            List.of("only"),
            (item, share) ->
                share.forEach(4, i -> share.forEach(4, k -> done.incrementAndGet(4 * i + k))));
    assertThat(IntStream.range(0, 16).map(done::get)).containsOnly(1);
  }

  @Test
  void theFirstFailureIsThrown() {
    assertThatThrownBy(
            () ->
                new WorkerPool(2, 2)
                    .run(
                        List.of(1, 2, 3),
                        (item, share) ->
                            share.forEach(
                                8,
                                i -> {
                                  throw new IllegalArgumentException("task");
                                })))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("task");
  }

  @Test
  void asManyAtATimeAsTheMemoryHasRoomFor() {
    assertThat(WorkerPool.usual(18, 2, 200_000)).isEqualTo(2);
    assertThat(WorkerPool.usual(1, 2, 200_000)).isEqualTo(1);
    assertThat(WorkerPool.usual(0, 2, 0)).isEqualTo(1);
    assertThat(WorkerPool.usual(18, 2, 100_000_000_000L)).isEqualTo(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
