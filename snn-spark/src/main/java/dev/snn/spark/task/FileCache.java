package dev.snn.spark.task;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** Files of a machine by their checksums, for all executors on it and for later ones. */
final class FileCache {
  private final Path folder;

  FileCache(Path folder) {
    this.folder = folder;
  }

  /** The one of the user: beside the data that the program downloads. */
  static FileCache ofUser() {
    String given = System.getenv("XDG_CACHE_HOME");
    Path caches =
        given == null || given.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(given);
    return new FileCache(caches.resolve("snn").resolve("spark"));
  }

  /**
   * The file with the bytes of a parcel, fetched where there is none. One whose bytes have gone bad
   * is fetched again.
   *
   * @throws Refusal where what was fetched is not what was sent
   */
  Path get(Parcel parcel) throws IOException, Refusal {
    Path file = folder.resolve(parcel.sha256());
    if (Files.isRegularFile(file) && Sha256.of(file).equals(parcel.sha256())) {
      return file;
    }
    Files.createDirectories(folder);
    Path fresh = Files.createTempFile(folder, "fresh", ".new");
    try {
      String got = fetch(parcel, fresh);
      if (!got.equals(parcel.sha256())) {
        throw new Refusal(
            "%s came to an executor with the checksum %s, not %s: it changed on its way or when it was read. Run the same command again."
                .formatted(parcel.name(), got, parcel.sha256()));
      }
      move(fresh, file);
    } finally {
      Files.deleteIfExists(fresh);
    }
    return file;
  }

  /** Writes what comes; gives back its checksum. */
  private static String fetch(Parcel parcel, Path file) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
      parcel.fetch(out);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Where the files of parcels stand under their names. The place is the same for all executors of
   * a user, so that a checkpoint of one fits the data of another.
   */
  Path view(List<Parcel> parcels) {
    StringBuilder text = new StringBuilder();
    parcels.forEach(p -> text.append(p.sha256()).append(' ').append(p.name()).append('\n'));
    String name = Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
    return folder.resolve("views").resolve(name);
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
