package dev.snn.engine.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Where a plug-in's class came from: a jar, or a folder of classes. */
public final class Source {
  private final Path path;
  private String sha256;

  private Source(Path path) {
    this.path = path;
  }

  /** A jar or folder. */
  public static Source of(Path path) {
    return new Source(path);
  }

  /** The jar or folder a class was loaded from. */
  static Source of(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    try {
      return new Source(source == null ? null : Path.of(source.getLocation().toURI()));
    } catch (URISyntaxException e) {
      return new Source(null);
    }
  }

  /** The jar's file name; a folder's name where classes are not in a jar. */
  public String fileName() {
    return path == null ? "unknown" : String.valueOf(path.getFileName());
  }

  /** The jar or folder, where known. */
  public Optional<Path> path() {
    return Optional.ofNullable(path);
  }

  /** SHA-256 of the jar; empty for a folder of classes. */
  public synchronized Optional<String> sha256() {
    if (sha256 == null && path != null && Files.isRegularFile(path)) {
      sha256 = digest(path);
    }
    return Optional.ofNullable(sha256);
  }

  private static String digest(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, sha).transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(sha.digest());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
