package dev.snn.training.gradient;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.GradientStep;
import dev.snn.api.learning.Node;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Spiking;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.Series;
import dev.snn.api.tensor.Arena;
import dev.snn.api.tensor.Signal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The norm of one batch's gradient of the parameters of each block, in their order: of the entries
 * whose names are "block.part", or of each layer where no entry has such a name.
 */
record GradientNorms(List<Double> norms) {

  /** Measures; changes nothing. */
  static GradientNorms measure(Run run, GradientStep step, int batch) {
    step.ready();
    FixedValues fixed = new FixedValues(step.parameters());
    int size = Math.min(batch, run.dataset().train().size());
    Samples samples = run.dataset().train().gather(IntStream.range(0, size).toArray());
    long key = run.seed().key("gradient-norms");
    Pass encode = new Pass(true, Spiking.HARD, run.parallel(), Arena.HEAP, key, samples.ids(), 0);
    Signal input = run.encoder().encode(samples, encode);
    step.clear();
    step.accumulate(input, samples, step.begin(run.parallel(), key, samples.ids()));
    GradientNorms norms = of(run.network().nodes());
    step.clear();
    fixed.putBack();
    return norms;
  }

  private static GradientNorms of(List<Node> nodes) {
    boolean blocks = nodes.stream().anyMatch(node -> block(node) != null);
    Map<String, Double> squares = new LinkedHashMap<>();
    for (Node node : nodes) {
      String group = blocks ? block(node) : node.name();
      if (group == null || !(node instanceof Node.OfLayer layer)) {
        continue;
      }
      for (Parameter p : layer.layer().parameters()) {
        if (p.trainable()) {
          squares.merge(group, squared(p), Double::sum);
        }
      }
    }
    return new GradientNorms(new ArrayList<>(squares.values().stream().map(Math::sqrt).toList()));
  }

  /** The block that an entry is part of; null for none. */
  private static String block(Node node) {
    int dot = node.name().lastIndexOf('.');
    String part = dot < 0 ? "" : node.name().substring(dot + 1);
    return dot < 0 || part.equals("in") ? null : node.name().substring(0, dot);
  }

  private static double squared(Parameter p) {
    double sum = 0;
    for (float[] row : p.gradient()) {
      for (float g : row) {
        sum += (double) g * g;
      }
    }
    return sum;
  }

  Series series() {
    double[] y = norms.stream().mapToDouble(norm -> norm).toArray();
    return Series.counted("gradient_norm_by_block", "", "block", y);
  }

  /** The first over the last; 0 where both are 0. */
  double ratio() {
    double first = norms.isEmpty() ? 0 : norms.get(0);
    return first == 0 ? 0 : first / norms.get(norms.size() - 1);
  }
}
