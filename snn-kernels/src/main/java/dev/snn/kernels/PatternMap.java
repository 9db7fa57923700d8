package dev.snn.kernels;

import java.util.Arrays;

/**
 * Maps binary images of few channels to the outputs of a convolution. What a row of an image adds
 * to a few neighbouring places of the result depends on a few of its pixels only, so that there is
 * a table of it for every pattern of these pixels:
 *
 * <pre>
 *   table[c, ky, pattern][i, o] = sum_{kx} pattern[i stride + kx dilation] weight[o][c, ky, kx]
 *   out[o, y', x'(i)] = bias[o] + sum_{c, ky} table[c, ky, pattern(c, y(y', ky), x')][i, o]
 * </pre>
 */
final class PatternMap {
  /** Pixels of a pattern at most, values of all tables, and rows that are added at a place. */
  private static final int BITS = 8;

  private static final int TABLES = 1 << 16;
  private static final int ROWS = 8;

  private final Geometry shape;
  private final int tile;
  private final int tiles;
  private final int patterns;
  private final float[][] table;
  private final float[] start;

  /** The tiles that see a column, and which bit it is: from {@code tapStart[x]}. */
  private final int[] tapStart;

  private final int[] tapTile;
  private final int[] tapBit;

  private PatternMap(Geometry shape, int tile, float[][] weight, float[] bias, int group) {
    this.shape = shape;
    this.tile = tile;
    Axis x = shape.x();
    int bits = bits(x, tile);
    tiles = (x.out() + tile - 1) / tile;
    patterns = 1 << bits;
    int outputs = shape.outputs();
    start = new float[tile * outputs];
    for (int i = 0; i < tile; i++) {
      System.arraycopy(bias, group * outputs, start, i * outputs, outputs);
    }
    tapStart = new int[x.in() + 1];
    tapTile = new int[x.in() * tiles];
    tapBit = new int[x.in() * tiles];
    int n = 0;
    for (int column = 0; column < x.in(); column++) {
      for (int t = 0; t < tiles; t++) {
        int bit = column + x.padding() - t * tile * x.stride();
        if (bit >= 0 && bit < bits) {
          tapTile[n] = t;
          tapBit[n++] = 1 << bit;
        }
      }
      tapStart[column + 1] = n;
    }
    table = new float[shape.channels() * shape.y().kernel() * patterns][tile * outputs];
    for (int c = 0; c < shape.channels(); c++) {
      for (int ky = 0; ky < shape.y().kernel(); ky++) {
        fill((c * shape.y().kernel() + ky) * patterns, weight, group * outputs, c, ky);
      }
    }
  }

  private static int bits(Axis x, int tile) {
    return (tile - 1) * x.stride() + (x.kernel() - 1) * x.dilation() + 1;
  }

  /** The map of a group; null where its tables would be too large, or products are faster. */
  static PatternMap of(Geometry shape, float[][] weight, float[] bias, int group) {
    int rows = shape.channels() * shape.y().kernel();
    if (Choice.isOfPixels(shape)) {
      return null;
    }
    int best = 0;
    for (int tile = 1; rows <= ROWS && bits(shape.x(), tile) <= BITS; tile++) {
      long values = (long) rows * tile * shape.outputs() << bits(shape.x(), tile);
      best = values <= TABLES ? tile : best;
    }
    return best == 0 ? null : new PatternMap(shape, best, weight, bias, group);
  }

  /** A pattern adds the row of its last pixel to that of the others. */
  private void fill(int first, float[][] weight, int output, int c, int ky) {
    Axis x = shape.x();
    int outputs = shape.outputs();
    for (int pattern = 1; pattern < patterns; pattern++) {
      float[] row = table[first + pattern];
      System.arraycopy(table[first + (pattern & (pattern - 1))], 0, row, 0, row.length);
      int bit = Integer.numberOfTrailingZeros(pattern);
      for (int i = 0; i < tile; i++) {
        int distance = bit - i * x.stride();
        int kx = distance / x.dilation();
        if (distance < 0 || distance % x.dilation() != 0 || kx >= x.kernel()) {
          continue;
        }
        int place = shape.place(c, ky, kx);
        for (int o = 0; o < outputs; o++) {
          row[i * outputs + o] += weight[output + o][place];
        }
      }
    }
  }

  /** Room for one thread, for each map. */
  static ImageMap[] rooms(PatternMap[] maps) {
    return Arrays.stream(maps).map(map -> map.new Room()).toArray(ImageMap[]::new);
  }

  /** Room for one thread. */
  final class Room implements ImageMap {
    private final int height = shape.in().height();
    private final int rows = shape.channels() * height;
    private final int[] pattern = new int[rows * tiles];
    private final int[] list = new int[shape.channels() * shape.y().kernel() + 1];
    private final int[] seenRow = new int[list.length];
    private final int[] seenTable = new int[list.length];
    private final float[] sum = new float[start.length];

    @Override
    public void map(ImageEvents events, int group, float[] out, int outAt) {
      Arrays.fill(pattern, 0);
      int last = events.start[(group + 1) * height];
      for (int e = events.start[group * height]; e < last; e++) {
        int row = (events.channel[e] * height + events.row[e]) * tiles;
        int end = tapStart[events.column[e] + 1];
        for (int i = tapStart[events.column[e]]; i < end; i++) {
          pattern[row + tapTile[i]] |= tapBit[i];
        }
      }
      int width = shape.out().width();
      for (int y = 0; y < shape.out().height(); y++) {
        int seen = see(y);
        for (int t = 0; t < tiles; t++) {
          System.arraycopy(start, 0, sum, 0, sum.length);
          RowKernel.add(sum, table, list, 0, list(seen, t), 0, sum.length);
          int count = Math.min(tile, width - t * tile);
          int at = outAt + y * width + t * tile;
          Across.write(sum, count, shape.outputs(), out, at, shape.out().pixels());
        }
      }
    }

    /** Finds the rows of the image that are seen in row y of the result, and their tables. */
    private int see(int y) {
      Axis axis = shape.y();
      int n = 0;
      for (int ky = 0; ky < axis.kernel(); ky++) {
        int row = y * axis.stride() + ky * axis.dilation() - axis.padding();
        for (int c = 0; row >= 0 && row < height && c < shape.channels(); c++) {
          seenRow[n] = (c * height + row) * tiles;
          seenTable[n++] = (c * axis.kernel() + ky) * patterns;
        }
      }
      return n;
    }

    /** Lists the rows of a tile that are not zero, of those that are seen. */
    private int list(int seen, int t) {
      int n = 0;
      for (int i = 0; i < seen; i++) {
        int bits = pattern[seenRow[i] + t];
        list[n] = seenTable[i] + bits;
        n += bits != 0 ? 1 : 0;
      }
      return n;
    }
  }
}
