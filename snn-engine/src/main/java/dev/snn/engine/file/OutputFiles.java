package dev.snn.engine.file;

import dev.snn.api.plugin.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Writes what the program leaves; a reader never sees half a file. */
public final class OutputFiles {
  private OutputFiles() {}

  /** Writes a text beside its place and moves it there; makes the folder if need be. */
  public static void writeText(Path file, String text) {
    writeText(file, text, "--out");
  }

  /**
   * The same for a place that another option names.
   *
   * @param option "--json"
   */
  public static void writeText(Path file, String text, String option) {
    writeBytes(file, text.getBytes(StandardCharsets.UTF_8), option);
  }

  /** The same for a file that is no text. */
  public static void writeBytes(Path file, byte[] bytes, String option) {
    AtomicFile.write(file, option, out -> out.write(bytes));
  }

  /**
   * Makes sure that a file can be written later, and leaves no trace where it is not. What a killed
   * process left of it is swept away.
   *
   * @param option that names it
   */
  public static void requireWritable(Path file, String option) {
    try {
      if (Files.isDirectory(file)) {
        throw new UserError("%s: %s is a folder. Name a file in it.".formatted(option, file));
      }
      if (AtomicFile.isStream(file)) {
        if (!Files.isWritable(file)) {
          throw new AccessDeniedException(file.toString());
        }
        return;
      }
      Path place = AtomicFile.place(file);
      Path folder = place.toAbsolutePath().getParent();
      Disk.folder(folder);
      Leftovers.sweepOf(place);
      probe(folder);
    } catch (IOException e) {
      throw new UserError(
          "cannot write %s (%s). Choose another place with %s.".formatted(file, reason(e), option),
          e);
    }
  }

  /** Makes a file in a folder and removes it; fails where that cannot be done. */
  public static void probe(Path folder) throws IOException {
    Path probe = AtomicFile.beside(folder.resolve(".snn"));
    Disk.open(probe, false).close();
    Disk.remove(probe);
  }

  /** Why a file or folder could not be used, in words. */
  public static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "no permission";
    }
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "there is a file in a folder's place";
    }
    String text = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return text == null ? "input or output failed" : text.toLowerCase(Locale.ROOT);
  }
}
