package dev.snn.nir.run;

import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.UserError;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.SpikesBuilder;
import dev.snn.api.tensor.Tensor;
import dev.snn.nir.graph.Fault;
import java.util.Arrays;

/** Neurons of {@link ExactCells}: spikes with counts, or membranes. */
final class ExactUnit implements Unit {
  private final String file;
  private final String node;
  private final ExactCells cells;
  private final boolean fires;

  /**
   * Neurons.
   *
   * @param file and node, for error texts
   * @param fires false: the membrane goes on
   */
  ExactUnit(String file, String node, ExactCells cells, boolean fires) {
    this.file = file;
    this.node = node;
    this.cells = cells;
    this.fires = fires;
  }

  /** Membranes and synaptic currents of each example. */
  private record Memory(double[][] v, double[][] i) {
    Memory copy() {
      return new Memory(
          Arrays.stream(v).map(double[]::clone).toArray(double[][]::new),
          Arrays.stream(i).map(double[]::clone).toArray(double[][]::new));
    }
  }

  @Override
  public Object start(int batch) {
    int n = cells.size();
    Memory memory = new Memory(new double[batch][n], new double[batch][cells.isSynaptic() ? n : 0]);
    for (double[] v : memory.v()) {
      for (int k = 0; k < n; k++) {
        v[k] = cells.start(k);
      }
    }
    return memory;
  }

  @Override
  public Result run(Signal input, Object memory, Pass pass) {
    Memory last = ((Memory) memory).copy();
    Tensor x = input.toTensor();
    int size = cells.size();
    SpikesBuilder spikes = new SpikesBuilder(x.steps(), x.batch(), size);
    Tensor membrane = Tensor.zeros(x.steps(), x.batch(), size);
    pass.parallel()
        .forEachBlock(
            x.batch(),
            (block, from, to) -> {
              for (int b = from; b < to; b++) {
                double[] v = last.v()[b];
                double[] i = last.i()[b];
                SpikesBuilder.Lane lane = spikes.lane(b);
                for (int t = 0; t < x.steps(); t++) {
                  float[] row = x.row(t, b);
                  float[] after = membrane.row(t, b);
                  for (int n = 0; n < size; n++) {
                    int fired = cells.step(v, i, n, row[n]);
                    after[n] = (float) v[n];
                    if (fired > 0) {
                      lane.add(t, n, count(fired, n));
                    }
                  }
                }
              }
            });
    return new Result(fires ? spikes.build() : membrane, () -> membrane, last);
  }

  private int count(int spikes, int n) {
    if (spikes >= ExactCells.MOST) {
      throw tooMany(n);
    }
    return spikes;
  }

  private UserError tooMany(int n) {
    return Fault.of(
        file,
        node,
        "fires %d times and more within a step (neuron %d); take a smaller --dt, or look at its input."
            .formatted(ExactCells.MOST, n));
  }
}
