package dev.snn.nir.run;

import dev.snn.api.data.DatasetInfo;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.DataHome;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.Value;
import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Shape;
import dev.snn.engine.config.Context;
import dev.snn.engine.config.Resolver;
import java.util.Map;

/**
 * Makes layers and neurons by the names they have in experiments, with the numbers of a file
 * instead of drawn ones.
 */
final class Parts {
  private final Resolver resolver;
  private final DataHome home;

  Parts(Resolver resolver, DataHome home) {
    this.resolver = resolver;
    this.home = home;
  }

  private Context context(double dt) {
    return Context.empty(resolver, home, dt, new Seed(0));
  }

  /** A layer whose parameters are still those it begins with. */
  Layer layer(String node, Part part, Shape in) {
    return context(1).at(node, in).make(resolver.resolve(Family.LAYER, part, node));
  }

  /**
   * Neurons with values of their own.
   *
   * @param dt length of a step, in the unit of the part's times
   * @param own values of each neuron, by the name of the option that would draw them
   */
  NeuronModel neurons(String node, Part part, int n, double dt, Map<String, float[]> own) {
    return resolver
        .resolve(Family.NEURON, part, node)
        .create(new FromFile(context(dt).at(node, n), own));
  }

  /** Writes the values of a parameter. */
  static void set(Iterable<Parameter> parameters, String name, float[] values) {
    for (Parameter parameter : parameters) {
      if (parameter.name().equals(name)) {
        int at = 0;
        for (float[] row : parameter.value()) {
          System.arraycopy(values, at, row, 0, row.length);
          at += row.length;
        }
        return;
      }
    }
    throw new IllegalStateException("there is no parameter " + name);
  }

  /** The surroundings of a part whose draws are known. */
  private record FromFile(Context context, Map<String, float[]> own) implements BuildContext {
    @Override
    public float[] draw(String name, Value value, int n) {
      float[] known = own.get(name);
      return known == null ? context.draw(name, value, n) : known.clone();
    }

    @Override
    public String path() {
      return context.path();
    }

    @Override
    public int inputSize() {
      return context.inputSize();
    }

    @Override
    public Shape inputShape() {
      return context.inputShape();
    }

    @Override
    public int steps() {
      return context.steps();
    }

    @Override
    public int outputs() {
      return context.outputs();
    }

    @Override
    public double dt() {
      return context.dt();
    }

    @Override
    public Seed seed() {
      return context.seed();
    }

    @Override
    public DatasetInfo dataset() {
      return context.dataset();
    }

    @Override
    public DataHome data() {
      return context.data();
    }

    @Override
    public <T> T create(Family<T> family, String name, Part part, int inputSize) {
      return context.create(family, name, part, inputSize);
    }
  }
}
