package dev.snn.data.set;

import dev.snn.data.file.Source;
import dev.snn.data.file.Unpacked;
import dev.snn.data.format.SampleLines;
import java.util.Map;
import java.util.TreeMap;

/**
 * Samples that are read from their file as they are asked for, a block at a time. The last blocks
 * are kept, and reading goes on where it stopped, so that whoever goes along the file, or along it
 * with some blocks out of order, has it read once. Any number of threads may ask.
 */
final class StreamFile implements Table {
  private final Source source;
  private final SampleLines head;

  /** Where every {@link StreamReading#BLOCK}-th line begins, byte of the unpacked file. */
  private final long[] starts;

  private final int size;
  private final Map<String, Integer> classes;
  private final int most;
  private final TreeMap<Integer, Block> kept = new TreeMap<>();

  /** Open before the first sample of the block {@link #ahead}; null where it is closed. */
  private Unpacked open;

  private SampleLines lines;
  private int ahead;
  private int opened;

  /**
   * Of a file that was gone through once.
   *
   * @param classes number of each text
   * @param most blocks that are kept
   */
  StreamFile(
      Source source,
      SampleLines head,
      long[] starts,
      int size,
      Map<String, Integer> classes,
      int most) {
    this.source = source;
    this.head = head;
    this.starts = starts;
    this.size = size;
    this.classes = classes;
    this.most = most;
  }

  private record Block(float[][] values, int[] labels) {}

  @Override
  public int size() {
    return size;
  }

  @Override
  public float[] row(int sample) {
    return block(sample / StreamReading.BLOCK).values()[sample % StreamReading.BLOCK].clone();
  }

  @Override
  public int label(int sample) {
    return block(sample / StreamReading.BLOCK).labels()[sample % StreamReading.BLOCK];
  }

  /** How often the file was opened. */
  synchronized int opened() {
    return opened;
  }

  private synchronized Block block(int number) {
    Block block = kept.get(number);
    if (block != null) {
      return block;
    }
    try {
      if (open == null || number < ahead || number - ahead >= most) {
        // Others of its shuffled block may stand before it.
        seek(Math.max(0, number - most + 1));
      }
      while (ahead <= number) {
        block = read();
      }
      return block;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void seek(int number) {
    close();
    kept.clear();
    opened++;
    open = Unpacked.openAt(source, starts[number]);
    lines = head.from(source.name(), open);
    ahead = number;
  }

  private void close() {
    if (open != null) {
      open.close();
      open = null;
    }
  }

  /** Reads the block ahead; that with the lowest number makes room. */
  private Block read() {
    source.requireUnchanged();
    int count = Math.min(StreamReading.BLOCK, size - ahead * StreamReading.BLOCK);
    float[][] values = new float[count][];
    int[] labels = new int[count];
    for (int k = 0; k < count; k++) {
      Integer label = lines.next() ? classes.get(lines.label()) : null;
      if (label == null) {
        source.requireUnchanged();
        throw new IllegalStateException(
            "%s has no sample %d any more"
                .formatted(source.name(), ahead * StreamReading.BLOCK + k));
      }
      values[k] = lines.values().clone();
      labels[k] = label;
    }
    if (kept.size() == most) {
      kept.pollFirstEntry();
    }
    Block block = new Block(values, labels);
    kept.put(ahead++, block);
    if (ahead == starts.length) {
      close();
    }
    return block;
  }
}
