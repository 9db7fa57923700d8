package dev.snn.api.procedure;

import dev.snn.api.plugin.NotApplicableException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** How a run gets from data to results: gradient training, a majority vote, ... */
public interface Procedure {

  /** Runs to the end and reports through {@link Run#report}. */
  void execute(Run run);

  /**
   * Throws where the run cannot be as it is. Always called before the run, and before any run of a
   * table has begun. Whatever exception that is, its message is one sentence for the user, who sees
   * it as an error of the experiment; a {@link NotApplicableException} marks the row as not
   * applicable instead.
   */
  default void check(Run run) {}

  /**
   * The parts of an experiment it works with. What is missing, and what an experiment gives for it
   * though it does not work with it, is the user's error. Data and their encoder may be there all
   * the same.
   */
  default Set<Need> needs() {
    return EnumSet.allOf(Need.class);
  }

  /**
   * True where the procedure says through {@link Run#reached} when it could be interrupted, and
   * goes on from {@link Run#saved}.
   */
  default boolean isResumable() {
    return false;
  }

  /**
   * True where a run tells {@link Run#decided} which samples of the test split it predicted right,
   * if there are no more than {@link Decisions#MOST}.
   */
  default boolean decides() {
    return false;
  }

  /**
   * Scores the network of a run as it is, as {@link #execute} would.
   *
   * @param splits "validation", "test" or both
   */
  default Epoch evaluate(Run run, Set<String> splits) {
    throw new NotApplicableException("this procedure trains no network that could be evaluated");
  }

  /**
   * What the procedure reports under "test" and "validation" beside the metrics: each is a column
   * of tables and compared as metrics are. A run may leave some out.
   */
  default List<Measure> measures() {
    return List.of();
  }
}
