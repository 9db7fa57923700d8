package dev.snn.spark.task;

/** What the user has to know and what no second try mends, as a sentence. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  /** With its sentence. */
  public Refusal(String sentence) {
    super(sentence);
  }
}
