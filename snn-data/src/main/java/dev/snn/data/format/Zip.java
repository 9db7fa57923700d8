package dev.snn.data.format;

import dev.snn.api.data.BadDataException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A zip archive whose entries are checked as they are read. */
public final class Zip implements Closeable {
  private final Path path;
  private final ZipFile file;

  private Zip(Path path, ZipFile file) {
    this.path = path;
    this.file = file;
  }

  /** Opens an archive. */
  public static Zip open(Path path) {
    try {
      return new Zip(path, new ZipFile(path.toFile()));
    } catch (IOException e) {
      throw new BadDataException(
          path + " is not a zip archive or is cut off (" + e.getMessage() + "); get it again.");
    }
  }

  /** Names of all entries. */
  public List<String> names() {
    return file.stream().map(ZipEntry::getName).toList();
  }

  /** The bytes of an entry; null where there is none of this name. */
  public byte[] get(String name) {
    ZipEntry entry = file.getEntry(name);
    if (entry == null) {
      return null;
    }
    byte[] bytes;
    try (InputStream in = file.getInputStream(entry)) {
      bytes = in.readAllBytes();
    } catch (IOException e) {
      throw damaged(name, String.valueOf(e.getMessage()));
    }
    CRC32 crc = new CRC32();
    crc.update(bytes);
    if (bytes.length != entry.getSize() || crc.getValue() != entry.getCrc()) {
      throw damaged(name, "wrong length or CRC-32");
    }
    return bytes;
  }

  private BadDataException damaged(String name, String why) {
    return new BadDataException(
        path + ", entry '" + name + "' is damaged (" + why + "); get the archive again.");
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new BadDataException(path + " cannot be closed (" + e.getMessage() + ").");
    }
  }
}
