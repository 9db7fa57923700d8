package dev.snn.engine.error;

/**
 * Results could not be written when they were there, as when a disk is full. The message is one
 * sentence: what, where, what to do. Files written before are whole.
 */
public class OutputFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String what;

  /**
   * A failure.
   *
   * @param what could not be written, and why, in a sentence
   * @param option that names the place
   */
  public OutputFailure(String what, String option, Throwable cause) {
    this(what, option, "", cause);
  }

  private OutputFailure(String what, String option, String more, Throwable cause) {
    super(
        "%s Make room there, or choose another place with %s.%s".formatted(what, option, more),
        cause);
    this.what = what;
  }

  /**
   * The same failure with more to do, in a command that names all places by one option.
   *
   * @param option as {@code --out}
   * @param sentence what else to do
   */
  public OutputFailure in(String option, String sentence) {
    return new OutputFailure(what, option, " " + sentence, this);
  }
}
