package dev.snn.losses.decoder;

import dev.snn.api.codec.Decoder;
import dev.snn.api.codec.DecoderPlugin;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Tape;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Doc;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;

/**
 * {@code membrane}: the score of a class is the membrane (before reset) of its neurons, combined
 * over time by sum, mean, maximum or the last step, and summed over the k neurons of the class.
 */
public final class Membrane implements DecoderPlugin<Membrane.Config> {

  /** How the steps are combined. */
  public enum Over {
    SUM,
    MEAN,
    MAX,
    LAST
  }

  /** Options of {@code membrane}. */
  public record Config(@Doc("how the membranes of all steps become one score") Over over) {}

  @Override
  public String name() {
    return "membrane";
  }

  @Override
  public Config defaults() {
    return new Config(Over.SUM);
  }

  @Override
  public Decoder create(Config config, BuildContext context) {
    return new Model(
        Population.of(name() + " decoder", context.inputSize(), context.outputs()), config.over());
  }

  @Override
  public String description() {
    return "handcrafted: membranes of the readout are the scores";
  }

  private record Model(Population population, Over over) implements Decoder {

    private record History(Tensor membrane) implements Tape {}

    @Override
    public int outputSize() {
      return population.classes();
    }

    @Override
    public Decoded decode(Readout readout, Pass pass) {
      Tensor v = readout.membrane();
      Tensor scores = pass.arena().zeros(1, v.batch(), population.classes());
      for (int b = 0; b < v.batch(); b++) {
        float[] row = scores.row(0, b);
        for (int n = 0; n < population.neurons(); n++) {
          row[population.classOf(n)] += combine(v, b, n);
        }
      }
      return new Decoded(scores, new History(v));
    }

    private float combine(Tensor v, int b, int n) {
      int last = v.steps() - 1;
      if (last < 0) {
        return 0;
      }
      switch (over) {
        case LAST -> {
          return v.get(last, b, n);
        }
        case MAX -> {
          return v.get(argmax(v, b, n), b, n);
        }
        default -> {
          float sum = 0;
          for (int t = 0; t <= last; t++) {
            sum += v.get(t, b, n);
          }
          return over == Over.MEAN ? sum / (last + 1) : sum;
        }
      }
    }

    private static int argmax(Tensor v, int b, int n) {
      int best = 0;
      for (int t = 1; t < v.steps(); t++) {
        float x = v.get(t, b, n);
        if (x > v.get(best, b, n) || Float.isNaN(x)) {
          best = t;
        }
      }
      return best;
    }

    @Override
    public ReadoutGradient backward(Tape tape, Tensor gradPrediction, Pass pass) {
      Tensor v = ((History) tape).membrane();
      Tensor grad = pass.arena().tensor(v.steps(), v.batch(), v.size());
      for (int b = 0; b < v.batch(); b++) {
        float[] g = gradPrediction.row(0, b);
        for (int t = 0; t < v.steps(); t++) {
          float[] row = grad.row(t, b);
          Arrays.fill(row, 0);
          if (over == Over.SUM || over == Over.MEAN || over == Over.LAST && t == v.steps() - 1) {
            float factor = over == Over.MEAN ? 1f / v.steps() : 1;
            for (int n = 0; n < population.neurons(); n++) {
              row[n] = factor * g[population.classOf(n)];
            }
          }
        }
        for (int n = 0; over == Over.MAX && v.steps() > 0 && n < population.neurons(); n++) {
          grad.row(argmax(v, b, n), b)[n] = g[population.classOf(n)];
        }
      }
      return new ReadoutGradient(null, grad, null);
    }
  }
}
