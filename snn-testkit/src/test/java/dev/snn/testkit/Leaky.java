package dev.snn.testkit;

import dev.snn.api.layer.Parameter;
import dev.snn.api.neuron.Firing;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.api.neuron.PointNeuron;
import dev.snn.api.neuron.Reset;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import java.util.List;

/** A correct leaky neuron with a learnable decay, to build broken ones from. */
public class Leaky implements NeuronPlugin<Leaky.Config> {
  public record Config(
      @Doc("membrane decay per step") double decay,
      @Doc("what a spike does") Reset reset,
      @Doc("true to keep gradients from the reset") boolean detachReset,
      @Doc("surrogate gradient") @PartOf("surrogate") Part surrogate) {}

  @Override
  public String name() {
    return "test.leaky";
  }

  @Override
  public Config defaults() {
    return new Config(0.8, Reset.SUBTRACT, true, Part.of("test.sigmoid", "slope", 3.0));
  }

  @Override
  public NeuronModel create(Config config, BuildContext context) {
    return new Model(config, context);
  }

  static class Model extends PointNeuron {
    final Parameter decay;

    Model(Config config, BuildContext context) {
      super(
          context.inputSize(),
          new Firing(
              1,
              config.reset(),
              0,
              config.detachReset(),
              context.create(Family.SURROGATE, "surrogate", config.surrogate(), 1)));
      float[] row = new float[context.inputSize()];
      java.util.Arrays.fill(row, (float) config.decay());
      decay = Parameter.of("decay", new float[][] {row});
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(decay);
    }

    @Override
    protected void charge(float[] v, float[] x, float[] h, int n) {
      for (int i = 0; i < n; i++) {
        h[i] = decay.value()[0][i] * v[i] + x[i];
      }
    }

    @Override
    protected void chargeGradient(float[] v, float[] x, float[] dv, float[] dx, int n) {
      for (int i = 0; i < n; i++) {
        dv[i] = decay.value()[0][i];
        dx[i] = 1;
      }
    }

    @Override
    protected void parameterGradient(float[] v, float[] x, float[] gh, float[][] grad, int n) {
      for (int i = 0; i < n; i++) {
        grad[0][i] += gh[i] * v[i];
      }
    }
  }
}
