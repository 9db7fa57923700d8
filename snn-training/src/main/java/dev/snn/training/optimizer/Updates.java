package dev.snn.training.optimizer;

import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.SavedState;
import dev.snn.api.parallel.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Goes through the rows of all parameters in parallel. State is kept per row and made at the first
 * step; the update of a row reads and writes nothing else, so results do not depend on threads.
 *
 * <p>Absent weights are passed over where that changes nothing: {@link LiveUpdate}.
 */
final class Updates {
  private static final int ROWS = 16;

  private record Row(Parameter parameter, int index, float[][] state, LiveUpdate live) {}

  /** Updates one row in place. */
  interface Rule {
    void update(float[] value, float[] gradient, float[][] state);
  }

  private final List<String> states;
  private List<Parameter> known;
  private List<Row> rows;
  private SavedState restored;

  /** With these state arrays for each row. */
  Updates(String... states) {
    this.states = List.of(states);
  }

  /** The state of all rows, as {@code state/parameter}; nothing before the first step. */
  SavedState state() {
    SavedState saved = new SavedState();
    if (restored != null) {
      restored.arrays().forEach(saved::put);
    }
    if (rows == null) {
      return saved;
    }
    int from = 0;
    for (Parameter parameter : known) {
      int count = parameter.value().length;
      for (int s = 0; s < states.size(); s++) {
        float[][] array = new float[count][];
        for (int r = 0; r < count; r++) {
          array[r] = rows.get(from + r).state()[s];
        }
        saved.put(states.get(s) + "/" + parameter.name(), array);
      }
      from += count;
    }
    return saved;
  }

  /** Begins with this state. */
  void restore(SavedState state) {
    restored = state.arrays().isEmpty() ? null : state;
  }

  void apply(List<Parameter> parameters, Parallel parallel, Rule rule) {
    if (rows == null) {
      known = List.copyOf(parameters);
      rows = rows(parameters);
    }
    parallel.forEach(
        (rows.size() + ROWS - 1) / ROWS,
        task -> {
          for (int k = task * ROWS; k < Math.min(rows.size(), (task + 1) * ROWS); k++) {
            update(rows.get(k), rule);
          }
        });
  }

  private static void update(Row row, Rule rule) {
    float[] gradient = row.parameter().gradient()[row.index()];
    if (row.parameter().trainable()) {
      float[] value = row.parameter().value()[row.index()];
      if (row.live().update(row.parameter(), row.index(), row.state(), rule)) {
        return;
      }
      rule.update(value, gradient, row.state());
      row.live().fade(row.state());
      Parameter.Constraint constraint = row.parameter().constraint();
      if (constraint != Parameter.Constraint.NONE) {
        for (int j = 0; j < value.length; j++) {
          value[j] = constraint.project(value[j]);
        }
      }
    }
    Arrays.fill(gradient, 0);
  }

  private List<Row> rows(List<Parameter> parameters) {
    List<Row> all = new ArrayList<>();
    for (Parameter p : parameters) {
      float[][][] values = new float[states.size()][p.value().length][];
      for (int r = 0; r < p.value().length; r++) {
        float[][] state = new float[states.size()][p.value()[r].length];
        for (int s = 0; s < state.length; s++) {
          values[s][r] = state[s];
        }
        all.add(new Row(p, r, state, new LiveUpdate()));
      }
      for (int s = 0; restored != null && s < values.length; s++) {
        restored.copyTo(states.get(s) + "/" + p.name(), values[s]);
      }
    }
    restored = null;
    return all;
  }
}
