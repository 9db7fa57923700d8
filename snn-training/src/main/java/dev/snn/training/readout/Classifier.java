package dev.snn.training.readout;

import dev.snn.api.learning.SavedState;

/** What tells the class of an example from its first spikes. */
public interface Classifier {

  /** A score for each class; the highest is the answer, the lowest class of equals. */
  float[] scores(SpikeRow row);

  /** The class with the highest score, the lowest of several. */
  default int best(SpikeRow row) {
    float[] scores = scores(row);
    int best = 0;
    for (int k = 1; k < scores.length; k++) {
      best = scores[k] > scores[best] ? k : best;
    }
    return best;
  }

  /** What it scores with, as it is now. */
  SavedState state();

  /** Scores as the one whose state this is. */
  void restore(SavedState state);
}
