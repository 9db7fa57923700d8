package dev.snn.engine.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.config.Resolver;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.file.OutputFiles;
import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.tree.Trees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds what a run goes on from, and refuses what would not be the same run. */
public final class Resumption {
  private Resumption() {}

  /**
   * The last checkpoint of a folder, if there is one.
   *
   * @param resume false where there should be none
   * @param resolver knows the procedure, which says what it goes on from
   */
  public static Optional<SavedRun> of(
      Path folder, boolean resume, RunId id, RunConfig config, Resolver resolver) {
    Path last = folder.resolve(RunCheckpoints.LAST);
    requireWritable(folder);
    if (!Files.exists(last)) {
      return Optional.empty();
    }
    if (!resume) {
      throw new UserError(
          "%s is there already. Add --resume to go on from it, or name another folder with %s."
              .formatted(last, CheckpointFile.OPTION));
    }
    return Optional.of(same(CheckpointFile.read(last), id, config, resolver));
  }

  /** Makes sure that checkpoints can be written to a folder, which is made if need be. */
  public static void requireWritable(Path folder) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new UserError(
          "%s: %s is not a folder. Choose another place.".formatted(CheckpointFile.OPTION, folder));
    }
    OutputFiles.requireWritable(folder.resolve(RunCheckpoints.LAST), CheckpointFile.OPTION);
  }

  /**
   * The last checkpoint of a folder where a run can go on from it; everything else is passed over.
   *
   * @param backend that computes
   */
  public static Optional<SavedRun> usable(
      Path folder, RunId id, RunConfig config, String backend, Resolver resolver) {
    try {
      return of(folder, true, id, config, resolver)
          .filter(saved -> saved.backend().equals(backend));
    } catch (UserError e) {
      return Optional.empty();
    }
  }

  private static SavedRun same(SavedRun saved, RunId id, RunConfig config, Resolver resolver) {
    RunId other = saved.record().id();
    if (!other.equals(id)) {
      throw new UserError(
          "%s is of another run: experiment '%s', %s; not '%s', %s. Name another folder with %s."
              .formatted(
                  saved.file(),
                  other.experiment(),
                  other,
                  id.experiment(),
                  id,
                  CheckpointFile.OPTION));
    }
    if (saved.record().configHash().equals(config.hash())) {
      return saved;
    }
    return longer(saved, config, resolver)
        .orElseThrow(
            () ->
                new UserError(
                    "%s is of another configuration (%s). Name another folder with %s, or take the change back."
                        .formatted(saved.file(), change(saved, config), CheckpointFile.OPTION)));
  }

  private static Optional<SavedRun> longer(SavedRun saved, RunConfig config, Resolver resolver) {
    try {
      return LongerTraining.of(saved, config, resolver);
    } catch (UserError e) {
      throw e.in(saved.file().toString());
    }
  }

  private static String change(SavedRun saved, RunConfig config) {
    RecordDiff diff = RecordDiff.of(only(saved.record().config()), only(config.tree()));
    return diff.differences().isEmpty()
        ? "?"
        : diff.differences().get(0).toString().replaceFirst("^config\\.", "");
  }

  private static RunRecord only(ObjectNode config) {
    ObjectNode tree = Trees.NODES.objectNode();
    tree.set("config", config);
    return new RunRecord(tree);
  }
}
