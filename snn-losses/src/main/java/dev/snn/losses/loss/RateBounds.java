package dev.snn.losses.loss;

import dev.snn.api.loss.Loss;
import dev.snn.api.loss.LossPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import java.util.List;

/**
 * {@code rate-bounds}: another loss, and bounds of what layers fire,
 *
 * <pre>
 *   L = loss + sum_l (lower_weight  1/N sum_i max(0, lower - n_i)^power       a bound for each neuron
 *                   + upper_weight  max(0, 1/N sum_i n_i - upper)^power)      a bound for the layer
 * </pre>
 *
 * <p>with {@code n_i = sum_t y_{t,i}} the spikes of neuron i of layer l in an example. The lower
 * bound wakes silent neurons, the upper one leaves it to the layer which of its neurons fire less.
 */
public final class RateBounds implements LossPlugin<RateBounds.Config> {

  /** Options of {@code rate-bounds}. */
  public record Config(
      @Doc("loss of the prediction") @PartOf("loss") Part loss,
      @Doc("hidden, all (with the last one), readout, or numbers as in layers[2]")
          List<String> layers,
      @Doc("spikes per example that each neuron should fire at least") double lower,
      @Doc("weight of the lower bound") double lowerWeight,
      @Doc("spikes per example that the neurons of a layer should fire at most, on average")
          double upper,
      @Doc("weight of the upper bound") double upperWeight,
      @Doc("1: what is missing or too much; 2: its square") int power) {
    /** Checks the values. */
    public Config {
      layers = new LayerChoice("rate-bounds", layers).names();
      Check.notNegative("lower", lower);
      Check.notNegative("lower_weight", lowerWeight);
      Check.notNegative("upper", upper);
      Check.notNegative("upper_weight", upperWeight);
      Check.between("power", power, 1, 2);
    }
  }

  @Override
  public String name() {
    return "rate-bounds";
  }

  @Override
  public Config defaults() {
    return new Config(Part.of("cross-entropy"), List.of("hidden"), 1, 0.01, 100, 0.06, 2);
  }

  @Override
  public Loss create(Config c, BuildContext context) {
    Loss loss = context.create(Family.LOSS, "loss", c.loss(), context.inputSize());
    return new BoundedRates(loss, new LayerChoice(name(), c.layers()), c);
  }

  @Override
  public String description() {
    return "another loss and bounds of the firing rates of layers, below and above";
  }

  @Override
  public String citation() {
    return "Cramer, Stradmann, Schemmel, Zenke 2022, doi:10.1109/TNNLS.2020.3044364; Zenke, Vogels 2021, doi:10.1162/neco_a_01367";
  }
}
