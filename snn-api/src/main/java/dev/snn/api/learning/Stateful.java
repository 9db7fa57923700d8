package dev.snn.api.learning;

/**
 * A part of a training that may carry values from step to step. One that does must implement both
 * methods, or an interrupted training would go on to other results.
 */
public interface Stateful {

  /**
   * What it carries at this moment, between two steps. The arrays may be those in use: they are
   * valid until the next step and must not be changed.
   */
  default SavedState state() {
    return new SavedState();
  }

  /**
   * Goes on from what a part of the same options carried. Called before the first step.
   *
   * @throws dev.snn.api.data.BadDataException where that does not fit
   */
  default void restore(SavedState state) {}
}
