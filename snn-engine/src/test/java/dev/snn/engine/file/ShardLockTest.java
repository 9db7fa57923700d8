package dev.snn.engine.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is let into a folder that is shared out. */
@Timeout(120)
class ShardLockTest {
  @TempDir Path folder;
  private final AtomicInteger sweeps = new AtomicInteger();

  private ShardLock take(int number, int of, String work, String terms) {
    Shares shares = new Shares(number, of, work, terms);
    return ShardLock.take(folder, "--out", shares, sweeps::incrementAndGet);
  }

  private Path file() {
    return folder.resolve(FolderLock.NAME);
  }

  @Test
  void othersOfTheSameWorkAreLetInAndKeepToTheTermsOfTheFirst() {
    try (ShardLock first = take(1, 3, "w", "vector");
        ShardLock third = take(3, 3, "w", "plain")) {
      assertThat(first.terms()).isEqualTo("vector");
      assertThat(third.terms()).isEqualTo("vector");
      assertThat(sweeps).hasValue(1);
      assertThat(first.isLast()).isFalse();
      assertThat(first.isLast()).as("asked again").isFalse();
      assertThat(third.isLast()).isTrue();
      assertThat(file()).exists();
    }
    assertThat(file()).doesNotExist();
    try (ShardLock next = take(1, 2, "other", "plain")) {
      assertThat(next.terms()).isEqualTo("plain");
    }
    assertThat(sweeps).hasValue(2);
  }

  @Test
  void anyoneElseIsRefusedWhereTheFirstIsAtWork() {
    try (ShardLock first = take(1, 3, "w", "t")) {
      assertThat(first).isNotNull();
      refused(() -> take(1, 3, "w", "t"), "shard 1/3 is at work in");
      refused(() -> take(1, 4, "w", "t"), "3 shards are at work in");
      refused(() -> take(2, 3, "v", "t"), "the shards at work in");
      refused(() -> FolderLock.exclusive(folder, "--out"), "another snn writes to");
    }
    FolderLock.exclusive(folder, "--out").close();
  }

  private static void refused(Runnable attempt, String start) {
    assertThatThrownBy(attempt::run).isInstanceOf(UserError.class).hasMessageStartingWith(start);
  }

  @Test
  void nobodyIsLetInWhereATableHasTheFolder() {
    try (FolderLock table = FolderLock.exclusive(folder, "--out")) {
      assertThat(table).isNotNull();
      refused(() -> take(1, 3, "w", "t"), "another snn writes to");
    }
    take(1, 3, "w", "t").close();
  }

  @Test
  void ofManyThatEndAtTheSameTimeOneIsTheLast() throws Exception {
    for (int round = 0; round < 20; round++) {
      List<ShardLock> locks = new ArrayList<>();
      for (int k = 1; k <= 4; k++) {
        locks.add(take(k, 4, "w" + round, "t"));
      }
      AtomicInteger last = new AtomicInteger();
      List<CompletableFuture<Void>> ends = new ArrayList<>();
      for (ShardLock lock : locks) {
        ends.add(
            CompletableFuture.runAsync(
                () -> {
                  last.addAndGet(lock.isLast() ? 1 : 0);
                  lock.close();
                }));
      }
      for (CompletableFuture<Void> end : ends) {
        end.get();
      }
      assertThat(last).hasValue(1);
      assertThat(file()).doesNotExist();
    }
  }

  @Test
  void aKilledOneLeavesItsNumberFree() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(process.getInputStream().read()).isEqualTo('!');
      refused(() -> take(2, 3, "w", "t"), "shard 2/3 is at work in");
      try (ShardLock other = take(1, 3, "w", "mine")) {
        assertThat(other.terms()).isEqualTo("theirs");
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(file()).as("what a killed process leaves").exists();
    try (ShardLock again = take(2, 4, "w", "mine")) {
      assertThat(again.terms()).isEqualTo("mine");
    }
    assertThat(file()).doesNotExist();
  }

  /** Ends what it is thrown in as a kill does. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void aKillAtAnyStepKeepsNobodyOut() {
    List<Disk.Step> all = new ArrayList<>();
    watched((step, file) -> all.add(step));
    assertThat(all).contains(Disk.Step.OPEN, Disk.Step.WRITE, Disk.Step.REMOVE);
    for (int k = 1; k <= all.size(); k++) {
      int last = k;
      int[] steps = new int[1];
      assertThatThrownBy(
              () ->
                  watched(
                      (step, file) -> {
                        if (++steps[0] >= last) {
                          throw new Killed();
                        }
                      }))
          .isInstanceOf(Killed.class);
      try (ShardLock next = take(1, 4, "next", "mine")) {
        assertThat(next.terms()).as("after a kill before step %d", k).isEqualTo("mine");
        assertThat(next.isLast()).isTrue();
      }
      assertThat(file()).doesNotExist();
    }
  }

  private void watched(Disk.Observer observer) {
    Disk.observe(observer);
    try {
      take(1, 3, "w", "t").close();
    } finally {
      Disk.observe(null);
    }
  }

  @Test
  void whatIsNoWordOfAnybodyIsPassedOver() throws Exception {
    Files.writeString(file(), "something else");
    try (ShardLock first = take(1, 2, "w", "t")) {
      assertThat(first.terms()).isEqualTo("t");
    }
  }

  /** Is shard 2/3 until it is killed. */
  static final class Holder {
    public static void main(String[] args) throws Exception {
      Shares shares = new Shares(2, 3, "w", "theirs");
      ShardLock lock = ShardLock.take(Path.of(args[0]), "--out", shares, () -> {});
      System.out.print('!');
      System.out.flush();
      Thread.sleep(120_000);
      lock.close();
    }
  }
}
