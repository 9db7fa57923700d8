package dev.snn.api.procedure;

/** A part of an experiment that a procedure may need. */
public enum Need {
  /** Data; a procedure without this need makes its own. */
  DATASET("dataset"),
  /** What turns examples into signals. */
  ENCODER("encoder"),
  /** The layers of the network. */
  LAYERS("layers"),
  /** What reads the last layer out. */
  DECODER("decoder"),
  /** What is minimised. */
  LOSS("loss");

  private final String key;

  Need(String key) {
    this.key = key;
  }

  /** The key of an experiment file under which the part stands. */
  public String key() {
    return key;
  }
}
