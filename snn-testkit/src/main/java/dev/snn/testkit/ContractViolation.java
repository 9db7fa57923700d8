package dev.snn.testkit;

/** A contract does not hold. The message says what differs, where, and by how much. */
public final class ContractViolation extends AssertionError {
  private static final long serialVersionUID = 1L;

  /** A violation with its one-sentence detail. */
  public ContractViolation(String detail) {
    super(detail);
  }

  static void require(boolean holds, String detail, Object... arguments) {
    if (!holds) {
      throw new ContractViolation(String.format(java.util.Locale.ROOT, detail, arguments));
    }
  }
}
