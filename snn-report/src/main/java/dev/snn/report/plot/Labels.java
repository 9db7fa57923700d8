package dev.snn.report.plot;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Names beside the points of a chart. Each takes the first place around its point where it covers
 * nothing, near the point or, with a thin line to it, further away; where there is none, the place
 * where it covers the fewest things.
 */
final class Labels {
  private static final int GAP = 7;
  private static final int RINGS = 12;

  /** The places of the first ring, which need no line. */
  private static final int NEAR = 8;

  private final XYChart chart;
  private final Rectangle2D inside;
  private final List<Shape> taken = new ArrayList<>();

  /** For a chart whose series are complete and whose axes have fixed bounds. */
  Labels(XYChart chart) {
    this.chart = chart;
    Graphics2D graphics =
        new BufferedImage(chart.getWidth(), chart.getHeight(), BufferedImage.TYPE_INT_RGB)
            .createGraphics();
    chart.paint(graphics, chart.getWidth(), chart.getHeight());
    graphics.dispose();
    double left = chart.getScreenXFromChart(chart.getStyler().getXAxisMin());
    double top = chart.getScreenYFromChart(chart.getStyler().getYAxisMax());
    inside =
        new Rectangle2D.Double(
            left,
            top,
            chart.getScreenXFromChart(chart.getStyler().getXAxisMax()) - left,
            chart.getScreenYFromChart(chart.getStyler().getYAxisMin()) - top);
  }

  /** Width of a name on the screen. */
  static double width(String text) {
    return bounds(text).getWidth();
  }

  private static Rectangle2D bounds(String text) {
    return Charts.TEXT.getStringBounds(text, new FontRenderContext(null, true, true));
  }

  /** Keeps labels away from a point and its interval. */
  void avoidPoint(double x, double low, double high) {
    double top = chart.getScreenYFromChart(high) - GAP / 2.0;
    double height = chart.getScreenYFromChart(low) + GAP / 2.0 - top;
    taken.add(new Rectangle2D.Double(chart.getScreenXFromChart(x) - GAP / 2.0, top, GAP, height));
  }

  /** Keeps labels away from a line. */
  void avoidLine(double x1, double y1, double x2, double y2) {
    taken.add(
        new Line2D.Double(
            chart.getScreenXFromChart(x1),
            chart.getScreenYFromChart(y1),
            chart.getScreenXFromChart(x2),
            chart.getScreenYFromChart(y2)));
  }

  /** Adds a label. */
  void add(String text, double x, double y) {
    List<Rectangle2D> places =
        places(chart.getScreenXFromChart(x), chart.getScreenYFromChart(y), bounds(text));
    Rectangle2D chosen = places.stream().min(Comparator.comparingLong(this::covered)).orElseThrow();
    taken.add(
        new Rectangle2D.Double(
            chosen.getX() - GAP, chosen.getY(), chosen.getWidth() + 2 * GAP, chosen.getHeight()));
    double atX = chart.getChartXFromCoordinate((int) Math.round(chosen.getCenterX()));
    double atY = chart.getChartYFromCoordinate((int) Math.round(chosen.getCenterY()));
    chart.addAnnotation(new AnnotationText(text, atX, atY, false));
    if (places.indexOf(chosen) >= NEAR) {
      lead(x, y, chosen);
    }
  }

  private long covered(Rectangle2D place) {
    return taken.stream().filter(shape -> shape.intersects(place)).count()
        + (inside.contains(place) ? 0 : RINGS);
  }

  /** Right, left, above, below, then the corners; and again further away. */
  private static List<Rectangle2D> places(double x, double y, Rectangle2D size) {
    double w = size.getWidth();
    double h = size.getHeight();
    List<Rectangle2D> places = new ArrayList<>();
    for (int ring = 0; ring < RINGS; ring++) {
      double gap = GAP + ring * h / 2;
      double[][] corners = {
        {x + gap, y - h / 2},
        {x - gap - w, y - h / 2},
        {x - w / 2, y - gap - h},
        {x - w / 2, y + gap},
        {x + gap, y - gap - h},
        {x + gap, y + gap},
        {x - gap - w, y - gap - h},
        {x - gap - w, y + gap}
      };
      for (double[] corner : corners) {
        places.add(new Rectangle2D.Double(corner[0], corner[1], w, h));
      }
    }
    return places;
  }

  /** A thin line from a point to the nearest side of its label. */
  private void lead(double x, double y, Rectangle2D place) {
    double px = chart.getScreenXFromChart(x);
    double toX = Math.max(place.getMinX() - 2, Math.min(px, place.getMaxX() + 2));
    double toY = place.getCenterY();
    XYSeries line =
        chart.addSeries(
            "line " + chart.getSeriesMap().size(),
            new double[] {x, chart.getChartXFromCoordinate((int) Math.round(toX))},
            new double[] {y, chart.getChartYFromCoordinate((int) Math.round(toY))});
    line.setMarker(SeriesMarkers.NONE);
    line.setLineColor(Charts.GRAY);
    line.setLineStyle(new BasicStroke(0.7f));
    line.setShowInLegend(false);
  }
}
