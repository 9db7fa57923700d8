package dev.snn.engine.run;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.file.OutputFiles;
import dev.snn.engine.sheet.PredictionSheet;
import dev.snn.engine.sheet.SpikeSheet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes output folders, before anything is trained. */
public final class OutputFolders {
  private OutputFolders() {}

  /** Makes an output folder; an unusable one is the user's error. */
  public static void prepare(Path out) {
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new UserError("--out: %s is not a folder. Choose another place.".formatted(out));
    }
    try {
      Files.createDirectories(out.resolve("records"));
      probe(out.resolve("records"));
    } catch (IOException e) {
      throw unusable(out, e);
    }
    for (String name : List.of(SpikeSheet.FOLDER, PredictionSheet.FOLDER)) {
      Path folder = out.resolve(name);
      try {
        if (Files.exists(folder)) {
          probe(Files.createDirectories(folder));
        }
      } catch (IOException e) {
        throw unusable(folder, e);
      }
    }
  }

  private static void probe(Path folder) throws IOException {
    Files.delete(Files.createTempFile(folder, "probe", ".new"));
  }

  private static UserError unusable(Path folder, IOException e) {
    return new UserError(
        "cannot write to %s (%s). Choose another place with --out."
            .formatted(folder, OutputFiles.reason(e)),
        e);
  }
}
