package dev.snn.kernels;

/**
 * How sums of rows are cut so that everything of a block lies in the level-2 cache while its rows
 * are added. A block has some columns; the rows of results that are kept take a part of the cache
 * and the rows that are added pass by in stretches that take another part. Each value is the sum of
 * the same terms in the same order, however it is cut: the kernel's groups of rows are those of the
 * whole list.
 *
 * @param columns of a block; each begins at a multiple of {@link RowProduct#ALIGNED}
 * @param kept rows of results, at most
 * @param passing rows that are added, of a stretch
 */
record Blocks(int columns, int kept, int passing) {
  /** The longest rows of a block. Short rows cost more per value: a loop has a start and an end. */
  static final int LONGEST = 1024;

  /** Results of a product that a task computes together, at most. */
  private static final int TOGETHER = 64;

  /** Of a forward product: few results that are written once, and long stretches of weights. */
  static Blocks ofResults(int columns, long cache) {
    int longest = columns(columns);
    long values = cache / Float.BYTES;
    return new Blocks(
        longest,
        (int) Math.max(16, Math.min(TOGETHER, values / 4 / longest)),
        (int) Math.max(RowKernel.GROUP, values / 2 / longest));
  }

  /** Of a weight gradient: the rows that pass are many more than those that are kept. */
  static Blocks ofGradients(int columns, long cache) {
    int longest = columns(columns);
    int part = (int) Math.max(16, cache / Float.BYTES * 3 / 8 / longest);
    return new Blocks(longest, Math.min(2 * TOGETHER, part), part);
  }

  /** Of results that are sums of some rows of tables, which are made anew for each block. */
  static Blocks ofTables(int columns, int tables, long cache) {
    int values = (int) (cache / Float.BYTES * 3 / 4);
    int longest =
        Math.min(LONGEST, values / (2 * tables) / RowProduct.ALIGNED * RowProduct.ALIGNED);
    int width = columns(columns, Math.max(RowProduct.ALIGNED, longest));
    return new Blocks(
        width, Math.max(tables / 2, Math.min(4 * TOGETHER, values / width - tables)), tables);
  }

  /** Divides columns evenly, none longer than {@link #LONGEST}. */
  static int columns(int all) {
    return columns(all, LONGEST);
  }

  private static int columns(int all, int longest) {
    int blocks = count(all, longest);
    int even = count(all, Math.max(1, blocks));
    return Math.max(1, Math.min(all, count(even, RowProduct.ALIGNED) * RowProduct.ALIGNED));
  }

  /** How many parts of this length there are. */
  static int count(int length, int part) {
    return (length + part - 1) / part;
  }
}
