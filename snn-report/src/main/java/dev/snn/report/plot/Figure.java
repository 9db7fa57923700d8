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
    this.sheet = new Sheet(charts);
    this.lines = List.copyOf(lines);
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

    Sheet(List<XYChart> charts) {
      super(
          charts.stream().mapToInt(XYChart::getWidth).sum(),
          charts.stream().mapToInt(XYChart::getHeight).max().orElseThrow());
      this.charts = charts;
    }

    @Override
    public void paint(Graphics2D graphics, int width, int height) {
      int x = 0;
      for (XYChart chart : charts) {
        graphics.translate(x, 0);
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
        graphics.translate(-x, 0);
        x += chart.getWidth();
      }
    }
  }
}
