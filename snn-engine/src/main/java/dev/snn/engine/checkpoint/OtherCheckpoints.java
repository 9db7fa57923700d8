package dev.snn.engine.checkpoint;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.OutputFailure;
import dev.snn.engine.file.Disk;
import dev.snn.engine.file.OutputFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Checkpoints in the place of those of a run that begins: of another configuration, or damaged. */
final class OtherCheckpoints {
  private static final String NAME = "aside";

  private final Path folder;

  OtherCheckpoints(Path folder) {
    this.folder = folder;
  }

  /**
   * Moves them to {@code aside/HASH/}, where nothing is overwritten. Those of the same
   * configuration stay: the run that begins writes them again.
   *
   * @param own the hash of the configuration of the run that begins
   * @return where something was moved, what is to be said of it
   */
  Optional<String> moveAside(String own) {
    Path last = folder.resolve(RunCheckpoints.LAST);
    Path best = folder.resolve(RunCheckpoints.BEST);
    Optional<Path> first = List.of(last, best).stream().filter(Files::exists).findFirst();
    if (first.isEmpty()) {
      return Optional.empty();
    }
    String hash = hash(first.get());
    if (hash.equals(own)) {
      return Optional.empty();
    }
    Path to = free(folder.resolve(NAME), hash);
    try {
      Disk.folder(to);
      // The one that says whose they are goes last.
      for (Path file : List.of(best, last)) {
        if (Files.exists(file)) {
          Disk.move(file, to.resolve(file.getFileName()));
        }
      }
    } catch (IOException e) {
      throw new OutputFailure(
          "cannot move %s to %s (%s).".formatted(first.get(), to, OutputFiles.reason(e)),
          CheckpointFile.OPTION,
          e);
    }
    return Optional.of(
        "the checkpoints in %s were of another configuration; they are in %s now."
            .formatted(folder, to));
  }

  private static Path free(Path aside, String hash) {
    Path to = aside.resolve(hash);
    for (int k = 2; Files.exists(to.resolve(RunCheckpoints.LAST)); k++) {
      to = aside.resolve(hash + "-" + k);
    }
    return to;
  }

  private static String hash(Path file) {
    try {
      return CheckpointFile.read(file).record().configHash();
    } catch (UserError e) {
      return "unreadable";
    }
  }
}
