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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

  /** The record as indented JSON. */
  public static String json(RunRecord record) {
    return json(record.tree());
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
    return parse(text)
        .orElseThrow(
            () ->
                new UserError(
                    file
                        + " is not a run record of schema version 1 or "
                        + RunRecord.SCHEMA_VERSION
                        + ". Records stand in the folder 'records' of a table's output."));
  }

  /** All records of an output folder; other files are passed over. */
  public static List<RunRecord> readAll(Path out) {
    Path folder = out.resolve("records");
    List<RunRecord> records = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return records;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        parse(Files.readString(file)).ifPresent(records::add);
      }
    } catch (IOException e) {
      throw new UserError("cannot read the records in " + folder + ".", e);
    }
    return records;
  }

  /** The record in a text, brought to the present schema; empty where it is something else. */
  public static Optional<RunRecord> parse(String text) {
    try {
      JsonNode tree = JSON.readTree(text);
      boolean ours =
          tree instanceof ObjectNode
              && RecordUpgrade.isKnown(tree)
              && tree.path("experiment").isTextual()
              && tree.path("row").isTextual()
              && tree.path("seed").isIntegralNumber()
              && Status.isEnd(tree.path("status").asText())
              && tree.hasNonNull("config_hash")
              && tree.path("config").isObject();
      return ours
          ? Optional.of(new RunRecord(RecordUpgrade.upgrade((ObjectNode) tree)))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
