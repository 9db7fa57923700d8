package dev.snn.api.plugin;

/**
 * Thrown by {@link Plugin#create} where a part does not apply to the shape it is asked for, such as
 * a handcrafted decoder for 10 classes on 4 readout neurons: the table's cell says {@code n/a}.
 */
public class NotApplicableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One sentence: what does not fit and what would. */
  public NotApplicableException(String message) {
    super(message);
  }
}
