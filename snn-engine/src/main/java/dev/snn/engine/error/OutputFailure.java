package dev.snn.engine.error;

/**
 * Results could not be written when they were there, as when a disk is full. The message is one
 * sentence: what, where, what to do. Files written before are whole.
 */
public class OutputFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One sentence and what caused it. */
  public OutputFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /** The same failure with more to do. */
  public OutputFailure and(String sentence) {
    return new OutputFailure(getMessage() + " " + sentence, this);
  }
}
