package dev.snn.engine.record;

import java.util.Arrays;

/** How a run ended, if it did. */
public enum Status {
  /** With results. */
  OK("ok"),
  /** With an error; the record says which. */
  FAILED("failed"),
  /** Not begun: the data are not at hand. */
  SKIPPED("skipped"),
  /** Not begun: the options do not fit the data set or the network. */
  NOT_APPLICABLE("n/a"),
  /** Not over: only in checkpoints, never in a file of records. */
  PARTIAL("partial");

  private final String text;

  Status(String text) {
    this.text = text;
  }

  /** As it stands in records and tables. */
  public String text() {
    return text;
  }

  /** True of what a file of records may say. */
  static boolean isEnd(String text) {
    return Arrays.stream(values()).anyMatch(s -> s != PARTIAL && s.text.equals(text));
  }

  static Status of(String text) {
    return Arrays.stream(values())
        .filter(s -> s.text.equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no status '" + text + "'"));
  }
}
