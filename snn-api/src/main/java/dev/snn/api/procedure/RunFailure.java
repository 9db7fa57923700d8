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
}
