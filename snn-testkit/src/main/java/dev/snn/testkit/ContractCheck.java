package dev.snn.testkit;

/**
 * One named check.
 *
 * @param name what it checks
 * @param body does it
 */
public record ContractCheck(String name, Body body) {

  /** Runs a check. */
  @FunctionalInterface
  public interface Body {
    /**
     * Returns a detail such as the measured error; throws {@link ContractViolation} where the
     * contract does not hold.
     */
    String run() throws Exception;
  }

  /** Runs the check; any exception is a failure whose detail names it. */
  public CheckResult result() {
    try {
      return new CheckResult(name, true, body.run());
    } catch (ContractViolation e) {
      return new CheckResult(name, false, e.getMessage());
    } catch (Exception | StackOverflowError | AssertionError | LinkageError e) {
      StackTraceElement[] trace = e.getStackTrace();
      String where = trace.length == 0 ? "" : " at " + trace[0];
      return new CheckResult(name, false, "threw " + e + where);
    }
  }

  ContractCheck prefixed(String prefix) {
    return prefix.isEmpty() ? this : new ContractCheck(prefix + ": " + name, body);
  }
}
