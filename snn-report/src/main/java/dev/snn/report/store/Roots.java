package dev.snn.report.store;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.file.OutputFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The folders to look below, so that each record is found once. */
final class Roots {
  private Roots() {}

  /**
   * Without folders that are named twice or stand inside another one; in place of a folder of
   * records the one around it.
   */
  static List<Path> of(List<Path> folders) {
    Map<Path, Path> roots = new LinkedHashMap<>();
    for (Path folder : folders) {
      try {
        Path real = folder.toRealPath();
        if (holdsRecords(real)) {
          roots.putIfAbsent(real.getParent(), real.getParent());
        } else {
          roots.putIfAbsent(real, folder);
        }
      } catch (IOException e) {
        throw new UserError(
            "cannot read the folder %s (%s).".formatted(folder, OutputFiles.reason(e)), e);
      }
    }
    List<Path> outer = new ArrayList<>();
    roots.forEach(
        (real, shown) -> {
          if (roots.keySet().stream().noneMatch(other -> covers(other, real))) {
            outer.add(shown);
          }
        });
    return outer;
  }

  private static boolean holdsRecords(Path folder) throws IOException {
    if (!folder.endsWith(RecordScan.RECORDS)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(RecordScan::isNamedAsRecord);
    }
  }

  /** True where looking below one folder finds another one, too. */
  private static boolean covers(Path folder, Path other) {
    return !other.equals(folder)
        && other.startsWith(folder)
        && StreamSupport.stream(folder.relativize(other).spliterator(), false)
            .noneMatch(RecordScan::isHidden);
  }
}
