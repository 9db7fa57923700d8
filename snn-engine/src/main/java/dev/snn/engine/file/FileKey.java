package dev.snn.engine.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** What tells a file from another one of the same name. */
final class FileKey {
  private FileKey() {}

  /** The key; empty where the file is gone. */
  static Optional<String> of(Path file) throws IOException {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(String.valueOf(found.fileKey()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
