package dev.snn.data.file;

import dev.snn.api.data.BadDataException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Files that stand in place of data: what a download or a repository left there instead. */
public final class Foreign {
  private static final String POINTER = "version https://git-lfs.github.com/spec/";
  private static final String ANNEX = "/annex/objects/";

  /** Bytes at the beginning that tell. */
  static final int HEAD = 512;

  private Foreign() {}

  /**
   * Refuses a pointer of Git LFS or git-annex and a page of HTML.
   *
   * @param name for error texts
   * @param bytes the file, or its beginning
   */
  public static void refuse(String name, byte[] bytes) {
    refuse(name, bytes, bytes.length);
  }

  /** The same for the first {@code length} bytes. */
  public static void refuse(String name, byte[] bytes, int length) {
    String head =
        new String(bytes, 0, Math.min(HEAD, length), StandardCharsets.ISO_8859_1)
            .replaceFirst("^\u00ef\u00bb\u00bf", "")
            .stripLeading();
    if (head.startsWith(POINTER) || head.startsWith(ANNEX)) {
      throw new BadDataException(
          "%s is a pointer of %s, not the data it stands for; get them with '%s' in its repository."
              .formatted(
                  name,
                  head.startsWith(ANNEX) ? "git-annex" : "Git LFS",
                  head.startsWith(ANNEX) ? "git annex get" : "git lfs pull"));
    }
    String lower = head.toLowerCase(Locale.ROOT);
    if (lower.startsWith("<!doctype html")
        || lower.matches("(?s)(<\\?xml.*?>\\s*)?<html[\\s>].*")) {
      throw new BadDataException(
          name
              + " is a page of HTML, not data: a download ended at a page for reading, for signing in or of an error; get the file itself.");
    }
  }
}
