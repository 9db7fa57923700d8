package dev.snn.training.readout;

import dev.snn.api.learning.SavedState;
import java.util.Arrays;

/**
 * Neurons that each stand for a class and see all lines, integrate without a leak and spike at most
 * once; the first to spike decides.
 *
 * <pre>
 *   v_j(t) = sum of w_ij over the lines i that spiked until t
 *   t_j = the first t with v_j(t) &gt;= threshold
 *   decides: the earliest t_j, of one step the largest v_j, then the lowest neuron
 * </pre>
 *
 * <p>With a threshold of infinity the largest v_j after the last step decides, and its neuron is
 * taken to spike then (Mozafari et al. 2019, doi:10.1016/j.patcog.2019.05.015, section 2.4). Where
 * no neuron reached a finite threshold none decides, but there is still an answer for whoever asks:
 * the class of the largest v_j. Neuron j stands for class {@code j / (neurons per class)}.
 */
public final class DecisionLayer implements Classifier {
  private static final String WEIGHTS = "weights";

  private final int classes;
  private final int perClass;
  private final int neurons;
  private final float threshold;

  /** The weights of all neurons of a line, one line after the other. */
  private final float[] w;

  /** Of {@link #change}. */
  private final boolean[] early;

  /**
   * A layer.
   *
   * @param threshold above 0; infinity where the largest membrane decides
   * @param weights initial ones, {@code [lines x neurons]}, those of all neurons of a line one
   *     after the other; in [0, 1], taken as they are and changed
   */
  public DecisionLayer(int classes, int perClass, float threshold, float[] weights) {
    this.classes = classes;
    this.perClass = perClass;
    this.neurons = classes * perClass;
    this.threshold = threshold;
    this.w = weights;
    this.early = new boolean[weights.length / neurons];
  }

  /**
   * Who decided.
   *
   * @param neuron -1 where none did
   * @param step of its spike
   */
  record Decision(int neuron, int step) {
    static final Decision NONE = new Decision(-1, -1);
  }

  int classes() {
    return classes;
  }

  int neurons() {
    return neurons;
  }

  int classOf(int neuron) {
    return neuron / perClass;
  }

  /**
   * Who decides an example; the walk ends with its spike.
   *
   * @param absent neurons that do not take part
   */
  Decision decide(SpikeRow row, boolean[] absent) {
    float[] v = new float[neurons];
    int steps = row.ends().length - 1;
    for (int t = 0; t < steps; t++) {
      if (add(row, t, v) && threshold < Float.POSITIVE_INFINITY) {
        int first = largest(v, absent);
        if (first >= 0 && v[first] >= threshold) {
          return new Decision(first, t);
        }
      }
    }
    int last = threshold < Float.POSITIVE_INFINITY ? -1 : largest(v, absent);
    return last < 0 ? Decision.NONE : new Decision(last, steps - 1);
  }

  /** Adds the spikes of a step; false where there are none. */
  private boolean add(SpikeRow row, int t, float[] v) {
    for (int e = row.ends()[t]; e < row.ends()[t + 1]; e++) {
      int at = row.lines()[e] * neurons;
      for (int j = 0; j < v.length; j++) {
        v[j] += w[at + j];
      }
    }
    return row.ends()[t + 1] > row.ends()[t];
  }

  private static int largest(float[] v, boolean[] absent) {
    int best = -1;
    for (int j = 0; j < v.length; j++) {
      if (!absent[j] && (best < 0 || v[j] > v[best])) {
        best = j;
      }
    }
    return best;
  }

  /**
   * Changes the weights of a neuron: {@code w += eta w (1 - w)}, in [0, 1].
   *
   * @param etaEarly for lines that spiked no later than it did
   * @param etaLate for all others, those without a spike among them
   */
  void change(SpikeRow row, Decision decision, float etaEarly, float etaLate) {
    Arrays.fill(early, false);
    for (int e = 0; e < row.ends()[decision.step() + 1]; e++) {
      early[row.lines()[e]] = true;
    }
    int at = decision.neuron();
    for (boolean one : early) {
      float eta = one ? etaEarly : etaLate;
      w[at] = Math.max(0, Math.min(1, w[at] + eta * w[at] * (1 - w[at])));
      at += neurons;
    }
  }

  /**
   * Without a threshold the largest membrane of each class; with one the number of classes that it
   * comes before, by the order in which their first neurons decide, those that reach no threshold
   * last by their membranes.
   */
  @Override
  public float[] scores(SpikeRow row) {
    float[] v = new float[neurons];
    float[] reached = new float[classes];
    int[] step = new int[classes];
    int steps = row.ends().length - 1;
    Arrays.fill(step, steps);
    for (int t = 0; t < steps; t++) {
      add(row, t, v);
      for (int k = 0; k < classes; k++) {
        if (step[k] == steps) {
          reached[k] = largestOf(k, v);
          step[k] = reached[k] >= threshold ? t : steps;
        }
      }
    }
    return threshold == Float.POSITIVE_INFINITY ? reached : places(step, reached);
  }

  private float largestOf(int label, float[] v) {
    float most = 0;
    for (int j = label * perClass; j < (label + 1) * perClass; j++) {
      most = Math.max(most, v[j]);
    }
    return most;
  }

  private static float[] places(int[] step, float[] v) {
    float[] places = new float[step.length];
    for (int k = 0; k < places.length; k++) {
      for (int other = 0; other < places.length; other++) {
        boolean before = step[k] < step[other] || step[k] == step[other] && v[k] > v[other];
        places[k] += before ? 1 : 0;
      }
    }
    return places;
  }

  /** The weight of a line to a neuron. */
  public float weight(int line, int neuron) {
    return w[line * neurons + neuron];
  }

  @Override
  public SavedState state() {
    return new SavedState().put(WEIGHTS, new float[][] {w.clone()});
  }

  @Override
  public void restore(SavedState state) {
    state.copyTo(WEIGHTS, new float[][] {w});
  }
}
