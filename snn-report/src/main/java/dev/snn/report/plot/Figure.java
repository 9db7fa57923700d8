package dev.snn.report.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;

/** Charts side by side, and what they show in words. */
public final class Figure {
  static {
    System.setProperty("java.awt.headless", "true");
  }

  /** Pixels of a PNG per unit of length. */
  private static final int SCALE = 2;

  private final Sheet sheet;
  private final List<String> lines;

  Figure(List<XYChart> charts, List<String> lines) {
    this(new Sheet(charts), lines);
  }

  private Figure(Sheet sheet, List<String> lines) {
    this.sheet = sheet;
    this.lines = List.copyOf(lines);
  }

  /** The same figure with another look; one that cannot be is the user's error. */
  public Figure with(Look look) {
    sheet.charts.forEach(look::apply);
    return look.size() == null ? this : new Figure(new Sheet(sheet.charts, look.size()), lines);
  }

  /** The numbers behind the figure, for the standard output. */
  public List<String> lines() {
    return lines;
  }

  /** From left to right. */
  List<XYChart> charts() {
    return sheet.charts;
  }

  byte[] svg() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      VectorGraphicsEncoder.saveVectorGraphic(sheet, bytes, VectorGraphicsFormat.SVG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  byte[] png() {
    BufferedImage image =
        new BufferedImage(
            sheet.getWidth() * SCALE, sheet.getHeight() * SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(SCALE, SCALE);
    sheet.paint(graphics, sheet.getWidth(), sheet.getHeight());
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.setUseCache(false);
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A chart that is made of others. */
  private static final class Sheet extends XYChart {
    private final List<XYChart> charts;

    /** Of the charts as they were made; painting a chart changes its size. */
    private final int[] widths;

    private final int[] heights;
    private final int usualWidth;
    private final int usualHeight;

    Sheet(List<XYChart> charts) {
      this(charts, new Look.Size(width(charts), height(charts)));
    }

    Sheet(List<XYChart> charts, Look.Size size) {
      super(size.width(), size.height());
      this.charts = charts;
      this.widths = charts.stream().mapToInt(XYChart::getWidth).toArray();
      this.heights = charts.stream().mapToInt(XYChart::getHeight).toArray();
      this.usualWidth = width(charts);
      this.usualHeight = height(charts);
    }

    private static int width(List<XYChart> charts) {
      return charts.stream().mapToInt(XYChart::getWidth).sum();
    }

    private static int height(List<XYChart> charts) {
      return charts.stream().mapToInt(XYChart::getHeight).max().orElseThrow();
    }

    /** Each chart keeps its share of the width and of the height. */
    @Override
    public void paint(Graphics2D graphics, int width, int height) {
      double across = (double) getWidth() / usualWidth;
      double down = (double) getHeight() / usualHeight;
      int x = 0;
      for (int k = 0; k < charts.size(); k++) {
        int own = (int) Math.round(across * widths[k]);
        graphics.translate(x, 0);
        charts.get(k).paint(graphics, own, (int) Math.round(down * heights[k]));
        graphics.translate(-x, 0);
        x += own;
      }
    }
  }
}
