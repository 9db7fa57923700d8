package dev.snn.training.layerwise;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.api.layer.Layer;
import dev.snn.api.neuron.Pass;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.ThreadTime;
import dev.snn.api.tensor.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How long the layers of a chain take for an example, from its code to the last layer's spikes. */
final class InferenceTime {
  private static final int EXAMPLES = 1000;
  private static final int PASSES = 3;

  private InferenceTime() {}

  /**
   * Milliseconds of processor time per example, on one thread: the median of some passes over the
   * first test examples, encoded before.
   *
   * @param batch examples at a time
   */
  static double milliseconds(Run run, int batch) {
    Pass pass =
        Pass.hard().forEvaluation().withKey(run.seed().key("evaluate")).on(Parallel.SEQUENTIAL);
    Dataset.Split test = run.dataset().test();
    int examples = Math.min(EXAMPLES, test.size());
    List<Signal> codes = new ArrayList<>();
    List<Pass> passes = new ArrayList<>();
    for (int from = 0; from < examples; from += batch) {
      int[] some = IntStream.range(from, Math.min(examples, from + batch)).toArray();
      Samples samples = test.gather(some);
      passes.add(pass.forIds(samples.ids()));
      codes.add(run.encoder().encode(samples, passes.get(passes.size() - 1)));
    }
    double[] seconds = new double[PASSES];
    for (int k = 0; k < PASSES; k++) {
      for (int n = 0; n < codes.size(); n++) {
        run.progress(
            "inference", (long) k * codes.size() + n, (long) PASSES * codes.size(), Double.NaN);
        double start = ThreadTime.seconds();
        forward(run.network().layers(), codes.get(n), passes.get(n));
        seconds[k] += ThreadTime.seconds() - start;
      }
    }
    Arrays.sort(seconds);
    return 1e3 * seconds[PASSES / 2] / examples;
  }

  private static void forward(List<Layer> layers, Signal code, Pass pass) {
    Signal signal = code;
    for (Layer layer : layers) {
      signal = layer.forward(signal, layer.initialState(signal.batch()), pass).readout().output();
    }
  }
}
