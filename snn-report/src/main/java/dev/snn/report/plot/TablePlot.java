package dev.snn.report.plot;

import dev.snn.api.plugin.UserError;
import dev.snn.report.folder.OutputFolder;
import dev.snn.report.folder.TableFigure;
import dev.snn.report.folder.TableFigure.Point;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/** A figure that the experiment file of a table asks for. */
public final class TablePlot {
  private static final int WIDTH = 800;

  /** Where an interval that reaches to 0 ends on a logarithmic axis, as a share of its middle. */
  private static final double SHORTEST = 0.1;

  private TablePlot() {}

  /**
   * Of an output folder.
   *
   * @param number of the figure, from 1, in the order of the experiment files
   */
  public static Figure of(Path folder, int number) {
    List<TableFigure> figures = TableFigure.of(OutputFolder.read(folder));
    if (figures.isEmpty()) {
      throw new UserError(
          "the experiments in %s ask for no figure. Write 'figures: [{x: COLUMN, y: COLUMN}]' into the file and 'snn table' with --resume, or take 'snn plot xy'."
              .formatted(folder));
    }
    if (number < 1 || number > figures.size()) {
      throw new UserError(
          "--number: the experiments in %s ask for %d figures, got %d."
              .formatted(folder, figures.size(), number));
    }
    TableFigure figure = figures.get(number - 1);
    if (figure.curves().isEmpty()) {
      throw new UserError("%s: %s".formatted(folder, figure.nothing()));
    }
    return draw(figure);
  }

  private static Figure draw(TableFigure figure) {
    XYChart chart = Charts.chart(figure.title(), figure.x().label(), figure.y().label(), WIDTH);
    List<String> lines = new ArrayList<>();
    figure
        .curves()
        .forEach(
            (name, points) -> {
              draw(chart, figure, name, points);
              points.forEach(point -> lines.add(line(figure, point)));
            });
    figure.note().ifPresent(lines::add);
    Set<Character> log = new HashSet<>();
    if (figure.x().log()) {
      log.add('x');
    }
    if (figure.y().log()) {
      log.add('y');
    }
    return new Figure(List.of(chart), lines).with(new Look(null, null, null, log, null));
  }

  private static void draw(XYChart chart, TableFigure figure, String name, List<Point> points) {
    int colour = chart.getSeriesMap().size();
    int factor = figure.y().factor();
    XYSeries series =
        chart.addSeries(
            name,
            points.stream().mapToDouble(p -> figure.x().factor() * p.x()).toArray(),
            points.stream().mapToDouble(p -> factor * p.y()).toArray(),
            points.stream().mapToDouble(p -> factor * bar(figure, p)).toArray());
    series.setMarker(Charts.marker(colour));
    series.setMarkerColor(Charts.colour(colour));
    series.setLineColor(Charts.colour(colour));
  }

  /** Half the interval; 0 where there is none. */
  private static double half(Point point) {
    double half = (point.high() - point.low()) / 2;
    return Double.isFinite(half) ? half : 0;
  }

  /** What of it is drawn: a logarithmic axis has no room for an end at 0 and below. */
  private static double bar(TableFigure figure, Point point) {
    double half = half(point);
    return figure.y().log() ? Math.min(half, (1 - SHORTEST) * point.y()) : half;
  }

  private static String line(TableFigure figure, Point point) {
    double half = half(point) * figure.y().factor();
    return String.format(
        Locale.ROOT,
        "%s: %s %.4g, %s %.4g%s",
        point.row(),
        figure.x().label(),
        figure.x().factor() * point.x(),
        figure.y().label(),
        figure.y().factor() * point.y(),
        half > 0 ? String.format(Locale.ROOT, " +- %.2g", half) : "");
  }
}
