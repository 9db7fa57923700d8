package dev.snn.api.procedure;

/** A run cannot go on, as when its loss is NaN. The record says why; other runs continue. */
public class RunFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One sentence. */
  public RunFailure(String message) {
    super(message);
  }

  /** One sentence and what caused it. */
  public RunFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /** The score, where it is a number; a failure that names it otherwise. */
  public static double requireFinite(String name, double score) {
    if (!Double.isFinite(score)) {
      throw new RunFailure(name + " is " + score);
    }
    return score;
  }
}
