package dev.snn.testkit;

import dev.snn.api.neuron.Surrogate;
import dev.snn.api.neuron.SurrogatePlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Doc;

/** A correct surrogate, to build broken ones from. */
public class Sigmoid implements SurrogatePlugin<Sigmoid.Config> {
  public record Config(@Doc("steepness, per unit of membrane") double slope) {}

  @Override
  public String name() {
    return "test.sigmoid";
  }

  @Override
  public Config defaults() {
    return new Config(4);
  }

  @Override
  public Surrogate create(Config config, BuildContext context) {
    double slope = config.slope();
    return new Surrogate() {
      @Override
      public double primitive(double x) {
        return 1 / (1 + Math.exp(-slope * x));
      }

      @Override
      public double derivative(double x) {
        double p = primitive(x);
        return slope * p * (1 - p);
      }
    };
  }
}
