package dev.snn.testkit;

import dev.snn.api.learning.SavedState;

/** States as a file gives them back: copies that share nothing with the part. */
final class SavedStates {
  private SavedStates() {}

  static SavedState copy(SavedState state) {
    SavedState copy = new SavedState();
    state
        .arrays()
        .forEach(
            (name, rows) -> {
              float[][] values = new float[rows.length][];
              for (int r = 0; r < rows.length; r++) {
                values[r] = rows[r].clone();
              }
              copy.put(name, values);
            });
    state.numbers().forEach((name, number) -> copy.put(name, number.doubleValue()));
    return copy;
  }
}
