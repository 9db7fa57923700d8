package dev.snn.app.shell;

/**
 * An option.
 *
 * @param name without the dashes
 * @param value what stands behind it, as {@code DIR}; null for a flag
 * @param operand what that may be
 * @param isRepeatable whether it may stand more than once on a line
 */
public record OptionSyntax(
    String name, String value, String description, Operand operand, boolean isRepeatable) {

  /** As on the command line. */
  public String flag() {
    return "--" + name;
  }

  /** Whether a word follows it. */
  public boolean isValued() {
    return value != null;
  }
}
