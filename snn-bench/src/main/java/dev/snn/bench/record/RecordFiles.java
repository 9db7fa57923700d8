package dev.snn.bench.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.bench.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    writeText(file, json(record));
    return file;
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
   * Makes sure that a file can be written later, and leaves no trace where it is not.
   *
   * @param option that names it
   */
  public static void requireWritable(Path file, String option) {
    try {
      if (Files.isDirectory(file)) {
        throw new UserError("%s: %s is a folder. Name a file in it.".formatted(option, file));
      }
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".snn", ".new"));
    } catch (IOException e) {
      throw new UserError(
          "cannot write %s (%s). Choose another place with %s.".formatted(file, reason(e), option),
          e);
    }
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
                        + " is not a run record of schema version "
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

  /** The record in a text; empty where it is something else. */
  public static Optional<RunRecord> parse(String text) {
    try {
      JsonNode tree = JSON.readTree(text);
      boolean ours =
          tree instanceof ObjectNode
              && tree.path("schema_version").asInt() == RunRecord.SCHEMA_VERSION
              && tree.path("experiment").isTextual()
              && tree.path("row").isTextual()
              && tree.path("seed").isIntegralNumber()
              && Status.isEnd(tree.path("status").asText())
              && tree.hasNonNull("config_hash")
              && tree.path("config").isObject();
      return ours ? Optional.of(new RunRecord((ObjectNode) tree)) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
