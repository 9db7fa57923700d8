package dev.snn.neurons.layer;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.LayerPlugin;
import dev.snn.api.plugin.Added;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Value;

/**
 * {@code srm-bernoulli}: N probabilistic neurons of a generalised linear (spike response) model,
 * the stochastic readout of VDIB.
 *
 * <pre>
 *   u_{t,i} = sum_j sum_k w_{kji} (alpha_k * s_j)_t + sum_k v_{ki} (beta_k * y_i)_{t-1} + bias_i
 *   p_{t,i} = sigmoid(u_{t,i})          y_{t,i} ~ Bernoulli(p_{t,i})
 * </pre>
 *
 * <p>alpha_k and beta_k are raised-cosine bases of {@code tau_ff} and {@code tau_fb} steps; the
 * feed-forward filters include the current step, feedback starts one step later. Draws are keyed by
 * (example, neuron, step). Gradients flow straight through the draw: {@code dy/dp = 1}; a SMOOTH
 * pass outputs p instead of y.
 */
public final class SrmBernoulli implements LayerPlugin<SrmBernoulli.Config> {

  /** Options of {@code srm-bernoulli}. */
  public record Config(
      @Doc("number of neurons") int size,
      @Doc("length of the feed-forward filters, steps") int tauFf,
      @Doc("length of the feedback filters, steps") int tauFb,
      @Doc("number of feed-forward bases") int ffBases,
      @Doc("number of feedback bases; 0 for none") int fbBases,
      @Doc("overlap of the raised-cosine bases") double mu,
      @Doc("bias of each neuron at the start") Value bias,
      @Doc("initial weights are uniform in +- init_scale / sqrt(inputs x bases)") double initScale,
      @Added
          @Doc(
              "the bases' time axis is ln(t + this), t in steps; 0: a tenth of the filter's length, as"
                  + " in the reference code")
          double axisOffset) {
    public Config {
      Check.atLeastOne("size", size);
      Check.atLeastOne("tau_ff", tauFf);
      Check.atLeastOne("tau_fb", tauFb);
      Check.atLeastOne("ff_bases", ffBases);
      Check.atLeast("fb_bases", fbBases, 0);
      Check.positive("mu", mu);
      Check.positive("init_scale", initScale);
      Check.notNegative("axis_offset", axisOffset);
    }
  }

  @Override
  public String name() {
    return "srm-bernoulli";
  }

  @Override
  public Config defaults() {
    return new Config(10, 10, 10, 8, 1, 0.5, Value.of(0), 1, 1);
  }

  @Override
  public Layer create(Config config, BuildContext context) {
    return new SrmLayer(config, context);
  }

  @Override
  public String description() {
    return "probabilistic readout with raised-cosine filters and feedback";
  }

  @Override
  public String citation() {
    return "Skatchkovsky, Simeone, Jang 2021, arXiv:2106.01177, sec. 3.1; Pillow et al. 2008, doi:10.1038/nature07140";
  }
}
