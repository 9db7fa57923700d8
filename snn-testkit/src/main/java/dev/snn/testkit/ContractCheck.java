package dev.snn.testkit;

import java.util.Set;

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
    String run() throws Throwable;
  }

  /**
   * Runs the check; any exception is a failure whose detail names it.
   *
   * @throws AlreadyFailed where another check has told the reason
   */
  public CheckResult result() {
    try {
      return new CheckResult(name, true, body.run());
    } catch (AlreadyFailed | OutOfMemoryError e) {
      throw e;
    } catch (Throwable e) {
      return new CheckResult(name, false, Blame.of(e));
    }
  }

  /**
   * The same check; an exception that was told by a check before is an {@link AlreadyFailed}.
   *
   * @param told what was told, to be added to
   */
  ContractCheck once(Set<String> told) {
    return new ContractCheck(
        name,
        () -> {
          try {
            return body.run();
          } catch (ContractViolation | OutOfMemoryError e) {
            throw e;
          } catch (Throwable e) {
            if (!told.add(Blame.of(e))) {
              throw new AlreadyFailed(Blame.of(e));
            }
            throw e;
          }
        });
  }

  ContractCheck prefixed(String prefix) {
    return prefix.isEmpty() ? this : new ContractCheck(prefix + ": " + name, body);
  }
}
