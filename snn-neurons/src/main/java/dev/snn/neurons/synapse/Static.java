package dev.snn.neurons.synapse;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Value;
import dev.snn.api.synapse.Plasticity;
import dev.snn.api.synapse.SynapsePlugin;

/** {@code static}: weights stay as they were drawn. */
public final class Static implements SynapsePlugin<Static.Config> {

  /** No options. */
  public record Config() {}

  @Override
  public String name() {
    return "static";
  }

  @Override
  public String description() {
    return "weights that never change";
  }

  @Override
  public Config defaults() {
    return new Config();
  }

  @Override
  public Plasticity create(Config config, BuildContext context) {
    return new Fixed();
  }

  private record Fixed() implements Plasticity {
    @Override
    public boolean isPlastic() {
      return false;
    }

    @Override
    public double wMax() {
      return Double.POSITIVE_INFINITY;
    }

    @Override
    public Value etaPlus() {
      return Value.of(0);
    }

    @Override
    public Value etaMinus() {
      return Value.of(0);
    }

    @Override
    public Value tauPlus() {
      return Value.of(1);
    }

    @Override
    public Value tauMinus() {
      return Value.of(1);
    }

    @Override
    public float afterPost(float w, float etaPlus, float trace) {
      return w;
    }

    @Override
    public float afterPre(float w, float etaMinus, float trace) {
      return w;
    }
  }
}
