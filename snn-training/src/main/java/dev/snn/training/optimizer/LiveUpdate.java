package dev.snn.training.optimizer;

import dev.snn.api.layer.Connections;
import dev.snn.api.layer.Parameter;

/**
 * Updates the weights of a row that exist and passes over the others, where that changes nothing:
 * value, gradient and state of an absent weight are 0, and stay so. The state of one that was taken
 * away while it learned is not; such a row is updated as a whole, until that state has faded.
 *
 * <p>What fades by a factor never gets to 0: it stays at the least floats there are, with which a
 * processor is slow. So the state of an absent weight below the least normal float is set to 0, at
 * each update of a whole row. That depends on nothing but the state, and the same is done after an
 * interruption.
 */
final class LiveUpdate {
  /** A row of which more exists is as fast as a whole. */
  private static final double MOST = 0.08;

  private int[] known;
  private boolean few;
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
      few = isFew(live, parameter.value()[index]);
      exact = few && isZeroElsewhere(state, live);
    }
    if (exact) {
      update(parameter.value()[index], parameter.gradient()[index], state, live, rule);
    }
    return exact;
  }

  /** Called after the update of a whole row: lets the state of absent weights end at 0. */
  void fade(float[][] state) {
    if (known == null) {
      return;
    }
    boolean zero = true;
    for (float[] row : state) {
      zero &= fade(row, known);
    }
    exact = few && zero;
  }

  /** Whether all is 0 but what is live. */
  private static boolean fade(float[] row, int[] live) {
    float[] kept = taken(row, live);
    for (int j : live) {
      row[j] = 0;
    }
    int bits = 0;
    for (int j = 0; j < row.length; j++) {
      float x = Math.abs(row[j]) < Float.MIN_NORMAL ? 0 : row[j];
      row[j] = x;
      bits |= Float.floatToRawIntBits(x);
    }
    put(kept, live, row);
    return bits == 0;
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
