package dev.snn.api.data;

/**
 * A data file is damaged or is not what it should be. The message names the file, where in it the
 * fault lies, and what to do. It counts as wrong input of the user's.
 */
public class BadDataException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** One sentence: which file, where in it, what is wrong, what to do. */
  public BadDataException(String message) {
    super(message);
  }
}
