package dev.snn.neurons.synapse;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.synapse.Plasticity;
import dev.snn.api.synapse.SynapsePlugin;

/**
 * {@code stdp}: additive, {@code dw = eta_plus w_max x_pre} at spikes of the receiver and {@code dw
 * = -eta_minus w_max y_post} at those of the sender, cut at 0 and w_max. A pair of spikes dt =
 * t_post - t_pre apart changes the weight by {@code eta_plus w_max exp(-dt/tau_plus)} for dt above
 * 0 and by {@code -eta_minus w_max exp(dt/tau_minus)} for dt below 0.
 */
public final class AdditiveStdp implements SynapsePlugin<StdpOptions> {

  @Override
  public String name() {
    return "stdp";
  }

  @Override
  public String description() {
    return "pair-based plasticity with changes that do not depend on the weight";
  }

  @Override
  public String citation() {
    return "Song, Miller, Abbott 2000, doi:10.1038/78829";
  }

  @Override
  public StdpOptions defaults() {
    return StdpOptions.DEFAULTS;
  }

  @Override
  public Plasticity create(StdpOptions options, BuildContext context) {
    return new Rule(options);
  }

  private record Rule(StdpOptions options) implements StdpRule {
    @Override
    public float afterPost(float w, float etaPlus, float trace) {
      return bounded(w + etaPlus * (float) options.wMax() * trace);
    }

    @Override
    public float afterPre(float w, float etaMinus, float trace) {
      return bounded(w - etaMinus * (float) options.wMax() * trace);
    }
  }
}
