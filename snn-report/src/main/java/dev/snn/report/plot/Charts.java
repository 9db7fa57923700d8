package dev.snn.report.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What all charts have in common. */
final class Charts {
  static final int HEIGHT = 480;

  private static final int MARKER = 7;

  /** A logarithmic axis where the largest value is this many times the smallest. */
  private static final double WIDE = 50;

  static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Color GRAY = new Color(0x888888);

  private static final Color[] COLOURS = {
    new Color(0x1f77b4),
    new Color(0xff7f0e),
    new Color(0x2ca02c),
    new Color(0xd62728),
    new Color(0x9467bd),
    new Color(0x8c564b),
    new Color(0xe377c2),
    new Color(0x7f7f7f),
    new Color(0xbcbd22),
    new Color(0x17becf)
  };

  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE, SeriesMarkers.DIAMOND, SeriesMarkers.SQUARE, SeriesMarkers.TRIANGLE_UP
  };

  private Charts() {}

  /** An empty chart. */
  static XYChart chart(String title, String x, String y, int width) {
    return chart(title, x, y, width, HEIGHT);
  }

  /** The same of another height. */
  static XYChart chart(String title, String x, String y, int width, int height) {
    XYChart chart = new XYChart(width, height);
    chart.setTitle(title);
    chart.setXAxisTitle(x);
    chart.setYAxisTitle(y);
    XYStyler styler = chart.getStyler();
    styler.setLocale(Locale.ROOT);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(new Color(0xe4e4e4));
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setChartTitleFont(TEXT.deriveFont(Font.BOLD, 14f));
    styler.setAxisTitleFont(TEXT.deriveFont(13f));
    styler.setAxisTickLabelsFont(TEXT);
    styler.setLegendFont(TEXT);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendPosition(LegendPosition.OutsideE);
    styler.setSeriesColors(COLOURS);
    styler.setAnnotationTextFont(TEXT);
    styler.setErrorBarsColorSeriesColor(true);
    styler.setMarkerSize(MARKER);
    return chart;
  }

  static Color colour(int index) {
    return COLOURS[index % COLOURS.length];
  }

  /** A marker, another one where the colours begin anew. */
  static Marker marker(int index) {
    return MARKERS[index / COLOURS.length % MARKERS.length];
  }

  /** True where values span so much that a logarithmic axis shows them better. */
  static boolean isWide(double... values) {
    double least = DoubleStream.of(values).min().orElse(0);
    return least > 0 && DoubleStream.of(values).max().orElse(0) >= WIDE * least;
  }

  /** "12.3 %" of 0.123. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
