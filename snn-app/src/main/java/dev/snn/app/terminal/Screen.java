package dev.snn.app.terminal;

/**
 * Where the standard error goes.
 *
 * @param terminal true for a terminal, which can show a progress bar
 * @param width columns of the terminal
 */
public record Screen(boolean terminal, int width) {
  private static final int USUAL = 80;

  /** A file or a pipe. */
  public static Screen none() {
    return new Screen(false, USUAL);
  }

  /**
   * What the launcher found out: the system property {@code snn.terminal} holds the number of
   * columns where the standard error is a terminal.
   */
  public static Screen ofLauncher() {
    String columns = System.getProperty("snn.terminal");
    if (columns == null) {
      return none();
    }
    boolean number = columns.matches("[1-9][0-9]{1,3}");
    return new Screen(true, number ? Integer.parseInt(columns) : USUAL);
  }
}
