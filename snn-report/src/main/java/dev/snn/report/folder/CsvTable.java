package dev.snn.report.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.Hint;
import dev.snn.engine.file.OutputFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The lines of a CSV file with a header. */
public record CsvTable(Path file, List<Map<String, String>> lines) {

  /** Reads a file; one that is missing, is no CSV or has no lines is the user's error. */
  public static CsvTable read(Path file) {
    CsvTable table = readAny(file);
    if (table.lines.isEmpty()) {
      throw new UserError(file + " has no lines below its header.");
    }
    return table;
  }

  /** The same for a file that may have no lines. */
  public static CsvTable readAny(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UserError(
          "there is no file "
              + file
              + ". Name a CSV file, such as the table.csv of an output folder.");
    }
    try (MappingIterator<Map<String, String>> lines =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(Files.readAllBytes(file))) {
      return new CsvTable(file, lines.readAll());
    } catch (JsonProcessingException e) {
      throw new UserError(
          "%s is not a CSV file with a header (line %d)."
              .formatted(file, e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
          e);
    } catch (IOException e) {
      throw new UserError("cannot read %s (%s).".formatted(file, OutputFiles.reason(e)), e);
    }
  }

  /** Refuses a column that is not there. */
  public void require(String column) {
    List<String> names = List.copyOf(lines.get(0).keySet());
    if (!names.contains(column)) {
      throw new UserError(
          "%s has no column '%s'.%s Columns: %s."
              .formatted(file, column, Hint.didYouMean(column, names), String.join(", ", names)));
    }
  }

  /** A text; empty where there is none. */
  public String text(int line, String column) {
    return lines.get(line).getOrDefault(column, "").strip();
  }

  /** A number; NaN where the cell is empty. */
  public double number(int line, String column) {
    String text = text(line, column);
    try {
      return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new UserError(
          "%s: '%s' in column '%s' is not a number.".formatted(file, text, column), e);
    }
  }
}
