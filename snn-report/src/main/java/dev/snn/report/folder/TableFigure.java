package dev.snn.report.folder;

import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.bench.experiment.ExperimentFile.Axes;
import dev.snn.bench.table.CsvWriter;
import dev.snn.bench.table.TableManifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A figure that an experiment file asks for: a column of its table against another. Rows of a grid,
 * or those that the file names, are points of one curve, in ascending order of x.
 *
 * @param curves by name, of a grid that of its row; empty where no row has both numbers
 * @param lacking the row that {@code whole} names, where the table lacks it and rows are left out
 *     for that; else null
 */
public record TableFigure(Axis x, Axis y, Map<String, List<Point>> curves, String lacking) {
  private static final String MEAN = "_mean";
  private static final String EXPERIMENT = "experiment";
  private static final String ROW = "row";
  private static final String PARAMETERS = "parameters";

  /**
   * An axis.
   *
   * @param name of the column, without {@code _mean}
   * @param percent true of a score that is a fraction, shown in percent
   * @param log true where it is logarithmic
   */
  public record Axis(String name, boolean percent, boolean log) {
    /** What stands beside it. */
    public String label() {
      return percent ? name + " (%)" : name;
    }

    /** What a value is multiplied with to be shown. */
    public int factor() {
      return percent ? 100 : 1;
    }

    /** A logarithmic axis has room above 0 only. */
    private boolean holds(double value) {
      return Double.isFinite(value) && (!log || value > 0);
    }
  }

  /**
   * A row.
   *
   * @param low lower end of the 95 % interval of y over seeds; NaN where there is none
   * @param high its upper end
   */
  public record Point(String row, double x, double y, double low, double high) {}

  /** All figures of the experiments of a table. */
  public static List<TableFigure> of(OutputFolder folder) {
    List<TableFigure> figures = new ArrayList<>();
    for (TableManifest.Experiment experiment :
        folder.manifest().map(TableManifest::experiments).orElse(List.of())) {
      for (ExperimentFile.Figure asked : experiment.figures()) {
        figures.add(of(folder, experiment.name(), asked));
      }
    }
    return figures;
  }

  private static TableFigure of(
      OutputFolder folder, String experiment, ExperimentFile.Figure asked) {
    Axis x = axis(folder, asked.x(), asked.log() == Axes.X || asked.log() == Axes.XY);
    Axis y = axis(folder, asked.y(), asked.log() == Axes.Y || asked.log() == Axes.XY);
    CsvTable table = folder.table();
    double whole = whole(table, experiment, asked.whole());
    Map<String, List<Point>> curves = new LinkedHashMap<>();
    boolean leftOut = false;
    for (int k = 0; k < table.lines().size(); k++) {
      if (table.text(k, EXPERIMENT).equals(experiment)) {
        double own = value(table, k, asked.x());
        double at = Double.isNaN(own) ? table.number(k, PARAMETERS) / whole : own;
        double value = value(table, k, asked.y());
        leftOut |= Double.isNaN(at) && y.holds(value);
        if (x.holds(at) && y.holds(value)) {
          curves
              .computeIfAbsent(
                  folder.name(experiment, curve(table, k, asked)), key -> new ArrayList<>())
              .add(
                  new Point(
                      folder.name(experiment, table.text(k, ROW)),
                      at,
                      value,
                      table.number(k, asked.y() + "_ci_low"),
                      table.number(k, asked.y() + "_ci_high")));
        }
      }
    }
    curves.values().forEach(points -> points.sort(Comparator.comparingDouble(Point::x)));
    boolean lacks = asked.whole() != null && Double.isNaN(whole);
    return new TableFigure(x, y, curves, lacks && leftOut ? asked.whole() : null);
  }

  private static String curve(CsvTable table, int line, ExperimentFile.Figure asked) {
    return asked.curves().entrySet().stream()
        .filter(
            curve ->
                curve.getValue().contains(table.text(line, ROW))
                    || curve.getValue().contains(table.text(line, CsvWriter.BASE)))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(table.text(line, CsvWriter.BASE));
  }

  private static Axis axis(OutputFolder folder, String name, boolean log) {
    boolean percent =
        folder.records().stream().anyMatch(r -> "fraction".equals(r.metricUnits().get(name)));
    return new Axis(name, percent, log);
  }

  /** The mean of a score, or the value of another column; NaN where there is none. */
  private static double value(CsvTable table, int line, String name) {
    boolean score = table.lines().get(line).containsKey(name + MEAN);
    return table.number(line, score ? name + MEAN : name);
  }

  /** Parameters of the row that those of others are a share of; NaN where there is none. */
  private static double whole(CsvTable table, String experiment, String row) {
    for (int k = 0; k < table.lines().size(); k++) {
      if (table.text(k, EXPERIMENT).equals(experiment) && table.text(k, ROW).equals(row)) {
        return table.number(k, PARAMETERS);
      }
    }
    return Double.NaN;
  }

  /** "accuracy against connectivity". */
  public String title() {
    return y.name() + " against " + x.name();
  }

  /** Why there is no curve, as a sentence. */
  public String nothing() {
    return "No row has both '%s' and '%s'.".formatted(x.name(), y.name())
        + note().map(note -> " " + note).orElse("")
        + (y.name().equals("seconds_per_epoch")
            ? " Seconds per epoch are of runs that had the machine to themselves: 'snn table --jobs 1'."
            : "");
  }

  /** What is missing in it, as a sentence; empty where nothing is. */
  public Optional<String> note() {
    return Optional.ofNullable(lacking)
        .map(
            row ->
                "Rows without '%s' are left out: the table has no parameters of row '%s', which 'whole' names."
                    .formatted(x.name(), row));
  }
}
