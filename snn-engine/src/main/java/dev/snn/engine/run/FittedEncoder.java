package dev.snn.engine.run;

import dev.snn.api.codec.Encoder;
import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Dataset;
import dev.snn.api.learning.SavedState;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.checkpoint.SavedRun;
import dev.snn.engine.config.Context;
import dev.snn.engine.config.RunConfig;

/**
 * The encoder of a run, which has seen the training split; that of a saved network has seen the one
 * of its training and no other.
 *
 * @param encoder ready to encode
 * @param values what it found; empty where it needs nothing
 */
record FittedEncoder(Encoder encoder, SavedState values) {
  private static final SavedState NOTHING = new SavedState();

  /** What is counted by steps and neurons stays countable. */
  private static final int MOST_STEPS = 1_000_000;

  /**
   * Makes the encoder of a configuration that has one.
   *
   * @param saved the network it belongs to; null where the run begins
   */
  static FittedEncoder of(RunConfig config, Context context, Dataset dataset, SavedRun saved) {
    Encoder made = context.at("encoder", dataset.info().shape()).make(config.encoder());
    if (made.steps() > MOST_STEPS) {
      throw new UserError(
          "encoder: '%s' makes %d steps of an example, and at most %d can be run. Take fewer."
              .formatted(config.encoder().entry().name(), made.steps(), MOST_STEPS));
    }
    if (saved == null) {
      return with(made, fit(made, dataset.train()));
    }
    String type = config.encoder().entry().name();
    String before = saved.record().config().path("encoder").path("type").asText();
    SavedState values = type.equals(before) ? saved.encoder() : NOTHING;
    if (values.isEmpty() && needsData(made)) {
      throw new UserError(
          "%s holds nothing that the encoder '%s' found in training data: its encoder was '%s'. Leave encoder.type as it was."
              .formatted(saved.file(), type, before));
    }
    try {
      return with(made, values);
    } catch (BadDataException e) {
      throw new UserError(
          "%s does not fit the encoder: %s Keep the encoder and the size of the data as they were."
              .formatted(saved.file(), e.getMessage()),
          e);
    }
  }

  private static FittedEncoder with(Encoder made, SavedState values) {
    return new FittedEncoder(values.isEmpty() ? made : made.fitted(values), values);
  }

  private static SavedState fit(Encoder made, Dataset.Split train) {
    try {
      return made.fit(train);
    } catch (IllegalArgumentException e) {
      throw new UserError("encoder: " + e.getMessage(), e);
    }
  }

  /** An encoder that needs no data finds nothing in none; any other has a complaint or a value. */
  private static boolean needsData(Encoder made) {
    try {
      return !made.fit(Unseen.NOTHING).isEmpty();
    } catch (RuntimeException e) {
      return true;
    }
  }
}
