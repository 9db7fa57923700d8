package dev.snn.api.stream;

import dev.snn.api.learning.Stateful;

/**
 * Tells from the errors of a learner, one after the other, that the stream has changed. What it
 * carries is all in {@link #state}.
 */
public interface DriftDetector extends Stateful {

  /** What it thinks of the stream. */
  enum Level {
    /** Nothing has changed. */
    STABLE,
    /** Something may have changed. */
    WARNING,
    /** The stream has changed. */
    DRIFT
  }

  /**
   * Takes the next error. After {@link Level#DRIFT} it goes on by itself: a detector that begins
   * anew has done so when it returns.
   *
   * @param error in [0, 1]; of a classifier 0 or 1
   */
  Level update(double error);

  /** Forgets everything: afterwards it is as it was when it was made. */
  void reset();

  /** Memory for what it has seen, bytes; without the overhead of objects. */
  long bytes();
}
