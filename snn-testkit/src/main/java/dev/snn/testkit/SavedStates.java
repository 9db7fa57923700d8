package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.learning.SavedState;
import java.util.Arrays;

/** States as a file gives them back: copies that share nothing with the part. */
final class SavedStates {
  private SavedStates() {}

  static SavedState copy(SavedState state) {
    SavedState copy = new SavedState();
    state
        .arrays()
        .forEach(
            (name, rows) -> {
              float[][] values = new float[rows.length][];
              for (int r = 0; r < rows.length; r++) {
                values[r] = rows[r].clone();
              }
              copy.put(name, values);
            });
    state.numbers().forEach((name, number) -> copy.put(name, number.doubleValue()));
    return copy;
  }

  /** Fails where two states have other names, or a bit differs. */
  static void requireSame(SavedState a, SavedState b, String when) {
    require(
        a.numbers().keySet().equals(b.numbers().keySet())
            && a.arrays().keySet().equals(b.arrays().keySet()),
        "%s: states have %s %s and %s %s",
        when,
        a.numbers().keySet(),
        a.arrays().keySet(),
        b.numbers().keySet(),
        b.arrays().keySet());
    a.numbers()
        .forEach(
            (name, number) ->
                require(
                    number.equals(b.numbers().get(name)),
                    "%s: '%s' is %s and %s",
                    when,
                    name,
                    number,
                    b.numbers().get(name)));
    a.arrays()
        .forEach(
            (name, rows) ->
                require(
                    Arrays.deepEquals(rows, b.arrays().get(name)), "%s: '%s' differs", when, name));
  }
}
