package dev.snn.losses.optimizer;

import dev.snn.api.layer.Parameter;
import dev.snn.api.parallel.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Goes through the rows of all parameters in parallel. State is kept per row and made at the first
 * step; the update of a row reads and writes nothing else, so results do not depend on threads.
 */
final class Updates {
  private static final int ROWS = 16;

  private record Row(Parameter parameter, int index, float[][] state) {}

  /** Updates one row in place. */
  interface Rule {
    void update(float[] value, float[] gradient, float[][] state);
  }

  private final int states;
  private List<Row> rows;

  /** With this many state arrays per row. */
  Updates(int states) {
    this.states = states;
  }

  void apply(List<Parameter> parameters, Parallel parallel, Rule rule) {
    if (rows == null) {
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
      rule.update(value, gradient, row.state());
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
      for (int r = 0; r < p.value().length; r++) {
        all.add(new Row(p, r, new float[states][p.value()[r].length]));
      }
    }
    return all;
  }
}
