package dev.snn.bench.table;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.bench.experiment.Objective;
import dev.snn.engine.file.OutputFiles;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code table.json}: what a table was asked for. With the records it is all that the table follows
 * from, so that later readers of its folder need no experiment file and no plug-in.
 *
 * @param version of the layout; 0 in files from before there was one, which lack cells, choices,
 *     comparisons and sweeps
 * @param files experiment files, relative to the checkout where they are in it
 * @param profile the overlay, or null
 * @param settings {@code path=value}, laid over the rows that were run
 * @param only the only rows that were run the last time, with commas between them, or null
 * @param seeds that the command named, with commas between them, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TableManifest(
    int version,
    List<String> files,
    String profile,
    List<String> settings,
    String only,
    @JsonInclude(JsonInclude.Include.NON_NULL) String seeds,
    List<Experiment> experiments) {
  /** The version whose experiments say all that a table follows from. */
  public static final int VERSION = 1;

  private static final String NAME = "table.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of the present version. */
  public TableManifest(
      List<String> files,
      String profile,
      List<String> settings,
      String only,
      String seeds,
      List<Experiment> experiments) {
    this(VERSION, files, profile, settings, only, seeds, experiments);
  }

  /**
   * One of the experiments.
   *
   * @param name of its file, without the ending
   * @param citation may be empty
   * @param rows hash of each row's configuration by the row's name, candidates of sweeps included
   * @param cells places of rows in grids, by the row's name
   * @param select names of rows and the candidates that one is chosen from for each seed
   * @param compare pairs to test
   * @param sweeps rows that stand for candidates
   * @param figures of the table; not written where there are none
   * @param ranks metric to rank rows by, over the experiments that name it; null for none
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Experiment(
      String name,
      String title,
      String citation,
      List<Long> seeds,
      Map<String, String> rows,
      Map<String, ExperimentFile.Cell> cells,
      Map<String, List<String>> select,
      List<ExperimentFile.Comparison> compare,
      List<Sweep> sweeps,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ExperimentFile.Figure> figures,
      @JsonInclude(JsonInclude.Include.NON_NULL) String ranks) {

    /** What is not there is empty. */
    public Experiment {
      cells = cells == null ? Map.of() : cells;
      select = select == null ? Map.of() : select;
      compare = compare == null ? List.of() : compare;
      sweeps = sweeps == null ? List.of() : sweeps;
      figures = figures == null ? List.of() : figures;
    }

    /** Of rows that are configurations, without anything more. */
    public Experiment(
        String name, String title, String citation, List<Long> seeds, Map<String, String> rows) {
      this(name, title, citation, seeds, rows, Map.of(), Map.of(), List.of(), List.of(), List.of());
    }

    /** Without ranks. */
    public Experiment(
        String name,
        String title,
        String citation,
        List<Long> seeds,
        Map<String, String> rows,
        Map<String, ExperimentFile.Cell> cells,
        Map<String, List<String>> select,
        List<ExperimentFile.Comparison> compare,
        List<Sweep> sweeps,
        List<ExperimentFile.Figure> figures) {
      this(name, title, citation, seeds, rows, cells, select, compare, sweeps, figures, null);
    }

    private boolean isComplete() {
      return name != null
          && isFull(seeds)
          && rows != null
          && isFull(rows.values())
          && isFull(cells.values())
          && isFull(select.values())
          && select.values().stream().allMatch(TableManifest::isFull)
          && isFull(compare)
          && compare.stream()
              .allMatch(
                  c -> c.a() != null && c.b() != null && (!c.isOfDecisions() || c.window() > 0))
          && isFull(sweeps)
          && sweeps.stream()
              .allMatch(s -> s.row() != null && s.objective() != null && s.impossible() != null)
          && isFull(figures)
          && figures.stream().allMatch(f -> f.x() != null && f.y() != null);
    }

    /** Whether a record is of one of the rows, configurations and seeds. */
    public boolean holds(RunRecord record) {
      return isOfRow(record) && seeds.contains(record.id().seed());
    }

    /** Whether a record is of one of the rows and configurations, with any seed. */
    boolean isOfRow(RunRecord record) {
      RunId id = record.id();
      return id.experiment().equals(name) && record.configHash().equals(rows.get(id.row()));
    }
  }

  /**
   * A row that is swept; its candidates k = 1, 2, ... are the rows {@code row#k} as far as they
   * were proposed.
   *
   * @param search name of the search
   * @param runs number of candidates there will be
   * @param impossible values of the candidates that are no row because they do not go together
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Sweep(
      String row,
      String search,
      int runs,
      Objective objective,
      Map<Integer, ObjectNode> impossible) {}

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

  private static boolean isFull(Collection<?> values) {
    return values != null && values.stream().allMatch(Objects::nonNull);
  }

  private boolean isComplete() {
    return files != null
        && settings != null
        && experiments != null
        && experiments.stream().allMatch(e -> e != null && e.isComplete());
  }
}
