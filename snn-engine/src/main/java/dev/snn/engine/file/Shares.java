package dev.snn.engine.file;

import java.util.Optional;

/**
 * How a work is shared out among processes.
 *
 * @param number of this process, from 1
 * @param of number of processes
 * @param work what tells this work from another one, without a line break
 * @param terms what all keep to, as the first one has it, without a line break
 */
public record Shares(int number, int of, String work, String terms) {
  private static final int LINES = 4;

  /** What a process says to those that come after it. */
  String text() {
    return "%d\n%s\n%s\n".formatted(of, work, terms);
  }

  /** What another process said, whichever its number is; empty for anything else. */
  static Optional<Shares> of(String text) {
    String[] lines = text.split("\n", -1);
    return lines.length == LINES && lines[0].matches("\\d{1,9}")
        ? Optional.of(new Shares(0, Integer.parseInt(lines[0]), lines[1], lines[2]))
        : Optional.empty();
  }
}
