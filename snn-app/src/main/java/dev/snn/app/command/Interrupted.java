package dev.snn.app.command;

/** The user stopped a command; the message says what stays and how to go on. */
public final class Interrupted extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Interrupted(String message) {
    super(message);
  }
}
