package dev.snn.testkit;

/**
 * What one check found.
 *
 * @param name which check, and of which configuration where there are several
 * @param passed whether the contract holds
 * @param detail the measured error where it holds; where it does not, what differs and where
 */
public record CheckResult(String name, boolean passed, String detail) {

  /** The same result, which says how many more checks it keeps from being done. */
  CheckResult and(int more) {
    String others =
        more == 0
            ? ""
            : "; %d more check%s cannot be done for it".formatted(more, more > 1 ? "s" : "");
    return new CheckResult(name, passed, detail + others);
  }
}
