package dev.snn.neurons.synapse;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.synapse.Plasticity;
import dev.snn.api.synapse.SynapsePlugin;

/**
 * {@code stdp-multiplicative}: {@code dw = eta_plus (w_max - w) x_pre} at spikes of the receiver
 * and {@code dw = -eta_minus w y_post} at those of the sender. Changes vanish at the bounds; a step
 * that would pass one (eta times trace above 1) ends there.
 */
public final class MultiplicativeStdp implements SynapsePlugin<StdpOptions> {

  @Override
  public String name() {
    return "stdp-multiplicative";
  }

  @Override
  public String description() {
    return "pair-based plasticity with changes that shrink towards the bounds";
  }

  @Override
  public String citation() {
    return "Rubin, Lee, Sompolinsky 2001, doi:10.1103/PhysRevLett.86.364; arXiv:2302.11618";
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
      return bounded(w + etaPlus * ((float) options.wMax() - w) * trace);
    }

    @Override
    public float afterPre(float w, float etaMinus, float trace) {
      return bounded(w - etaMinus * w * trace);
    }
  }
}
