package dev.snn.api.neuron;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.random.Draws;
import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Arena;

/**
 * What one forward and backward pass over a batch shares: whether it trains, hard or smooth spikes,
 * threads, memory, and the key of its randomness.
 *
 * @param key key of all random draws of this pass; the example's id is mixed in, so results do not
 *     depend on the batch
 * @param ids ids of the examples, one per row of the batch; null numbers them from 0
 * @param firstStep number of the first step, where a long stretch of time is run in parts
 */
public record Pass(
    boolean training,
    Spiking spiking,
    Parallel parallel,
    Arena arena,
    long key,
    long[] ids,
    int firstStep) {

  /**
   * A hard pass on one thread and the heap, with examples numbered from 0: for tests and short
   * scripts.
   */
  public static Pass hard() {
    return new Pass(true, Spiking.HARD, Parallel.SEQUENTIAL, Arena.HEAP, 0, null, 0);
  }

  /** As {@link #hard()}, with {@link Spiking#SMOOTH}. */
  public static Pass smooth() {
    return new Pass(true, Spiking.SMOOTH, Parallel.SEQUENTIAL, Arena.HEAP, 0, null, 0);
  }

  /** The same pass, in which nothing is trained. */
  public Pass forEvaluation() {
    return new Pass(false, spiking, parallel, arena, key, ids, firstStep);
  }

  /** The same pass on other threads. */
  public Pass on(Parallel other) {
    return new Pass(training, spiking, other, arena, key, ids, firstStep);
  }

  /** The same pass with another key. */
  public Pass withKey(long other) {
    return new Pass(training, spiking, parallel, arena, other, ids, firstStep);
  }

  /** The same pass for the examples with these ids. */
  public Pass forIds(long... exampleIds) {
    return new Pass(training, spiking, parallel, arena, key, exampleIds, firstStep);
  }

  /** The same pass over a later stretch of time that begins with this step. */
  public Pass startingAt(int step) {
    return new Pass(training, spiking, parallel, arena, key, ids, step);
  }

  /** True when spikes are hard. */
  public boolean isHard() {
    return spiking == Spiking.HARD;
  }

  /** The key of the draws for one purpose; mix in the example with {@link #exampleKey}. */
  public long purposeKey(String purpose) {
    return new Seed(key).key(purpose);
  }

  /** The key of the draws of row {@code b} of the batch. */
  public long exampleKey(long purposeKey, int b) {
    return Draws.mix(purposeKey, ids == null ? b : ids[b]);
  }
}
