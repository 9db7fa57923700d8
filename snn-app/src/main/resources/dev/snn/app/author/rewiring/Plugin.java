package yourlab;

import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Optimizer;
import dev.snn.api.learning.Rewiring;
import dev.snn.api.learning.RewiringPlugin;
import dev.snn.api.learning.SavedState;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Each neuron has the same number of synapses, chosen at random once: fixed fan-in.
 *
 * <p>The choice is carried from update to update, so a checkpoint has it: {@code state} and {@code
 * restore}.
 */
public final class NewPlugin implements RewiringPlugin<NewPlugin.Config> {
  /** Options. */
  public record Config(@Doc("inputs of a neuron that have a synapse, as a share") double share) {
    public Config {
      Check.between("share", share, 0.001, 1);
    }
  }

  public String name() {
    return "yourlab.name";
  }

  public Config defaults() {
    return new Config(0.5);
  }

  public Rewiring create(Config config, BuildContext context) {
    return new FixedFanIn(config.share(), context);
  }

  private static final class FixedFanIn implements Rewiring {
    private final double share;
    private final BuildContext context;
    private final SavedState masks = new SavedState();
    private List<Parameter> weights = List.of();

    FixedFanIn(double share, BuildContext context) {
      this.share = share;
      this.context = context;
    }

    @Override
    public SavedState state() {
      return masks;
    }

    @Override
    public void restore(SavedState state) {
      state.arrays().forEach(masks::put);
    }

    public void begin(List<Parameter> prunable, int epochUpdates) {
      weights = prunable;
      for (Parameter w : weights) {
        float[][] mask = masks.arrays().get(w.name());
        if (mask == null) {
          mask = choose(w);
          masks.put(w.name(), mask);
        }
        int[][] live = new int[mask.length][];
        for (int r = 0; r < mask.length; r++) {
          float[] row = mask[r];
          live[r] = IntStream.range(0, row.length).filter(j -> row[j] > 0).toArray();
        }
        w.connections().set(live);
        // Nothing is done with gradients of weights that do not exist: they need not be found.
        w.connections().wantGradientsOfAll(false);
        w.connections().clearAbsent(w.value());
      }
    }

    private float[][] choose(Parameter w) {
      RandomGenerator random = context.random(w.name());
      float[][] mask = new float[w.value().length][w.value()[0].length];
      for (int j = 0; j < mask[0].length; j++) {
        // Of dense, row i has the weights of input i and column j those of neuron j. Other layers
        // have other rows and columns.
        for (long left = Math.max(1, Math.round(share * mask.length)); left > 0; ) {
          int i = random.nextInt(mask.length);
          left -= mask[i][j] > 0 ? 0 : 1;
          mask[i][j] = 1;
        }
      }
      return mask;
    }

    public void step(Optimizer optimizer, List<Parameter> all, double scale, Parallel parallel) {
      optimizer.step(all, scale, parallel);
      // Momentum may have moved weights that do not exist.
      weights.forEach(w -> w.connections().clearAbsent(w.value()));
    }
  }
}
