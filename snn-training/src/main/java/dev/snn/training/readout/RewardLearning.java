package dev.snn.training.readout;

import dev.snn.api.learning.SavedState;
import dev.snn.api.random.Draws;
import dev.snn.api.random.Seed;
import dev.snn.api.random.Stream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Teaches a {@link DecisionLayer} by reward-modulated STDP. Only the neuron that decided an example
 * changes its weights: by STDP where it stands for the class of the example, by anti-STDP where
 * not.
 *
 * <pre>
 *   right: dw = reward_early w (1 - w) N_miss / N    of lines that spiked no later than the neuron
 *          dw = reward_late w (1 - w) N_miss / N     of all others
 *   wrong: dw = punish_early w (1 - w) N_hit / N
 *          dw = punish_late w (1 - w) N_hit / N
 * </pre>
 *
 * <p>N_miss and N_hit are those of the last N examples that are complete; before there are any,
 * what an answer by chance gives. An example that nobody decides is neither. It may be interrupted
 * after each pass. Mozafari et al. 2018, doi:10.1109/TNNLS.2018.2826721, section II.
 */
public final class RewardLearning {
  private static final String PASSES = "passes";
  private static final String SEEN = "seen";
  private static final String HITS = "hits";
  private static final String MISSES = "misses";
  private static final String HIT_SHARE = "hit_share";
  private static final String MISS_SHARE = "miss_share";
  private static final String RIGHT = "right";
  private static final String LAYER = "layer";

  private final SpikeRow[] rows;
  private final int[] labels;
  private final Rates rates;
  private final DecisionLayer layer;
  private final Stream order;
  private final long dropKey;
  private final boolean[] absent;

  /** Share of the examples of each pass that were rewarded. */
  private final List<Double> right = new ArrayList<>();

  private int seen;
  private int hits;
  private int misses;
  private double hitShare;
  private double missShare;

  /**
   * At the beginning.
   *
   * @param labels class of each row
   * @param layer is taught
   * @param seed of the order of the rows in each pass, and of who is left out
   */
  public RewardLearning(
      SpikeRow[] rows, int[] labels, Rates rates, DecisionLayer layer, Seed seed) {
    this.rows = rows;
    this.labels = labels;
    this.rates = rates;
    this.layer = layer;
    this.order = seed.stream("reward/order");
    this.dropKey = seed.key("reward/dropout");
    this.absent = new boolean[layer.neurons()];
    this.hitShare = 1.0 / layer.classes();
    this.missShare = 1 - hitShare;
  }

  /**
   * Learning rates.
   *
   * @param rewardEarly a_r+, above 0: STDP strengthens lines that spiked before
   * @param rewardLate a_r-, not above 0
   * @param punishEarly a_p-, not above 0: anti-STDP weakens them
   * @param punishLate a_p+, not below 0
   * @param window N, examples after which N_hit and N_miss are counted anew
   * @param dropout probability with which a neuron takes no part in an example
   */
  public record Rates(
      double rewardEarly,
      double rewardLate,
      double punishEarly,
      double punishLate,
      int window,
      double dropout) {}

  /**
   * Goes on to the end.
   *
   * @param most passes in all
   * @param passed called after each pass
   */
  public void run(int most, Runnable passed) {
    while (right.size() < most) {
      int rewarded = 0;
      long first = (long) right.size() * rows.length;
      int[] permutation = order.permutation(rows.length);
      for (int n = 0; n < permutation.length; n++) {
        rewarded += visit(permutation[n], first + n) ? 1 : 0;
      }
      right.add(rewarded / (double) rows.length);
      passed.run();
    }
  }

  /**
   * One example.
   *
   * @param number of the example among all that were shown
   * @return whether it was rewarded
   */
  boolean visit(int r, long number) {
    dropSome(number);
    DecisionLayer.Decision decision = layer.decide(rows[r], absent);
    boolean decided = decision.neuron() >= 0;
    boolean hit = decided && layer.classOf(decision.neuron()) == labels[r];
    if (hit) {
      change(r, decision, missShare, rates.rewardEarly(), rates.rewardLate());
      hits++;
    } else if (decided) {
      change(r, decision, hitShare, rates.punishEarly(), rates.punishLate());
      misses++;
    }
    if (++seen == rates.window()) {
      hitShare = hits / (double) seen;
      missShare = misses / (double) seen;
      seen = 0;
      hits = 0;
      misses = 0;
    }
    return hit;
  }

  private void dropSome(long number) {
    if (rates.dropout() > 0) {
      long key = Draws.mix(dropKey, number);
      for (int j = 0; j < absent.length; j++) {
        absent[j] = Draws.uniform(key, j) < rates.dropout();
      }
    }
  }

  private void change(
      int r, DecisionLayer.Decision decision, double share, double early, double late) {
    layer.change(rows[r], decision, (float) (share * early), (float) (share * late));
  }

  /** Passes over the rows so far. */
  public int passes() {
    return right.size();
  }

  /** Share of the examples of each pass that were decided rightly, while the layer learned. */
  public double[] right() {
    return right.stream().mapToDouble(share -> share).toArray();
  }

  /** All it needs to go on with the same rows after a pass. */
  public SavedState state() {
    return new SavedState()
        .put(PASSES, passes())
        .put(SEEN, seen)
        .put(HITS, hits)
        .put(MISSES, misses)
        .put(HIT_SHARE, hitShare)
        .put(MISS_SHARE, missShare)
        .putDoubles(RIGHT, right())
        .put(LAYER, layer.state());
  }

  /** Goes on from there. */
  public void restore(SavedState state) {
    seen = (int) state.number(SEEN);
    hits = (int) state.number(HITS);
    misses = (int) state.number(MISSES);
    hitShare = state.number(HIT_SHARE);
    missShare = state.number(MISS_SHARE);
    right.clear();
    Arrays.stream(state.doubles(RIGHT, (int) state.number(PASSES))).forEach(right::add);
    layer.restore(state.part(LAYER));
    for (int k = 0; k < right.size(); k++) {
      order.permutation(rows.length);
    }
  }
}
