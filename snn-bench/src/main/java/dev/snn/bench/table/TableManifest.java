package dev.snn.bench.table;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.engine.file.OutputFiles;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code table.json}: what a table was asked for, so that later readers of its folder need no
 * experiment file.
 *
 * @param files experiment files, relative to the checkout where they are in it
 * @param profile the overlay, or null
 * @param settings {@code path=value}, laid over every row
 * @param only the only row that was run the last time, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TableManifest(
    List<String> files,
    String profile,
    List<String> settings,
    String only,
    List<Experiment> experiments) {
  private static final String NAME = "table.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One of the experiments.
   *
   * @param name of its file, without the ending
   * @param citation may be empty
   * @param rows hash of each row's configuration by the row's name, candidates of sweeps included
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Experiment(
      String name, String title, String citation, List<Long> seeds, Map<String, String> rows) {

    /** What a report needs to know of an experiment. */
    public static Experiment of(ExperimentFile file) {
      Map<String, String> rows = new LinkedHashMap<>();
      file.rows().forEach(row -> rows.put(row.name(), row.config().hash()));
      return new Experiment(file.name(), file.title(), file.citation(), file.seeds(), rows);
    }

    /** Whether a record is of one of the rows, configurations and seeds. */
    public boolean holds(RunRecord record) {
      return record.id().experiment().equals(name)
          && seeds.contains(record.id().seed())
          && record.configHash().equals(rows.get(record.id().row()));
    }
  }

  /** Writes it into an output folder. */
  public void write(Path out) {
    OutputFiles.writeText(out.resolve(NAME), RecordFiles.json(JSON.<ObjectNode>valueToTree(this)));
  }

  /** That of an output folder; empty where there is none that can be read. */
  public static Optional<TableManifest> read(Path out) {
    Path file = out.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      TableManifest read = JSON.readValue(Files.readString(file), TableManifest.class);
      return Optional.ofNullable(read).filter(TableManifest::isComplete);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UserError("cannot read %s (%s).".formatted(file, OutputFiles.reason(e)), e);
    }
  }

  private boolean isComplete() {
    return files != null
        && settings != null
        && experiments != null
        && experiments.stream().allMatch(e -> e.seeds() != null && e.rows() != null);
  }
}
