package yourlab;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Value;
import dev.snn.api.synapse.Plasticity;
import dev.snn.api.synapse.SynapsePlugin;

/**
 * Plasticity between additive (mu = 0) and multiplicative (mu = 1), Guetig et al. 2003,
 * doi:10.1523/JNEUROSCI.23-09-03697.2003; x and y are the traces of sender and receiver.
 *
 * <pre>
 *   receiver spikes: w += eta_plus w_max (1 - w / w_max)^mu x
 *   sender spikes:   w -= eta_minus w_max (w / w_max)^mu y        0 <= w <= w_max
 * </pre>
 */
public final class NewPlugin implements SynapsePlugin<NewPlugin.Config> {
  /** Options. */
  public record Config(
      @Doc("how much a change depends on the weight, 0 to 1") double mu,
      @Doc("learning rate of potentiation; drawn for each synapse") Value etaPlus,
      @Doc("learning rate of depression; drawn for each synapse") Value etaMinus,
      @Doc("time constant of both traces, ms; drawn for each synapse") Value tau,
      @Doc("largest weight") double wMax) {
    public Config {
      Check.between("mu", mu, 0, 1);
      Check.positive("w_max", wMax);
    }
  }

  public String name() {
    return "yourlab.name";
  }

  public Config defaults() {
    return new Config(0.5, Value.of(0.01), Value.of(0.0105), Value.of(20), 1);
  }

  public Plasticity create(Config config, BuildContext context) {
    return new Rule(config);
  }

  private record Rule(Config c) implements Plasticity {
    public double wMax() {
      return c.wMax();
    }

    public Value etaPlus() {
      return c.etaPlus();
    }

    public Value etaMinus() {
      return c.etaMinus();
    }

    public Value tauPlus() {
      return c.tau();
    }

    public Value tauMinus() {
      return c.tau();
    }

    public float afterPost(float w, float etaPlus, float xPre) {
      return bounded(w + etaPlus * c.wMax() * Math.pow(1 - w / c.wMax(), c.mu()) * xPre);
    }

    public float afterPre(float w, float etaMinus, float yPost) {
      return bounded(w - etaMinus * c.wMax() * Math.pow(w / c.wMax(), c.mu()) * yPost);
    }

    private float bounded(double w) {
      return (float) Math.max(0, Math.min(c.wMax(), w));
    }
  }
}
