package dev.snn.bench.table;

import dev.snn.bench.experiment.ExperimentFile.Expectation;
import dev.snn.bench.stats.PairedT;
import dev.snn.bench.stats.Tost;

/**
 * What a comparison says of a claim, at the level 0.05. All verdicts rest on raw p, never on
 * Holm's: a claim is stated before the data are seen, and what else stands in its file does not
 * change its verdict (docs/decisions/0013).
 */
public enum Verdict {
  /** Nothing is claimed, or there are too few values to say anything. */
  NONE(""),
  /** Shown to be as claimed. */
  CONFIRMED("confirmed"),
  /** Shown to be neither as claimed nor the opposite. */
  NOT_CONFIRMED("not confirmed"),
  /** Shown to be the opposite of what is claimed. */
  REVERSED("reversed"),
  /** No difference is seen, which does not show that there is none. */
  UNSEEN("no difference seen");

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  /** In words; empty where there is none. */
  public String text() {
    return text;
  }

  /**
   * Of a claim.
   *
   * @param expect null where nothing is claimed
   */
  static Verdict of(Expectation expect, PairedT difference, Tost equivalence) {
    if (expect == null || Double.isNaN(difference.p())) {
      return NONE;
    }
    boolean above = difference.low() > 0;
    boolean below = difference.high() < 0;
    return switch (expect) {
      case ABOVE -> directed(above, below);
      case BELOW -> directed(below, above);
      case SAME ->
          Double.isNaN(equivalence.p())
              ? above || below ? NOT_CONFIRMED : UNSEEN
              : directed(equivalence.isWithin(), equivalence.isBeyond());
    };
  }

  private static Verdict directed(boolean shown, boolean opposite) {
    return shown ? CONFIRMED : opposite ? REVERSED : NOT_CONFIRMED;
  }
}
