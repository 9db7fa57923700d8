package dev.snn.losses.decoder;

import dev.snn.api.codec.Decoder;
import dev.snn.api.codec.DecoderPlugin;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Tape;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;

/**
 * {@code rate}: the score of a class is its spike count, {@code scale sum_t sum_{i in class}
 * y_{t,i}}; a softmax or argmax over counts. Handcrafted: needs k neurons per class. Ties go to the
 * lowest class; an example without any spike is decided by the highest probability (or membrane).
 */
public final class Rate implements DecoderPlugin<Rate.Config> {

  /** Options of {@code rate}. */
  public record Config(@Doc("factor from spike counts to scores") double scale) {
    public Config {
      Check.positive("scale", scale);
    }
  }

  @Override
  public String name() {
    return "rate";
  }

  @Override
  public Config defaults() {
    return new Config(1);
  }

  @Override
  public Decoder create(Config config, BuildContext context) {
    return new Model(
        Population.of(name() + " decoder", context.inputSize(), context.outputs()),
        (float) config.scale());
  }

  @Override
  public String description() {
    return "handcrafted: spike counts are the scores";
  }

  private record Model(Population population, float scale) implements Decoder {

    private record Shape(int steps, int batch) implements Tape {}

    @Override
    public int outputSize() {
      return population.classes();
    }

    @Override
    public Decoded decode(Readout readout, Pass pass) {
      Signal output = readout.output();
      int batch = output.batch();
      Tensor scores = pass.arena().zeros(1, batch, population.classes());
      if (output instanceof Spikes spikes) {
        countSpikes(spikes, scores);
      } else {
        countDense(output.toTensor(), scores);
      }
      for (int b = 0; b < batch; b++) {
        float[] row = scores.row(0, b);
        boolean silent = true;
        for (int c = 0; c < row.length; c++) {
          silent &= row[c] == 0;
          row[c] *= scale;
        }
        if (silent && !pass.training() && output instanceof Spikes) {
          Silence.decide(readout, population, b, row);
        }
      }
      return new Decoded(scores, new Shape(output.steps(), batch));
    }

    private void countSpikes(Spikes spikes, Tensor scores) {
      for (int t = 0; t < spikes.steps(); t++) {
        for (int b = 0; b < spikes.batch(); b++) {
          float[] row = scores.row(0, b);
          spikes.forEach(t, b, (unit, count) -> row[population.classOf(unit)] += count);
        }
      }
    }

    private void countDense(Tensor output, Tensor scores) {
      for (int t = 0; t < output.steps(); t++) {
        for (int b = 0; b < output.batch(); b++) {
          float[] values = output.row(t, b);
          float[] row = scores.row(0, b);
          for (int n = 0; n < population.neurons(); n++) {
            row[population.classOf(n)] += values[n];
          }
        }
      }
    }

    @Override
    public ReadoutGradient backward(Tape tape, Tensor gradPrediction, Pass pass) {
      Shape shape = (Shape) tape;
      Tensor grad = pass.arena().tensor(shape.steps(), shape.batch(), population.neurons());
      for (int t = 0; t < shape.steps(); t++) {
        for (int b = 0; b < shape.batch(); b++) {
          float[] g = gradPrediction.row(0, b);
          float[] row = grad.row(t, b);
          for (int n = 0; n < population.neurons(); n++) {
            row[n] = scale * g[population.classOf(n)];
          }
        }
      }
      return new ReadoutGradient(grad, null, null);
    }
  }
}
