package dev.snn.api.plugin;

/** The user's input is wrong. The message is one sentence: what, where, what to do. */
public class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One sentence. */
  public UserError(String message) {
    super(message);
  }

  /** One sentence and what caused it. */
  public UserError(String message, Throwable cause) {
    super(message, cause);
  }

  /** The same error with the place where it happened in front: "decoders.yaml, row 'vib'". */
  public UserError in(String place) {
    return new UserError(place + ": " + getMessage(), this);
  }
}
