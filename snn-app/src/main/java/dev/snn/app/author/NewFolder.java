package dev.snn.app.author;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.file.OutputFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** A folder that is made, or an empty one that is filled: wholly or not at all. */
public final class NewFolder {
  private final Path folder;
  private final Deque<Path> made = new ArrayDeque<>();

  /** A folder to fill; one that holds something is the user's error. */
  public NewFolder(Path folder) {
    this.folder = folder;
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
        if (inside.iterator().hasNext()) {
          throw new UserError(
              "the folder %s is not empty; name one that is, or one that is not there yet."
                  .formatted(folder));
        }
      } catch (IOException e) {
        throw cannot(e);
      }
    } else if (Files.exists(folder)) {
      throw new UserError("%s is a file; name a folder that is not there yet.".formatted(folder));
    }
  }

  /**
   * Writes files; where one cannot be written nothing is left behind.
   *
   * @param files names below the folder, with forward slashes, and texts
   */
  public void write(Map<String, String> files) {
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = folder.resolve(file.getKey());
        directories(path.toAbsolutePath().getParent());
        made.push(path);
        Files.writeString(path, file.getValue());
      }
    } catch (IOException e) {
      undo();
      throw cannot(e);
    }
  }

  private void directories(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      directories(path.getParent());
      Files.createDirectory(path);
      made.push(path);
    }
  }

  private void undo() {
    for (Path path : made) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException left) {
        // Whatever keeps it from being deleted is what the user is told about anyway.
      }
    }
  }

  private UserError cannot(IOException cause) {
    return new UserError(
        "cannot write to the folder %s (%s); name another one."
            .formatted(folder, OutputFiles.reason(cause)),
        cause);
  }
}
