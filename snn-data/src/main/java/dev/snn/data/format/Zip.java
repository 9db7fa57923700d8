package dev.snn.data.format;

import dev.snn.api.data.BadDataException;
import dev.snn.data.file.Foreign;
import dev.snn.data.file.Gzip;
import dev.snn.data.file.Source;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
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
    Source.requireRegular(path);
    try {
      try (InputStream in = Files.newInputStream(path)) {
        Foreign.refuse(path.toString(), in.readNBytes(512));
      }
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
    String whole = path + ", entry '" + name + "'";
    byte[] bytes;
    try (InputStream in =
        Gzip.limited(whole, file.getInputStream(entry), Math.max(0, entry.getCompressedSize()))) {
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
