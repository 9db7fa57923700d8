package dev.snn.report.store;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.file.OutputFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Finds the files in folders named {@code records}, at any depth. */
final class RecordScan {
  /** The name of the folders. */
  static final String RECORDS = "records";

  private RecordScan() {}

  /** What tells that a file is another one than before. */
  record Stamp(long size, long modified) {}

  static boolean isNamedAsRecord(Path file) {
    return file.toString().endsWith(".json");
  }

  /** Folders that are passed over. */
  static boolean isHidden(Path folder) {
    return folder.getFileName().toString().startsWith(".");
  }

  /** The files below a folder, by path from it, in order. */
  static Map<String, Stamp> below(Path folder) {
    Map<String, Stamp> found = new TreeMap<>();
    try {
      Path root = folder.toRealPath();
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
              return !at.equals(root) && isHidden(at)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (isNamedAsRecord(file) && file.getParent().endsWith(RECORDS)) {
                long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
                String name = root.relativize(file).toString().replace('\\', '/');
                found.put(name, new Stamp(attributes.size(), modified));
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UserError(
          "cannot read the folder %s (%s).".formatted(folder, OutputFiles.reason(e)), e);
    }
    return found;
  }
}
