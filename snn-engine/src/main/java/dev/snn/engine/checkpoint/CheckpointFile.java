package dev.snn.engine.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.data.BadDataException;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.learning.SavedState;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.file.AtomicFile;
import dev.snn.engine.file.OutputFiles;
import dev.snn.engine.record.RecordUpgrade;
import dev.snn.engine.tree.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Checkpoints as safetensors files; {@code docs/checkpoints.md} describes them. */
public final class CheckpointFile {
  /** Version of the layout. */
  public static final int VERSION = 1;

  /** The option of the command line that names the folder. */
  public static final String OPTION = "--checkpoint";

  private static final String FORMAT = "snn-checkpoint";
  private static final String PARAMETERS = "parameters";
  private static final String ENCODER = "encoder";
  private static final String TRAINING = "training";

  private CheckpointFile() {}

  /** Writes a checkpoint to its file, whole or not at all. */
  public static void write(SavedRun saved) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", FORMAT);
    metadata.put("version", String.valueOf(VERSION));
    metadata.put("complete", String.valueOf(saved.complete()));
    metadata.put("dataset", Trees.of(saved.dataset()).toString());
    metadata.put("record", saved.tree().toString());
    SavedState state =
        new SavedState()
            .put(PARAMETERS, saved.parameters())
            .put(ENCODER, saved.encoder())
            .put(TRAINING, saved.training());
    AtomicFile.write(saved.file(), OPTION, out -> SafeTensors.write(out, metadata, state));
  }

  /** Reads a checkpoint; anything else is the user's error. */
  public static SavedRun read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UserError(
          "there is no checkpoint %s. 'snn run FILE --checkpoint DIR' keeps last.safetensors and best.safetensors in DIR."
              .formatted(file));
    }
    try {
      SafeTensorsReader.Content content = SafeTensorsReader.read(file, first -> check(file, first));
      JsonNode metadata = content.metadata();
      JsonNode record = Trees.json(metadata.path("record").asText());
      Optional<DatasetInfo> dataset =
          Trees.value(Trees.json(metadata.path("dataset").asText()), DatasetInfo.class);
      if (!(record instanceof ObjectNode tree)
          || !tree.path("config").isObject()
          || dataset.isEmpty()) {
        throw new BadDataException("is damaged: it has no record of its run");
      }
      return new SavedRun(
          file,
          RecordUpgrade.upgrade(tree),
          dataset.get(),
          metadata.path("complete").asText().equals("true"),
          content.state().part(PARAMETERS),
          content.state().part(ENCODER),
          content.state().part(TRAINING));
    } catch (BadDataException e) {
      throw new UserError(file + " " + e.getMessage() + ". Use another copy or checkpoint.", e);
    } catch (IOException e) {
      throw new UserError("cannot read %s (%s).".formatted(file, OutputFiles.reason(e)), e);
    }
  }

  private static void check(Path file, JsonNode metadata) {
    if (!metadata.path("format").asText().equals(FORMAT)) {
      throw new BadDataException("is no checkpoint");
    }
    if (metadata.path("version").asInt() != VERSION) {
      throw new UserError(
          "%s has version %s of the format of checkpoints, and this program reads version %d. Take the version of snn that wrote it."
              .formatted(file, metadata.path("version").asText("?"), VERSION));
    }
  }
}
