package dev.snn.report.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.bench.table.TableManifest;
import dev.snn.engine.file.OutputFiles;
import dev.snn.engine.tree.Trees;
import dev.snn.report.folder.OutputFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A report of a table: one HTML file that needs nothing else and no network. It is made from {@code
 * table.json}, the records and what stands beside them, without plug-ins or experiment files; the
 * same files give the same report.
 */
public final class Report {
  /** The usual name of the file, in the output folder. */
  public static final String NAME = "report.html";

  private final OutputFolder folder;

  private Report(OutputFolder folder) {
    this.folder = folder;
  }

  /** Reads the output folder of a table; one without a table is the user's error. */
  public static Report of(Path folder) {
    return new Report(OutputFolder.read(folder));
  }

  /** Writes the file, in one piece; a place that cannot be written is the user's error. */
  public void write(Path file) {
    OutputFiles.writeText(file, html());
  }

  /** What is to be said of single records: edited ones, such as cannot be used. */
  public List<String> notes() {
    return folder.notes();
  }

  /** The text of the file. */
  public String html() {
    List<String> titles = folder.titles();
    return Page.html(titles.isEmpty() ? "Table" : String.join("; ", titles), data());
  }

  ObjectNode data() {
    ObjectNode data = Trees.NODES.objectNode();
    data.set("titles", Trees.of(folder.titles()));
    data.set("citations", Trees.of(citations()));
    data.put("missing", folder.missing());
    data.set("notes", Trees.of(folder.notes()));
    data.set("table", TableSection.of(folder));
    data.set("comparisons", ComparisonSection.of(folder));
    data.set("decisions", TestSection.decisions(folder));
    data.set("rankings", TestSection.rankings(folder));
    data.set("figures", FigureSection.of(folder));
    data.set("confusion", ConfusionSection.of(folder));
    data.set("curves", CurveSection.of(folder));
    data.set("pareto", ParetoSection.of(folder));
    data.set("sweeps", SweepSection.of(folder));
    data.set("rasters", RasterSection.of(folder));
    data.set("pictures", PictureSection.of(folder));
    data.set("runs", RunSection.of(folder));
    data.set("provenance", ProvenanceSection.of(folder));
    data.set("command", CommandSection.of(folder));
    return data;
  }

  private List<String> citations() {
    return folder.manifest().map(TableManifest::experiments).stream()
        .flatMap(List::stream)
        .map(TableManifest.Experiment::citation)
        .flatMap(text -> Optional.ofNullable(text).stream())
        .filter(text -> !text.isBlank())
        .distinct()
        .toList();
  }
}
