package dev.snn.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.OutputFailure;
import dev.snn.engine.file.OutputFiles;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.sheet.PictureSheet;
import dev.snn.engine.sheet.PredictionSheet;
import dev.snn.engine.sheet.SpikeSheet;
import dev.snn.engine.tree.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a run leaves: its record, and what was to be kept beside it. It can be written as JSON, so
 * that a worker in another process gives back the same bytes.
 *
 * @param picture a PNG file
 * @param spikes a JSON file
 * @param predictions a CSV file
 */
public record RunOutcome(
    RunRecord record,
    Optional<byte[]> picture,
    Optional<byte[]> spikes,
    Optional<byte[]> predictions) {

  /** A record alone. */
  public static RunOutcome of(RunRecord record) {
    return new RunOutcome(record, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * Writes everything into an output folder; the record last, so that where it is, the rest is too.
   * Where the rest cannot be written, the record is kept all the same before that is thrown, and
   * says that it is not all. What is in the way and would be lost is moved aside.
   *
   * @return where something was moved, what is to be said of it
   */
  public Optional<String> write(Path out) {
    RunId id = record.id();
    Optional<String> moved = new Aside(out).makeRoom(record);
    try {
      picture.ifPresent(png -> OutputFiles.writeBytes(PictureSheet.file(out, id), png, "--out"));
      spikes.ifPresent(json -> OutputFiles.writeBytes(SpikeSheet.file(out, id), json, "--out"));
      predictions.ifPresent(
          csv -> OutputFiles.writeBytes(PredictionSheet.file(out, id), csv, "--out"));
    } catch (OutputFailure e) {
      record.tree().put(RunRecord.UNWRITTEN, true);
      RecordFiles.write(out, record);
      throw e;
    }
    RecordFiles.write(out, record);
    return moved;
  }

  /** As JSON. */
  public ObjectNode json() {
    ObjectNode tree = Trees.NODES.objectNode();
    tree.set("record", record.tree());
    picture.ifPresent(png -> tree.put("picture", png));
    spikes.ifPresent(json -> tree.put("spikes", json));
    predictions.ifPresent(csv -> tree.put("predictions", csv));
    return tree;
  }

  /** From what {@link #json} made. */
  public static RunOutcome of(JsonNode tree) {
    if (!(tree.get("record") instanceof ObjectNode record)) {
      throw new UserError("this is not what a run leaves: it has no record.");
    }
    return new RunOutcome(
        new RunRecord(record),
        bytes(tree, "picture"),
        bytes(tree, "spikes"),
        bytes(tree, "predictions"));
  }

  private static Optional<byte[]> bytes(JsonNode tree, String key) {
    try {
      return tree.has(key) ? Optional.of(tree.get(key).binaryValue()) : Optional.empty();
    } catch (IOException e) {
      throw new UserError("this is not what a run leaves: '" + key + "' is damaged.", e);
    }
  }
}
