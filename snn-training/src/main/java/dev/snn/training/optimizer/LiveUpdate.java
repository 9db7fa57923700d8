package dev.snn.training.optimizer;

import dev.snn.api.layer.Connections;
import dev.snn.api.layer.Parameter;

/**
 * Updates the weights of a row that exist and passes over the others, where that changes nothing:
 * value, gradient and state of an absent weight are 0, and stay so. The state of one that was taken
 * away while it learned is not; such a row is updated as a whole.
 */
final class LiveUpdate {
  /** A row of which more exists is as fast as a whole. */
  private static final double MOST = 0.08;

  private int[] known;
  private boolean exact;

  /** Does the update, or returns false where the whole row must be updated. */
  boolean update(Parameter parameter, int index, float[][] state, Updates.Rule rule) {
    Connections connections = parameter.connections();
    if (connections.complete()
        || connections.gradientsOfAll()
        || parameter.constraint() != Parameter.Constraint.NONE) {
      known = null;
      return false;
    }
    int[] live = connections.live(index);
    if (live != known) {
      known = live;
      exact = isFew(live, parameter.value()[index]) && isZeroElsewhere(state, live);
    }
    if (exact) {
      update(parameter.value()[index], parameter.gradient()[index], state, live, rule);
    }
    return exact;
  }

  private static boolean isFew(int[] live, float[] row) {
    return live.length <= MOST * row.length;
  }

  private static boolean isZeroElsewhere(float[][] state, int[] live) {
    for (float[] row : state) {
      int next = 0;
      for (int j = 0; j < row.length; j++) {
        if (next < live.length && live[next] == j) {
          next++;
        } else if (row[j] != 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static void update(
      float[] value, float[] gradient, float[][] state, int[] live, Updates.Rule rule) {
    float[][] some = new float[state.length][];
    for (int s = 0; s < state.length; s++) {
      some[s] = taken(state[s], live);
    }
    float[] w = taken(value, live);
    rule.update(w, taken(gradient, live), some);
    put(w, live, value);
    for (int s = 0; s < state.length; s++) {
      put(some[s], live, state[s]);
    }
    for (int j : live) {
      gradient[j] = 0;
    }
  }

  private static float[] taken(float[] row, int[] live) {
    float[] some = new float[live.length];
    for (int k = 0; k < live.length; k++) {
      some[k] = row[live[k]];
    }
    return some;
  }

  private static void put(float[] some, int[] live, float[] row) {
    for (int k = 0; k < live.length; k++) {
      row[live[k]] = some[k];
    }
  }
}
