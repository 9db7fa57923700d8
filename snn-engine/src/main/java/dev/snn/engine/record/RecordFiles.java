package dev.snn.engine.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.file.OutputFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads and writes record files; a reader never sees half a file. */
public final class RecordFiles {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DefaultPrettyPrinter PRETTY =
      new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

  private RecordFiles() {}

  /** Writes a record into a folder {@code records} of an output folder. */
  public static Path write(Path out, RunRecord record) {
    Path file = out.resolve("records").resolve(record.id().fileName());
    OutputFiles.writeText(file, json(record));
    return file;
  }

  /** True where an output folder has this very record. */
  public static boolean isThere(Path out, RunRecord record) {
    Path file = out.resolve("records").resolve(record.id().fileName());
    try {
      return Files.isRegularFile(file) && Files.readString(file).equals(json(record));
    } catch (IOException e) {
      return false;
    }
  }

  /** The record as indented JSON, with the digest of its content. */
  public static String json(RunRecord record) {
    return json(RecordDigest.sealed(record.tree()));
  }

  /** A tree as indented JSON. */
  public static String json(ObjectNode tree) {
    try {
      return JSON.writer(PRETTY).writeValueAsString(tree) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads a record; anything else is the user's error. */
  public static RunRecord read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new UserError("cannot read the record " + file + ".", e);
    }
    Reading reading = reading(text);
    if (reading.record() == null) {
      String why = reading.fault() == null ? "" : " (%s)".formatted(reading.fault());
      throw new UserError(
          "%s is not a run record of schema version 1 to %d%s. Records stand in the folder 'records' of a table's output."
              .formatted(file, RunRecord.SCHEMA_VERSION, why));
    }
    return reading.record();
  }

  /** All records of an output folder; other files are passed over. */
  public static List<RunRecord> readAll(Path out) {
    return RecordFolder.of(out).records();
  }

  /**
   * What a text is.
   *
   * @param record brought to the present schema; null where it is none
   * @param fault what keeps it from being the record it says it is, as the end of a sentence; null
   *     where nothing does
   */
  public record Reading(RunRecord record, String fault) {}

  /** The record in a text, brought to the present schema; empty where it is something else. */
  public static Optional<RunRecord> parse(String text) {
    return Optional.ofNullable(reading(text).record());
  }

  /** The record in a text, or why there is none. A text that says it is no record has no fault. */
  public static Reading reading(String text) {
    JsonNode tree;
    try {
      tree = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return new Reading(null, "it is no JSON, or cut off");
    }
    if (!(tree instanceof ObjectNode fields) || !fields.has(RecordUpgrade.VERSION)) {
      return new Reading(null, null);
    }
    Optional<String> fault = RecordFault.of(fields);
    if (fault.isPresent()) {
      return new Reading(null, fault.get());
    }
    boolean edited = RecordUpgrade.hasDigest(fields) && isEdited(text, fields);
    fields.remove(RecordDigest.FIELD);
    boolean earlier = fields.path(RecordUpgrade.VERSION).asInt() < RunRecord.SCHEMA_VERSION;
    return new Reading(new RunRecord(RecordUpgrade.upgrade(fields), edited, earlier), null);
  }

  private static boolean isEdited(String text, ObjectNode fields) {
    return RecordDigest.isBroken(text, fields.path(RecordDigest.FIELD).asText());
  }
}
