package dev.snn.data.file;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.DataFile;
import java.util.Map;
import java.util.TreeMap;

/**
 * The unpacked bytes of a file and its checksums.
 *
 * @param source where it came from
 * @param bytes unpacked; shared, not to be modified
 * @param sha256 SHA-256 of the file as it is
 * @param contentSha256 SHA-256 of {@code bytes}
 */
public record Content(Source source, byte[] bytes, String sha256, String contentSha256) {

  /** Reads a file; the same unchanged file is read once per process while memory lasts. */
  public static Content read(Source source) {
    return Cache.get(
        "content|" + source.key() + "|" + source.stamp(),
        () -> {
          byte[] file = source.bytes();
          byte[] content = Gzip.unpack(source.name(), file);
          String sha256 = Sha256.of(file);
          return new Content(
              source, content, sha256, content == file ? sha256 : Sha256.of(content));
        });
  }

  /** Checksums by name: of the file and, where it is packed, of its content. */
  public Map<String, String> checksums() {
    Map<String, String> checksums = new TreeMap<>();
    checksums.put(source.key(), sha256);
    if (!contentSha256.equals(sha256)) {
      checksums.put(Finder.unpacked(source.key()), contentSha256);
    }
    return checksums;
  }

  /** Whether this is the canonical file, or another packing of the same content. */
  public boolean is(DataFile canonical) {
    return sha256.equals(canonical.sha256()) || contentSha256.equals(canonical.contentSha256());
  }

  /** Checks that this is the canonical content. */
  public Content expect(DataFile canonical) {
    if (!is(canonical)) {
      throw new BadDataException(
          source.name()
              + " is not the canonical "
              + canonical.path()
              + ": the SHA-256 of its content is "
              + contentSha256
              + "; fetch it again, or read data of your own with another data set type.");
    }
    return this;
  }
}
