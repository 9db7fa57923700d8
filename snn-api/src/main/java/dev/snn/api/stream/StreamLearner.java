package dev.snn.api.stream;

import dev.snn.api.learning.Stateful;

/**
 * Learns classes from a stream, one sample at a time, in bounded memory. Classes are {@code 0 ..
 * outputs - 1}, samples have as many values as the context's input lines; one learner serves one
 * stream, on one thread.
 *
 * <p>What it carries is all in {@link #state}: a learner that was restored predicts and learns as
 * the one that was saved, to the same bits.
 */
public interface StreamLearner extends Stateful {

  /**
   * The class of a sample, by what was learned so far; changes nothing. Before anything is learned
   * it is whatever class the learner starts from.
   *
   * @param x finite values, not to be kept or changed
   */
  int predict(float[] x);

  /**
   * Learns a sample with its class.
   *
   * @param x finite values; they may be other ones after the call
   */
  void learn(float[] x, int label);

  /** Forgets everything: afterwards it is as it was when it was made. */
  void reset();

  /** Memory for what it has learned, bytes; without the overhead of objects. */
  long bytes();
}
