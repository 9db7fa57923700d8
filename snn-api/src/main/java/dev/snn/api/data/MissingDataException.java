package dev.snn.api.data;

/** Data is not at hand. The message says how to get it; a table marks the row as skipped. */
public class MissingDataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One sentence: what is missing and how to get it. */
  public MissingDataException(String message) {
    super(message);
  }
}
