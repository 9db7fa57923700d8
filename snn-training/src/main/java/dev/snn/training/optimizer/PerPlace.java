package dev.snn.training.optimizer;

import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Optimizer;
import dev.snn.api.learning.OptimizerPlugin;
import dev.snn.api.learning.SavedState;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import java.util.List;

/** {@code per-place}: one optimiser for the parameters of the layers, another for the decoder's. */
public final class PerPlace implements OptimizerPlugin<PerPlace.Config> {
  private static final String DECODER = "decoder.";

  /** Options of {@code per-place}. */
  public record Config(
      @Doc("optimiser of the layers") @PartOf("optimizer") Part layers,
      @Doc("optimiser of the decoder") @PartOf("optimizer") Part decoder) {}

  @Override
  public String name() {
    return "per-place";
  }

  @Override
  public Config defaults() {
    return new Config(Part.of("sgd"), Part.of("adam"));
  }

  @Override
  public Optimizer create(Config config, BuildContext context) {
    return new State(
        context.create(Family.OPTIMIZER, "layers", config.layers(), context.inputSize()),
        context.create(Family.OPTIMIZER, "decoder", config.decoder(), context.inputSize()));
  }

  @Override
  public String description() {
    return "one optimiser for the layers, another for the decoder";
  }

  private static final class State implements Optimizer {
    private final Optimizer layers;
    private final Optimizer decoder;
    private List<Parameter> known;
    private List<Parameter> ofLayers;
    private List<Parameter> ofDecoder;

    State(Optimizer layers, Optimizer decoder) {
      this.layers = layers;
      this.decoder = decoder;
    }

    @Override
    public SavedState state() {
      return new SavedState().put("layers", layers.state()).put("decoder", decoder.state());
    }

    @Override
    public void restore(SavedState state) {
      layers.restore(state.part("layers"));
      decoder.restore(state.part("decoder"));
    }

    /** That of the layers, whose weights are rewired. */
    @Override
    public double lastRate() {
      return layers.lastRate();
    }

    @Override
    public void step(List<Parameter> parameters, double scale, Parallel parallel) {
      if (!parameters.equals(known)) {
        known = List.copyOf(parameters);
        ofLayers = known.stream().filter(p -> !p.name().startsWith(DECODER)).toList();
        ofDecoder = known.stream().filter(p -> p.name().startsWith(DECODER)).toList();
      }
      layers.step(ofLayers, scale, parallel);
      decoder.step(ofDecoder, scale, parallel);
    }
  }
}
