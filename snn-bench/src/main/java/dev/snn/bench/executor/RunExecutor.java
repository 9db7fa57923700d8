package dev.snn.bench.executor;

import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.run.RunOutcome;
import dev.snn.engine.run.RunSpec;
import java.util.List;
import java.util.OptionalInt;

/**
 * Does runs, wherever it likes: on threads of this process, in other processes, on other machines.
 * A run needs nothing but its {@link RunSpec}, the data and the plug-ins, and leaves nothing but
 * its {@link RunOutcome}, so that every executor gives the same record bits.
 */
public interface RunExecutor extends AutoCloseable {

  /**
   * Refuses what it cannot do, before anything is written: the user's error.
   *
   * @param load whose parameters may not be known yet, and are 0 then
   */
  default void check(Load load) {}

  /**
   * Does all runs, in any order and several at a time. Returns when all are over; what a listener
   * or observer throws ends everything and is thrown on.
   */
  void execute(List<RunSpec> runs, Load load, Observer observer);

  /**
   * Gives back what it holds, such as the connection to a cluster. Nothing is asked of it after.
   */
  @Override
  default void close() {}

  /**
   * What is to be known before.
   *
   * @param jobs runs at a time; empty for as many as there is room for
   * @param parameters of the largest network, for the memory it takes
   */
  record Load(OptionalInt jobs, long parameters) {}

  /** Hears of runs; of one at a time. */
  interface Observer {

    /** A run begins. */
    void started(RunSpec run);

    /** Hears of the progress of runs. */
    ProgressListener progress();

    /** A run is over, whatever its status. */
    void finished(RunSpec run, RunOutcome outcome);
  }
}
