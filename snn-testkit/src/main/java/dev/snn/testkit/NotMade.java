package dev.snn.testkit;

/** No part could be made to be checked; every check of the configuration fails for this reason. */
final class NotMade extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotMade(String reason, Throwable cause) {
    super(reason, cause);
  }
}
