package dev.snn.api.search;

import java.util.List;
import java.util.OptionalLong;

/**
 * Chooses what to try next. A search remembers nothing: what it proposes follows from its options,
 * its seed, the space and what it is told, so that one that was interrupted goes on where it
 * stopped when it is told the results again.
 */
public interface Search {

  /**
   * The next candidate.
   *
   * @param told all candidates so far, in the order in which they were proposed; fewer than {@link
   *     #size}
   */
  Candidate propose(Space space, List<Told> told);

  /** Number of candidates after which it has no more; empty where there are always more. */
  default OptionalLong size(Space space) {
    return OptionalLong.empty();
  }

  /**
   * True where the objectives it is told change nothing: candidates may then be proposed before
   * earlier ones are over.
   */
  default boolean independent() {
    return false;
  }
}
