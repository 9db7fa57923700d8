package dev.snn.report.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;

/**
 * Average ranks on an axis, the best on the left. Names stand on both sides, the better half on the
 * left; bars below the axis join what is not significantly different, and a scale above it is as
 * long as the critical difference.
 */
final class RankChart extends XYChart {
  /** Of the picture at least, and of its axis. */
  private static final int WIDTH = 840;

  private static final int AXIS_WIDTH = 280;
  private static final int EDGE = 16;
  private static final int GAP = 8;

  /** Height of the title, of the axis with its label and the scale, of a bar, of a name. */
  private static final int TITLE = 34;

  private static final int AXIS = 84;
  private static final int BAR = 9;
  private static final int LINE = 20;
  private static final int TICK = 6;

  /** How far a bar reaches beyond the ranks it joins. */
  private static final double BEYOND = 3;

  private static final Font BOLD = Charts.TEXT.deriveFont(Font.BOLD, 14f);
  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  private final List<String> names;
  private final double[] ranks;
  private final double difference;
  private final List<int[]> groups;

  /** Above which each group's bar is drawn: groups that do not meet share one. */
  private final int[] levels;

  /**
   * A diagram.
   *
   * @param names from the best on
   * @param ranks of each of them, ascending
   * @param difference that is significant
   * @param groups first and last place of what is not significantly different
   */
  RankChart(List<String> names, double[] ranks, double difference, List<int[]> groups) {
    super(width(names, ranks), height(names.size(), groups));
    this.names = names;
    this.ranks = ranks;
    this.difference = difference;
    this.groups = groups;
    this.levels = levels(groups);
  }

  /** What the longest name needs on either side of an axis. */
  private static int width(List<String> names, double[] ranks) {
    return (int) Math.max(WIDTH, Math.ceil(AXIS_WIDTH + 2 * side(names, ranks)));
  }

  private static double side(List<String> names, double[] ranks) {
    double longest = 0;
    for (int k = 0; k < ranks.length; k++) {
      longest = Math.max(longest, length(label(names.get(k), ranks[k]), Charts.TEXT));
    }
    return EDGE + longest + 2 * GAP;
  }

  private static int height(int rows, List<int[]> groups) {
    return TITLE + AXIS + bars(groups) * BAR + GAP + (rows + 1) / 2 * LINE + EDGE;
  }

  private static int bars(List<int[]> groups) {
    int most = 0;
    for (int level : levels(groups)) {
      most = Math.max(most, level + 1);
    }
    return most;
  }

  private static int[] levels(List<int[]> groups) {
    List<Integer> ends = new ArrayList<>();
    int[] levels = new int[groups.size()];
    for (int g = 0; g < levels.length; g++) {
      int level = 0;
      while (level < ends.size() && ends.get(level) >= groups.get(g)[0]) {
        level++;
      }
      if (level == ends.size()) {
        ends.add(0);
      }
      ends.set(level, groups.get(g)[1]);
      levels[g] = level;
    }
    return levels;
  }

  private static double length(String text, Font font) {
    return font.getStringBounds(text, CONTEXT).getWidth();
  }

  @Override
  public void paint(Graphics2D g, int width, int height) {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    g.setColor(Color.BLACK);
    centred(g, getTitle(), BOLD, width / 2.0, TITLE - 12);
    double most = Math.max(width / 3.0, (width - AXIS_WIDTH) / 2.0);
    double left = Math.min(most, side(names, ranks));
    double unit = (width - 2 * left) / (ranks.length - 1);
    axis(g, left, unit, width - left);
    names(g, left, unit, width);
    bars(g, left, unit);
  }

  private static double x(double rank, double left, double unit) {
    return left + (rank - 1) * unit;
  }

  private static double axisY() {
    return TITLE + AXIS - 22;
  }

  private void axis(Graphics2D g, double left, double unit, double right) {
    double y = axisY();
    double end = Math.min(right, left + difference * unit);
    g.setStroke(new BasicStroke(1.5f));
    double scale = TITLE + 14;
    line(g, left, scale, end, scale);
    line(g, left, scale - 4, left, scale + 4);
    if (left + difference * unit <= right) {
      line(g, end, scale - 4, end, scale + 4);
    }
    String text = String.format(Locale.ROOT, "critical difference %.2f", difference);
    text(g, text, Charts.TEXT, left, scale - 7);
    centred(g, getXAxisTitle(), Charts.TEXT, (left + right) / 2, scale + 18);
    line(g, left, y, right, y);
    int every = numberEvery(unit);
    for (int rank = 1; rank <= ranks.length; rank++) {
      double x = x(rank, left, unit);
      line(g, x, y - TICK, x, y);
      if (rank == 1 || rank % every == 0) {
        centred(g, String.valueOf(rank), Charts.TEXT, x, y - TICK - 3);
      }
    }
  }

  /** How many ranks lie between two numbers, so that these do not run together. */
  private int numberEvery(double unit) {
    double room = length(String.valueOf(ranks.length), Charts.TEXT) + GAP / 2.0;
    return unit >= room ? 1 : 5 * unit >= room ? 5 : 10;
  }

  private void bars(Graphics2D g, double left, double unit) {
    g.setStroke(new BasicStroke(4, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    for (int k = 0; k < levels.length; k++) {
      double y = axisY() + BAR * (levels[k] + 1);
      double from = x(ranks[groups.get(k)[0]], left, unit) - BEYOND;
      line(g, from, y, x(ranks[groups.get(k)[1]], left, unit) + BEYOND, y);
    }
  }

  private void names(Graphics2D g, double left, double unit, double width) {
    g.setStroke(new BasicStroke(1));
    int half = (ranks.length + 1) / 2;
    double top = axisY() + BAR * (bars(groups) + 1) + GAP;
    for (int k = 0; k < ranks.length; k++) {
      boolean better = k < half;
      double y = top + LINE * (better ? k : ranks.length - 1 - k);
      double x = x(ranks[k], left, unit);
      String label = label(names.get(k), ranks[k]);
      double end = better ? left - GAP : width - left + GAP;
      g.setColor(Charts.GRAY);
      line(g, x, axisY(), x, y);
      line(g, x, y, end, y);
      g.setColor(Color.BLACK);
      double at = better ? end - GAP / 2.0 - length(label, Charts.TEXT) : end + GAP / 2.0;
      text(g, label, Charts.TEXT, at, y + 4);
    }
  }

  /** A name with its rank. */
  private static String label(String name, double rank) {
    return String.format(Locale.ROOT, "%s  %.2f", name, rank);
  }

  private static void centred(Graphics2D g, String text, Font font, double x, double y) {
    if (text != null) {
      text(g, text, font, x - length(text, font) / 2, y);
    }
  }

  /** Outlines of the letters, as in all figures: they look the same everywhere. */
  private static void text(Graphics2D g, String text, Font font, double x, double y) {
    g.fill(font.createGlyphVector(CONTEXT, text).getOutline((float) x, (float) y));
  }

  private static void line(Graphics2D g, double x0, double y0, double x1, double y1) {
    g.draw(new Line2D.Double(x0, y0, x1, y1));
  }
}
