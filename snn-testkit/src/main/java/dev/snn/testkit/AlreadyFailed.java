package dev.snn.testkit;

/** A check that failed for a reason that another check has told. */
public final class AlreadyFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AlreadyFailed(String reason) {
    super(reason);
  }
}
