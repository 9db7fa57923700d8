package dev.snn.report.plot;

import dev.snn.api.plugin.UserError;
import java.util.Set;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/**
 * How a figure is to look; what is null is left as it is.
 *
 * @param title above it
 * @param x label of the horizontal axis
 * @param y label of the vertical axis
 * @param log axes that are to be logarithmic, of {@code x} and {@code y}; empty for none
 * @param size of the whole figure, in the units of an SVG
 */
public record Look(String title, String x, String y, Set<Character> log, Size size) {
  /** As the figure is by itself. */
  public static final Look USUAL = new Look(null, null, null, null, null);

  private static final double DECADES = 20;
  private static final int LEAST = 100;
  private static final int MOST = 10_000;

  /** Width and height. */
  public record Size(int width, int height) {
    /** From {@code 640x480}. */
    public static Size of(String text) {
      if (!text.matches("\\d{1,6}x\\d{1,6}")) {
        throw new UserError("--size must be WIDTHxHEIGHT, as 640x480, got '%s'.".formatted(text));
      }
      String[] parts = text.split("x");
      Size size = new Size(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
      if (Math.min(size.width, size.height) < LEAST || Math.max(size.width, size.height) > MOST) {
        throw new UserError(
            "--size: width and height must be between %d and %d, got '%s'."
                .formatted(LEAST, MOST, text));
      }
      return size;
    }
  }

  /** Axes from {@code x}, {@code y}, {@code xy} or {@code none}. */
  public static Set<Character> axes(String text) {
    return switch (text) {
      case "x" -> Set.of('x');
      case "y" -> Set.of('y');
      case "xy", "x,y" -> Set.of('x', 'y');
      case "none" -> Set.of();
      default -> throw new UserError("--log must be x, y, xy or none, got '%s'.".formatted(text));
    };
  }

  /** Changes a chart. */
  void apply(XYChart chart) {
    if (title != null) {
      chart.setTitle(title);
    }
    if (x != null) {
      chart.setXAxisTitle(x);
    }
    if (y != null) {
      chart.setYAxisTitle(y);
    }
    if (log != null) {
      chart.getStyler().setXAxisLogarithmic(log.contains('x'));
      chart.getStyler().setYAxisLogarithmic(log.contains('y'));
      for (XYSeries series : chart.getSeriesMap().values()) {
        require('x', series.getXMin());
        require('y', series.getYMin());
      }
      label(chart);
    }
  }

  /**
   * An axis that spans little more than ten has numbers at all ticks, lest it have none; on a
   * longer one they would lie upon each other.
   */
  private static void label(XYChart chart) {
    double[] x = {Double.MAX_VALUE, 0};
    double[] y = {Double.MAX_VALUE, 0};
    for (XYSeries series : chart.getSeriesMap().values()) {
      x[0] = Math.min(x[0], series.getXMin());
      x[1] = Math.max(x[1], series.getXMax());
      y[0] = Math.min(y[0], series.getYMin());
      y[1] = Math.max(y[1], series.getYMax());
    }
    chart.getStyler().setXAxisLogarithmicDecadeOnly(x[1] >= DECADES * x[0]);
    chart.getStyler().setYAxisLogarithmicDecadeOnly(y[1] >= DECADES * y[0]);
  }

  private void require(char axis, double least) {
    if (log.contains(axis) && least <= 0) {
      throw new UserError(
          "--log %s: a value or the end of an interval is %.4g, and a logarithmic axis has room above 0 only."
              .formatted(axis, least));
    }
  }
}
