package dev.snn.neurons.synapse;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Value;
import dev.snn.api.synapse.Plasticity;
import dev.snn.api.synapse.SynapsePlugin;

/**
 * {@code stdp-bounded}: {@code dw = eta_plus w (w_max - w) x_pre} at spikes of the receiver and
 * {@code dw = -eta_minus w (w_max - w) y_post} at those of the sender. Changes vanish at both
 * bounds, so that weights end near one of them.
 */
public final class BoundedStdp implements SynapsePlugin<StdpOptions> {

  @Override
  public String name() {
    return "stdp-bounded";
  }

  @Override
  public String description() {
    return "pair-based plasticity with changes that vanish at both bounds";
  }

  @Override
  public String citation() {
    return "Kheradpisheh et al. 2018, doi:10.1016/j.neunet.2017.12.005";
  }

  @Override
  public StdpOptions defaults() {
    StdpOptions d = StdpOptions.DEFAULTS;
    return new StdpOptions(
        Value.of(0.004),
        Value.of(0.003),
        d.tauPlus(),
        d.tauMinus(),
        1,
        d.targetRate(),
        d.tauRate(),
        d.etaRate());
  }

  @Override
  public Plasticity create(StdpOptions options, BuildContext context) {
    return new Rule(options);
  }

  private record Rule(StdpOptions options) implements StdpRule {
    @Override
    public float afterPost(float w, float etaPlus, float trace) {
      return bounded(w + etaPlus * w * ((float) options.wMax() - w) * trace);
    }

    @Override
    public float afterPre(float w, float etaMinus, float trace) {
      return bounded(w - etaMinus * w * ((float) options.wMax() - w) * trace);
    }
  }
}
