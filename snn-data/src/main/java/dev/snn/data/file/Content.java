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
 * @param checksums SHA-256 of the file and, where it was packed, of its content
 */
public record Content(Source source, byte[] bytes, Map<String, String> checksums) {

  /** Reads a file; the same unchanged file is read once per process while memory lasts. */
  public static Content read(Source source) {
    return Cache.get(
        "content|" + source.key() + "|" + source.stamp(),
        () -> {
          byte[] file = source.bytes();
          byte[] content = Gzip.unpack(source.name(), file);
          Map<String, String> checksums = new TreeMap<>();
          checksums.put(source.key(), Sha256.of(file));
          if (content != file) {
            checksums.put(Finder.unpacked(source.key()), Sha256.of(content));
          }
          return new Content(source, content, checksums);
        });
  }

  /** Checks that this is the canonical content. */
  public Content expect(DataFile canonical) {
    String wanted =
        canonical.contentSha256().isEmpty() ? canonical.sha256() : canonical.contentSha256();
    if (!checksums.containsValue(wanted) && !checksums.containsValue(canonical.sha256())) {
      throw new BadDataException(
          source.name()
              + " is not the canonical "
              + canonical.path()
              + ": the SHA-256 of its content should be "
              + wanted
              + "; fetch it again, or read data of your own with the data set 'idx'.");
    }
    return this;
  }
}
