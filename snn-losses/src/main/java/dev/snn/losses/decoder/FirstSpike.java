package dev.snn.losses.decoder;

import dev.snn.api.codec.Decoder;
import dev.snn.api.codec.DecoderPlugin;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Tape;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code first-spike}: the class whose neuron spikes first wins. In evaluation the score is minus
 * the step of the first spike (T where there is none). Of classes with the same first step the one
 * with the highest firing probability (stochastic readout) or membrane at that step wins, the
 * lowest one where these are equal as well: each gets {@code n / C} more for the n classes of its
 * step that are below it. The term {@code first_spike_ties} is the share of examples whose first
 * step several classes share. An example without any spike is decided by the highest probability
 * (or membrane) of all steps. In training the score is minus the soft first-spike time, {@code
 * -sum_t prod_{s <= t} (1 - p_s)}; a deterministic neuron gives the primitive of its surrogate as
 * p. Handcrafted: needs k neurons per class.
 */
public final class FirstSpike implements DecoderPlugin<FirstSpike.Config> {

  /** {@code first-spike} has no options. */
  public record Config() {}

  @Override
  public String name() {
    return "first-spike";
  }

  @Override
  public Config defaults() {
    return new Config();
  }

  @Override
  public Decoder create(Config config, BuildContext context) {
    Population population =
        Population.of(name() + " decoder", context.inputSize(), context.outputs());
    return new Model(population, new SoftFirstSpike(population));
  }

  @Override
  public String description() {
    return "handcrafted: the earliest neuron wins";
  }

  private static final String TIES = "first_spike_ties";
  private static final double MANY_TIES = 0.1;
  private static final double PERCENT = 100;

  private record Model(Population population, SoftFirstSpike soft) implements Decoder {

    private record History(Tensor probability) implements Tape {}

    @Override
    public int outputSize() {
      return population.classes();
    }

    @Override
    public Decoded decode(Readout readout, Pass pass) {
      Tensor scores = pass.arena().tensor(1, readout.output().batch(), population.classes());
      if (!pass.training() && readout.output() instanceof Spikes spikes) {
        return new Decoded(scores, null, Map.of(TIES, decide(spikes, readout, scores)));
      }
      Tensor p = readout.probability();
      soft.times(p, scores.rows());
      for (float[] row : scores.rows()) {
        for (int c = 0; c < row.length; c++) {
          row[c] = -row[c];
        }
      }
      return new Decoded(scores, new History(p));
    }

    /** Writes the scores and gives the share of examples with a tie in their first step. */
    private double decide(Spikes spikes, Readout readout, Tensor scores) {
      Tensor level = Silence.level(readout);
      float[] levels = new float[population.classes()];
      int ties = 0;
      for (int b = 0; b < spikes.batch(); b++) {
        float[] row = scores.row(0, b);
        Arrays.fill(row, -spikes.steps());
        for (int t = spikes.steps() - 1; t >= 0; t--) {
          first(spikes, level, t, b, row, levels);
        }
        int winners = winners(row);
        if (row[winner(row)] == -spikes.steps()) {
          Silence.decide(readout, population, b, row);
        } else {
          ties += winners > 1 ? 1 : 0;
          rank(row, levels, spikes.steps());
        }
      }
      return spikes.batch() == 0 ? 0 : (double) ties / spikes.batch();
    }

    /** Notes the classes that spike at a step, and the highest level of their spiking neurons. */
    private void first(Spikes spikes, Tensor level, int t, int b, float[] row, float[] levels) {
      float score = -t;
      spikes.forEach(
          t,
          b,
          (unit, count) -> {
            int c = population.classOf(unit);
            float mine = level == null ? 0 : level.row(t, b)[unit];
            levels[c] = row[c] == score ? Math.max(levels[c], mine) : mine;
            row[c] = score;
          });
    }

    private static int winner(float[] row) {
      int best = 0;
      for (int c = 1; c < row.length; c++) {
        best = row[c] > row[best] ? c : best;
      }
      return best;
    }

    private static int winners(float[] row) {
      float best = row[winner(row)];
      int count = 0;
      for (float score : row) {
        count += score == best ? 1 : 0;
      }
      return count;
    }

    /** Orders the classes of each step by their levels, within the distance to the step before. */
    private static void rank(float[] row, float[] levels, int steps) {
      float[] whole = row.clone();
      for (int c = 0; c < row.length; c++) {
        int below = 0;
        for (int other = 0; other < row.length && whole[c] > -steps; other++) {
          below += whole[other] == whole[c] && levels[other] < levels[c] ? 1 : 0;
        }
        row[c] = whole[c] + (float) below / row.length;
      }
    }

    @Override
    public List<String> remarks(Map<String, Double> terms) {
      double ties = terms.getOrDefault(TIES, 0.0);
      return ties < MANY_TIES
          ? List.of()
          : List.of(
              String.format(
                  Locale.ROOT,
                  "in %.0f %% of the examples several classes share the first step with a spike, and"
                      + " first-spike then decides by membrane or firing probability, not by time;"
                      + " more steps or a lower bias of the readout make ties rarer",
                  ties * PERCENT));
    }

    @Override
    public ReadoutGradient backward(Tape tape, Tensor gradPrediction, Pass pass) {
      Tensor p = ((History) tape).probability();
      float[][] gradTimes = new float[p.batch()][];
      for (int b = 0; b < p.batch(); b++) {
        gradTimes[b] = gradPrediction.row(0, b).clone();
        for (int c = 0; c < gradTimes[b].length; c++) {
          gradTimes[b][c] = -gradTimes[b][c];
        }
      }
      Tensor grad = pass.arena().tensor(p.steps(), p.batch(), p.size());
      soft.gradient(p, gradTimes, grad);
      return new ReadoutGradient(null, null, grad);
    }
  }
}
