package dev.snn.engine.progress;

import dev.snn.api.procedure.Epoch;
import dev.snn.api.tensor.Spikes;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import java.util.function.Supplier;

/**
 * Hears of work as it goes on; called on a thread that does the work, by one at a time. Several
 * runs may go on at the same time.
 */
public interface ProgressListener {
  /** Hears nothing. */
  ProgressListener SILENT = new ProgressListener() {};

  /**
   * A run begins.
   *
   * @param number its number, from 1
   * @param total runs of this table
   */
  default void runStarted(RunId id, int number, int total) {}

  /**
   * Something the user should know of a run, such as what was taken for the class of its data. Runs
   * on the same data say the same.
   *
   * @param text a sentence without a full stop
   */
  default void note(RunId id, String text) {}

  /**
   * Part of a run is done.
   *
   * @param phase "train", "validation", "test", ...
   * @param done steps done
   * @param total steps of the phase
   * @param loss of the last batch; NaN where none
   */
  default void progress(RunId id, String phase, long done, long total, double loss) {}

  /** An epoch is done. */
  default void epoch(RunId id, Epoch epoch) {}

  /**
   * A run offers spikes of its network, {@code [T x 1 x N]}; whoever asks for them waits until they
   * are computed.
   */
  default void raster(RunId id, Supplier<Spikes> spikes) {}

  /** Something the user may want to know, as a sentence. */
  default void note(String sentence) {}

  /** Something the user has to know, as a sentence. */
  default void warn(String sentence) {}

  /** A run is over, whatever its status; its record is written already. */
  default void runFinished(RunId id, RunRecord record) {}
}
