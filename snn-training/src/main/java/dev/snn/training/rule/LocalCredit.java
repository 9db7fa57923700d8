package dev.snn.training.rule;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.learning.Network;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.random.Seed;
import dev.snn.api.random.Stream;
import dev.snn.api.tensor.Tensor;
import dev.snn.kernels.Products;
import java.util.HashMap;
import java.util.Map;

/**
 * Learning signals of hidden layers that need no gradient from the layer above:
 *
 * <pre>
 *   e-prop  L_{l,t} = L_{l+1,t} W_{l+1}^T       fa    L_{l,t} = L_{l+1,t} B_{l+1}
 *   dfa     L_{l,t} = e_t B_l                   drtp  L_{l,t} = target B_l / n
 * </pre>
 *
 * where {@code e_t [B x N]} is the error of the readout's potentials at step t, {@code B} fixed
 * random matrices {@code [size x columns]} uniform in {@code +- 1/sqrt(columns)} (or within another
 * bound), and n the number of examples in the batch. A layer then learns {@code dw = sum_t L_t
 * f'(u_t) eligibility_t}, which is its own backward pass. Of a readout with several bases per
 * input, {@code W} is their sum.
 */
final class LocalCredit {
  private final Credit credit;
  private final Seed seed;
  private final int outputs;
  private final Bound bound;
  private final Map<Integer, float[][]> matrices = new HashMap<>();

  /** The bound of the random matrix of a layer of some neurons, relative to 1/sqrt(columns). */
  interface Bound {
    double scale(int size, int columns);
  }

  /**
   * @param outputs length of a target
   */
  LocalCredit(Credit credit, Seed seed, int outputs) {
    this(credit, seed, outputs, (size, columns) -> 1);
  }

  LocalCredit(Credit credit, Seed seed, int outputs, Bound bound) {
    this.bound = bound;
    this.credit = credit;
    this.seed = seed;
    this.outputs = outputs;
  }

  /**
   * Lets all hidden layers learn.
   *
   * @param error of the readout's potentials {@code [T x B x N]}; of drtp only its shape matters
   */
  void assign(Network network, Hidden hidden, Tensor error, Samples batch, Pass pass) {
    assign(network, hidden, error, Map.of(), batch, pass);
  }

  /**
   * Lets all hidden layers learn.
   *
   * @param own what adds to the signals of layers, by their numbers
   */
  void assign(
      Network network,
      Hidden hidden,
      Tensor error,
      Map<Integer, Tensor> own,
      Samples batch,
      Pass pass) {
    Tensor above = credit == Credit.DRTP ? targets(error.steps(), batch) : error;
    for (int k = hidden.size() - 1; k >= 0; k--) {
      int size = hidden.layers().get(k).outputSize();
      float[][] matrix =
          credit == Credit.E_PROP
              ? summed(network.layers().get(k + 1))
              : random(k, size, above.size());
      Tensor signal = pass.arena().tensor(error.steps(), error.batch(), size);
      Products.gradInput(above, matrix, signal, pass.parallel());
      if (credit == Credit.E_PROP || credit == Credit.FA) {
        // The layer below needs the signal after this one has used its arrays.
        above = k == 0 ? null : signal.copy();
      }
      hidden.learn(k, ReadoutGradient.sum(signal, own.get(k)), pass);
    }
  }

  /** The weights of a layer {@code [in x N]}, those of several bases added. */
  private static float[][] summed(Layer layer) {
    Parameter weight =
        layer.parameters().stream()
            .filter(p -> p.name().equals("weight"))
            .findFirst()
            .orElseThrow(
                () ->
                    new NotApplicableException(
                        "credit 'e-prop' needs a layer with a parameter 'weight'"));
    int size = layer.outputSize();
    float[][] sum = new float[layer.inputSize()][size];
    for (int i = 0; i < sum.length; i++) {
      float[] row = weight.value()[i];
      for (int j = 0; j < row.length; j++) {
        sum[i][j % size] += row[j];
      }
    }
    return sum;
  }

  private float[][] random(int layer, int rows, int columns) {
    return matrices.computeIfAbsent(
        layer,
        k -> {
          Stream stream = seed.stream("feedback-" + k);
          double scale = bound.scale(rows, columns);
          return Parameter.uniform("feedback", rows, columns, columns, scale, stream).value();
        });
  }

  /**
   * The target of each example at every step: its vector, or the one-hot code of its class or of
   * the step's (zeros where the step has none).
   */
  private Tensor targets(int steps, Samples batch) {
    float share = 1f / batch.size();
    float[][] rows = new float[steps * batch.size()][];
    if (batch.stepLabels() != null) {
      for (int r = 0; r < rows.length; r++) {
        int b = r % batch.size();
        int label = batch.stepLabels()[b][r / batch.size()];
        rows[r] = new float[outputs];
        if (label >= 0) {
          rows[r][label] = share;
        }
      }
      return new Tensor(steps, batch.size(), outputs, rows);
    }
    for (int b = 0; b < batch.size(); b++) {
      float[] row = new float[outputs];
      if (batch.targets() == null) {
        row[batch.labels()[b]] = share;
      } else {
        for (int c = 0; c < outputs; c++) {
          row[c] = share * batch.targets()[b][c];
        }
      }
      for (int t = 0; t < steps; t++) {
        rows[t * batch.size() + b] = row;
      }
    }
    return new Tensor(steps, batch.size(), outputs, rows);
  }
}
