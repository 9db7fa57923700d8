package dev.snn.engine.file;

import dev.snn.api.plugin.UserError;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UTFDataFormatException;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets processes that share out one work write to a folder side by side, each with a number of its
 * own, and keeps out all others: a second one of the same number, those of another work, and
 * everybody who takes a {@link FolderLock}. It is a lock on the same file, on one byte for each
 * number, and ends with the process, however that ends; where the file system knows no locks there
 * is none. A process has one: the locks of a second one would end with those of the first.
 */
public final class ShardLock implements AutoCloseable {
  /** Locks are behind what the file says: some systems let nobody read a byte that is locked. */
  private static final long DOOR = 1 << 30;

  private static final long PAUSE_NANOS = 20_000_000;
  private static final int ATTEMPTS = 500;

  private final Path file;
  private RandomAccessFile open;
  private FileLock door;
  private FileLock own;
  private FileLock all;
  private boolean lockless;
  private boolean left;
  private Shares agreed;

  private ShardLock(Path file) {
    this.file = file;
  }

  /**
   * Goes in, or says in the user's terms who is in the way.
   *
   * @param option that names the folder
   * @param alone what to do first where nobody else is there, as sweeping the folder
   */
  public static ShardLock take(Path folder, String option, Shares shares, Runnable alone) {
    ShardLock made = new ShardLock(folder.resolve(FolderLock.NAME));
    boolean in = false;
    try {
      if (!made.openDoor()) {
        throw new UserError(
            "another snn writes to %s. Wait until it has finished, or choose another folder with %s."
                .formatted(folder, option));
      }
      made.enter(folder, option, shares, alone);
      in = true;
      return made;
    } finally {
      if (!in) {
        made.release();
      }
    }
  }

  /** What the first of the processes at work said that all keep to. */
  public String terms() {
    return agreed.terms();
  }

  private void enter(Path folder, String option, Shares shares, Runnable alone) {
    agreed = shares;
    if (takeAll()) {
      alone.run();
      say(shares.text());
      all = release(all);
    } else {
      agreed = said().orElse(shares);
      refuseOther(folder, option, shares);
    }
    own = tryLock(DOOR + shares.number(), 1);
    if (own == null && !lockless) {
      throw new UserError(
          "shard %d/%d is at work in %s already. Wait until it has ended; a number is for one process at a time."
              .formatted(shares.number(), shares.of(), folder));
    }
    door = release(door);
  }

  private void refuseOther(Path folder, String option, Shares shares) {
    if (agreed.of() != shares.of()) {
      throw new UserError(
          "%d shards are at work in %s, and this is one of %d: runs would be done twice. Give all the same number, or these another folder with %s."
              .formatted(agreed.of(), folder, shares.of(), option));
    }
    if (!agreed.work().equals(shares.work())) {
      throw new UserError(
          "the shards at work in %s make another table: other files, rows, seeds, profile or settings. Give all the same, or this one another folder with %s."
              .formatted(folder, option));
    }
  }

  /**
   * Gives the own number back, and says whether all others have. Of several that end at the same
   * time exactly one hears that it is the last; it has the folder for itself until it closes this.
   */
  public boolean isLast() {
    if (!left && !lockless && openDoor()) {
      own = release(own);
      left = true;
      if (!takeAll()) {
        door = release(door);
      }
    }
    return lockless || all != null;
  }

  /** Only who holds the door may take or give back any other lock. */
  private boolean openDoor() {
    for (int k = 0; k < ATTEMPTS && !lockless; k++) {
      try {
        if (open == null ? openDoorOfFile() : (door = tryLock(DOOR, 1)) != null) {
          return true;
        }
      } catch (IOException e) {
        lockless = true;
      }
      if (!lockless) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    return lockless;
  }

  /** The last holder of a file removes it, maybe after this process has opened it. */
  private boolean openDoorOfFile() throws IOException {
    Optional<String> before = FileKey.of(file);
    Disk.step(Disk.Step.OPEN, file, () -> open = new RandomAccessFile(file.toFile(), "rw"));
    if (before.isPresent()) {
      door = tryLock(DOOR, 1);
      if (door != null && before.equals(FileKey.of(file))) {
        return true;
      }
    }
    if (!lockless) {
      release();
    }
    return false;
  }

  private boolean takeAll() {
    all = tryLock(DOOR + 1, Long.MAX_VALUE - DOOR - 1);
    return lockless || all != null;
  }

  /** Null where somebody else has it. */
  private FileLock tryLock(long from, long length) {
    if (lockless) {
      return null;
    }
    try {
      return open.getChannel().tryLock(from, length, false);
    } catch (OverlappingFileLockException e) {
      return null;
    } catch (IOException e) {
      lockless = true;
      return null;
    }
  }

  private void say(String text) {
    if (lockless) {
      return;
    }
    try {
      Disk.step(
          Disk.Step.WRITE,
          file,
          () -> {
            open.setLength(0);
            open.seek(0);
            open.writeUTF(text);
          });
    } catch (IOException e) {
      throw new UserError("cannot write %s (%s).".formatted(file, OutputFiles.reason(e)), e);
    }
  }

  /** Empty where the first one is killed before it has said anything. */
  private Optional<Shares> said() {
    try {
      open.seek(0);
      return Shares.of(open.readUTF());
    } catch (EOFException | UTFDataFormatException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UserError("cannot read %s (%s).".formatted(file, OutputFiles.reason(e)), e);
    }
  }

  private static FileLock release(FileLock lock) {
    try {
      if (lock != null) {
        lock.release();
      }
    } catch (IOException e) {
      // It ends with the process.
    }
    return null;
  }

  private void release() {
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      // It ends with the process.
    }
    open = null;
    door = null;
    own = null;
    all = null;
  }

  @Override
  public void close() {
    try {
      if (isLast() && open != null) {
        Disk.remove(file);
      }
    } catch (IOException e) {
      // A small file stays, and the next one takes it.
    } finally {
      release();
    }
  }
}
