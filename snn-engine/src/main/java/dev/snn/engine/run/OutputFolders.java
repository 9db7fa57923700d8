package dev.snn.engine.run;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.file.Disk;
import dev.snn.engine.file.Leftovers;
import dev.snn.engine.file.OutputFiles;
import dev.snn.engine.sheet.PredictionSheet;
import dev.snn.engine.sheet.SpikeSheet;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes output folders, before anything is trained. */
public final class OutputFolders {
  /** The folder of the records in an output folder. */
  static final String RECORDS = "records";

  /** The folder of the checkpoints of a table's runs, each with a folder of its own. */
  public static final String CHECKPOINTS = "checkpoints";

  private OutputFolders() {}

  /** Makes an output folder; an unusable one is the user's error. */
  public static void prepare(Path out) {
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new UserError("--out: %s is not a folder. Choose another place.".formatted(out));
    }
    try {
      Disk.folder(out.resolve(RECORDS));
      OutputFiles.probe(out.resolve(RECORDS));
    } catch (IOException e) {
      throw unusable(out, e);
    }
    for (String name : List.of(SpikeSheet.FOLDER, PredictionSheet.FOLDER)) {
      Path folder = out.resolve(name);
      try {
        if (Files.exists(folder)) {
          Disk.folder(folder);
          OutputFiles.probe(folder);
        }
      } catch (IOException e) {
        throw unusable(folder, e);
      }
    }
  }

  /** Removes what killed processes were writing, in the folder and those of its runs. */
  public static void sweep(Path out) {
    List.of(
            out,
            out.resolve(RECORDS),
            out.resolve(SpikeSheet.FOLDER),
            out.resolve(PredictionSheet.FOLDER))
        .forEach(Leftovers::sweep);
    Path checkpoints = out.resolve(CHECKPOINTS);
    if (!Files.isDirectory(checkpoints)) {
      return;
    }
    try (DirectoryStream<Path> runs = Files.newDirectoryStream(checkpoints)) {
      runs.forEach(Leftovers::sweep);
    } catch (IOException e) {
      throw unusable(checkpoints, e);
    }
  }

  private static UserError unusable(Path folder, IOException e) {
    return new UserError(
        "cannot write to %s (%s). Choose another place with --out."
            .formatted(folder, OutputFiles.reason(e)),
        e);
  }
}
