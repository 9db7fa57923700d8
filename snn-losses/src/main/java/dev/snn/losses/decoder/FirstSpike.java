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

/**
 * {@code first-spike}: the class whose neuron spikes first wins. In evaluation the score is minus
 * the step of the first spike (T where there is none); ties go to the lowest class, an example
 * without any spike is decided by the highest probability (or membrane). In training the score is
 * minus the soft first-spike time, {@code -sum_t prod_{s <= t} (1 - p_s)}; a deterministic neuron
 * gives the primitive of its surrogate as p. Handcrafted: needs k neurons per class.
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
    Population population = Population.of(name(), context.inputSize(), context.outputs());
    return new Model(population, new SoftFirstSpike(population));
  }

  @Override
  public String description() {
    return "handcrafted: the earliest neuron wins";
  }

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
        decide(spikes, readout, scores);
        return new Decoded(scores, null);
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

    private void decide(Spikes spikes, Readout readout, Tensor scores) {
      int steps = spikes.steps();
      for (int b = 0; b < spikes.batch(); b++) {
        float[] row = scores.row(0, b);
        Arrays.fill(row, -steps);
        boolean silent = true;
        for (int t = steps - 1; t >= 0; t--) {
          float score = -t;
          spikes.forEach(t, b, (unit, count) -> row[population.classOf(unit)] = score);
          silent &= spikes.count(t, b) == 0;
        }
        if (silent) {
          Silence.decide(readout, population, b, row);
        }
      }
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
