package dev.snn.data.set;

import dev.snn.data.file.Source;
import dev.snn.data.file.Unpacked;
import dev.snn.data.format.SampleLines;

/**
 * Samples that are read from their file as they are asked for, a block at a time, the last of which
 * is kept. Any number of threads may ask.
 */
final class StreamFile implements Table {
  private final Source source;
  private final SampleLines head;

  /** Where every {@link StreamReading#BLOCK}-th line begins, byte of the unpacked file. */
  private final long[] starts;

  private final int size;
  private final Classes classes;
  private volatile Block last;

  StreamFile(Source source, SampleLines head, long[] starts, int size, Classes classes) {
    this.source = source;
    this.head = head;
    this.starts = starts;
    this.size = size;
    this.classes = classes;
  }

  private record Block(int number, float[][] values, int[] labels) {}

  @Override
  public int size() {
    return size;
  }

  @Override
  public float[] row(int sample) {
    return block(sample).values()[sample % StreamReading.BLOCK].clone();
  }

  @Override
  public int label(int sample) {
    return block(sample).labels()[sample % StreamReading.BLOCK];
  }

  private Block block(int sample) {
    int number = sample / StreamReading.BLOCK;
    Block block = last;
    if (block == null || block.number() != number) {
      block = read(number);
      last = block;
    }
    return block;
  }

  private Block read(int number) {
    source.requireUnchanged();
    int count = Math.min(StreamReading.BLOCK, size - number * StreamReading.BLOCK);
    float[][] values = new float[count][];
    String[] labels = new String[count];
    try (Unpacked in = Unpacked.openAt(source, starts[number])) {
      SampleLines lines = head.from(source.name(), in);
      for (int k = 0; k < count; k++) {
        if (!lines.next()) {
          source.requireUnchanged();
          throw new IllegalStateException(source.name() + " ends before sample " + k);
        }
        values[k] = lines.values().clone();
        labels[k] = lines.label();
      }
    }
    return new Block(number, values, classes.numbers(labels));
  }
}
