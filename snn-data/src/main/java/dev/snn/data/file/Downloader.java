package dev.snn.data.file;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.DataFile;
import dev.snn.api.data.DataStore.Progress;
import dev.snn.api.data.MissingDataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Fetches a file over HTTP. Bytes gather in {@code NAME.part}, which a later attempt, or a later
 * run, resumes; the file is renamed into place only when its length and checksum are right. Each
 * address gets a number of attempts, then the next one is tried.
 *
 * @param connect longest wait for a connection
 * @param stall longest wait for the next bytes
 * @param pause wait before an address is tried again, times the attempts so far
 * @param attempts attempts per address
 */
public record Downloader(Duration connect, Duration stall, Duration pause, int attempts) {

  /** Patience for the public internet. */
  public static Downloader patient() {
    return new Downloader(
        Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMillis(500), 3);
  }

  /** Puts the file at {@code target}, whose folder exists. */
  void fetch(DataFile file, Path target, Progress progress) {
    Path part = part(target);
    try {
      try (FileChannel out = open(part)) {
        lock(out, part);
        fromAny(file, out, progress);
        out.force(true);
      }
      move(part, target);
    } catch (IOException e) {
      throw new MissingDataException(
          part + " cannot be written (" + HttpGet.reason(e) + "); check the folder and the disk.");
    }
  }

  private static Path part(Path target) {
    return target.resolveSibling(target.getFileName() + ".part");
  }

  private static FileChannel open(Path part) throws IOException {
    return FileChannel.open(
        part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** Puts bytes that are at hand at {@code target}, whole or not at all, as a download is. */
  static void put(byte[] content, Path target) throws IOException {
    Path part = part(target);
    try (FileChannel out = open(part)) {
      lock(out, part);
      out.truncate(0);
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    move(part, target);
  }

  /**
   * Removes what a fetch that was killed has left beside a file that is there; where another run
   * fetches now it stays. Earlier versions left {@code NAME.copy}.
   */
  static void sweep(Path target) {
    for (Path left :
        new Path[] {part(target), target.resolveSibling(target.getFileName() + ".copy")}) {
      if (!Files.isRegularFile(left)) {
        continue;
      }
      try (FileChannel channel = FileChannel.open(left, StandardOpenOption.WRITE)) {
        lock(channel, left);
        Files.deleteIfExists(left);
      } catch (IOException | MissingDataException e) {
        // Somebody's, or not ours to remove: nothing takes it for data.
      }
    }
  }

  private void fromAny(DataFile file, FileChannel out, Progress progress) throws IOException {
    List<String> failures = new ArrayList<>();
    boolean wrongBytes = false;
    for (String url : file.urls()) {
      IOException failure = from(url, file, out, progress);
      if (failure == null) {
        return;
      }
      wrongBytes |= failure instanceof WrongBytes;
      failures.add(url + ": " + HttpGet.reason(failure));
    }
    String tried = String.join("; ", failures);
    if (wrongBytes) {
      throw new BadDataException(
          file.path() + " arrives with other content than it should have (" + tried + ").");
    }
    throw new MissingDataException(
        file.path()
            + " could not be fetched ("
            + tried
            + "); run the command again to go on where it stopped.");
  }

  /** Tries one address; gives the last failure, or null when the file is whole and right. */
  private IOException from(String url, DataFile file, FileChannel out, Progress progress)
      throws IOException {
    IOException failure = null;
    for (int attempt = 1; attempt <= attempts; attempt++) {
      if (attempt > 1) {
        sleep(attempt - 1);
      }
      try {
        transfer(file, url, out, progress);
        return null;
      } catch (WrongBytes e) {
        out.truncate(0);
        failure = e;
      } catch (HttpGet.Refused e) {
        return e;
      } catch (IOException e) {
        failure = e;
      }
    }
    return failure;
  }

  /** Keeps other runs out until the channel is closed. */
  private static void lock(FileChannel out, Path part) throws IOException {
    FileLock lock = null;
    try {
      lock = out.tryLock();
    } catch (OverlappingFileLockException e) {
      // held by another thread; told below
    }
    if (lock == null) {
      throw new MissingDataException(part + " is being fetched by another run; wait for it.");
    }
  }

  private void transfer(DataFile file, String url, FileChannel out, Progress progress)
      throws IOException {
    long have = out.size();
    if (have > file.bytes()) {
      out.truncate(0);
      have = 0;
    }
    if (have < file.bytes()) {
      try (HttpGet get = HttpGet.open(url, have, connect, stall)) {
        out.truncate(get.start());
        receive(file, get, out, progress);
      }
    }
    if (out.size() < file.bytes()) {
      throw new IOException("ended after " + out.size() + " of " + file.bytes() + " bytes");
    }
    out.position(0);
    String sha256 = Sha256.of(java.nio.channels.Channels.newInputStream(out));
    if (!sha256.equals(file.sha256())) {
      throw new WrongBytes("SHA-256 is " + sha256 + " instead of " + file.sha256());
    }
  }

  private static void receive(DataFile file, HttpGet get, FileChannel out, Progress progress)
      throws IOException {
    byte[] buffer = new byte[1 << 16];
    long done = get.start();
    out.position(done);
    progress.update(file, done, file.bytes());
    InputStream in = get.body();
    for (int n; (n = in.read(buffer)) >= 0; ) {
      done += n;
      if (done > file.bytes()) {
        throw new WrongBytes("more than " + file.bytes() + " bytes");
      }
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      progress.update(file, done, file.bytes());
    }
  }

  private static void move(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
    try (FileChannel names =
        FileChannel.open(target.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      names.force(true);
    } catch (IOException e) {
      // Some systems cannot sync a folder; the file is there.
    }
  }

  private void sleep(int attempt) {
    try {
      Thread.sleep(pause.multipliedBy(attempt).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MissingDataException("the download was interrupted; run the command again.");
    }
  }

  private static final class WrongBytes extends IOException {
    private static final long serialVersionUID = 1L;

    WrongBytes(String message) {
      super(message);
    }
  }
}
