package dev.snn.engine.record;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.file.OutputFiles;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The records of an output folder.
 *
 * @param records those that can be read, edited ones among them
 * @param edited files of those whose content is not what was written
 * @param broken files that say they are records and cannot be used
 */
public record RecordFolder(List<RunRecord> records, List<Path> edited, List<Broken> broken) {
  /** So many files are named; of the others the number is. */
  private static final int NAMED = 3;

  /**
   * A file that cannot be used.
   *
   * @param why the end of a sentence
   */
  public record Broken(Path file, String why) {
    /** As a sentence. */
    public String note() {
      return "%s is left out: %s.".formatted(file, why);
    }
  }

  /** Reads an output folder; files of other kinds are passed over. */
  public static RecordFolder of(Path out) {
    Path folder = out.resolve("records");
    RecordFolder found = new RecordFolder(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        found.add(file);
      }
    } catch (IOException e) {
      throw new UserError(
          "cannot read the records in %s (%s).".formatted(folder, OutputFiles.reason(e)), e);
    }
    return found;
  }

  private void add(Path file) throws IOException {
    RecordFiles.Reading reading;
    try {
      reading = RecordFiles.reading(Files.readString(file));
    } catch (MalformedInputException e) {
      reading = new RecordFiles.Reading(null, "it is not UTF-8");
    } catch (NoSuchFileException e) {
      return;
    }
    if (reading.fault() != null) {
      broken.add(new Broken(file, reading.fault()));
    } else if (reading.record() != null) {
      records.add(reading.record());
      if (reading.record().isEdited()) {
        edited.add(file);
      }
    }
  }

  /** What a user of the records should know of them, as sentences. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.addAll(few(broken.stream().map(Broken::note).toList(), "left out"));
    notes.addAll(few(edited.stream().map(RecordFolder::noteOfEdited).toList(), "edited"));
    return notes;
  }

  /** The same with files named from their output folder, so that it may be moved. */
  public RecordFolder relativeTo(Path out) {
    return new RecordFolder(
        records,
        edited.stream().map(out::relativize).toList(),
        broken.stream().map(b -> new Broken(out.relativize(b.file()), b.why())).toList());
  }

  /** Says that a record was edited. */
  public static String noteOfEdited(Object file) {
    return "%s was edited after its run: its digest is not that of its content.".formatted(file);
  }

  /** The first sentences of a list, and how many more there are. */
  public static List<String> few(List<String> notes, String what) {
    if (notes.size() <= NAMED + 1) {
      return notes;
    }
    List<String> few = new ArrayList<>(notes.subList(0, NAMED));
    few.add("%d more records are %s.".formatted(notes.size() - NAMED, what));
    return few;
  }
}
