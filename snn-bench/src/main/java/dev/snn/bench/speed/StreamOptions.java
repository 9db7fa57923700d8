package dev.snn.bench.speed;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * What is said of the workload {@code stream} alone.
 *
 * @param only names of learners; empty: all
 * @param samples to learn one after the other while the heap is looked at; empty: times only
 * @param moa the jar of MOA and those it needs
 */
public record StreamOptions(List<String> only, OptionalLong samples, List<Path> moa) {
  /** Nothing is said. */
  public static final StreamOptions NONE =
      new StreamOptions(List.of(), OptionalLong.empty(), List.of());

  /** Copies the lists. */
  public StreamOptions {
    only = List.copyOf(only);
    moa = List.copyOf(moa);
  }
}
