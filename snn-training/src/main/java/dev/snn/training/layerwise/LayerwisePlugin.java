package dev.snn.training.layerwise;

import dev.snn.api.plugin.Added;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.ProcedurePlugin;
import java.util.List;

/** Local learning layer by layer, then a readout; see {@link Layerwise}. */
public final class LayerwisePlugin implements ProcedurePlugin<LayerwisePlugin.Config> {
  static final Part SYNAPSE = Part.of("stdp-bounded");

  /** Options. */
  public record Config(
      @Doc("how weights change") @PartOf("synapse") Part synapse,
      @Doc(
              "training examples that layers learn from: one number for all layers that learn, or"
                  + " one for each; 0: all")
          List<Integer> examples,
      @Doc("passes over these examples: one number for all layers that learn, or one for each")
          List<Integer> passes,
      @Doc("examples after which the learning rates double; 0: they stay") int doubleEvery,
      @Doc("learning rate of potentiation at which the doubling ends") double largestEta,
      @Doc(
              "a layer has learned when the mean of w (w_max - w) is below; 0: never before its"
                  + " passes")
          double converged,
      @Doc("examples between two looks at that mean, and between two removals of weights")
          int every,
      @Doc("what is read out of a line: latency: (T - t) / T of its first spike at t; spiked: 1")
          Features features,
      @Doc("weights that are removed for good") PruneOptions prune,
      @Doc("the linear readout at the end") SvmOptions svm,
      @Doc("examples that are encoded together") int batch,
      @Added
          @Doc(
              "what is fitted: svm: linear, loss C max(0, 1 - m)^2; logistic: linear, loss C log(1"
                  + " + exp(-m)); r-stdp: a decision layer by reward-modulated STDP")
          Readout readout,
      @Added @Doc("the decision layer of r-stdp") RewardOptions reward) {

    /** Checks the values. */
    public Config {
      requireEach("examples", examples, 0);
      requireEach("passes", passes, 0);
      Check.atLeast("double_every", doubleEvery, 0);
      Check.positive("largest_eta", largestEta);
      Check.notNegative("converged", converged);
      Check.atLeastOne("every", every);
      Check.atLeastOne("batch", batch);
    }

    private static void requireEach(String name, List<Integer> numbers, int least) {
      if (numbers.isEmpty()) {
        throw new IllegalArgumentException(name + " must hold at least one number, got none");
      }
      for (int number : numbers) {
        Check.atLeast(name, number, least);
      }
    }
  }

  /** What becomes of a first spike. */
  public enum Features {
    LATENCY,
    SPIKED
  }

  /** What reads the first spikes of the last layer. */
  public enum Readout {
    SVM,
    LOGISTIC,
    R_STDP
  }

  /** How the linear readout is fitted. */
  public record SvmOptions(
      @Doc("penalties of errors to choose from by the accuracy on the validation split")
          List<Double> c,
      @Doc("passes over the training split at most") int passes,
      @Doc("a fit ends with a pass whose projected gradients are all below") double tolerance) {
    /** Checks the values. */
    public SvmOptions {
      if (c.isEmpty()) {
        throw new IllegalArgumentException("c must hold at least one penalty, got none");
      }
      c.forEach(one -> Check.positive("c", one));
      Check.atLeastOne("passes", passes);
      Check.positive("tolerance", tolerance);
    }

    static SvmOptions defaults() {
      return new SvmOptions(List.of(0.05), 100, 0.1);
    }
  }

  @Override
  public String name() {
    return "layerwise";
  }

  @Override
  public String description() {
    return "layers that learn by competition, one after the other, then a readout";
  }

  @Override
  public String citation() {
    return "Kheradpisheh et al. 2018, doi:10.1016/j.neunet.2017.12.005";
  }

  @Override
  public Config defaults() {
    return new Config(
        SYNAPSE,
        List.of(2000),
        List.of(2),
        500,
        0.15,
        0.01,
        500,
        Features.LATENCY,
        PruneOptions.none(),
        SvmOptions.defaults(),
        64,
        Readout.SVM,
        RewardOptions.defaults());
  }

  @Override
  public Procedure create(Config config, BuildContext context) {
    return new Layerwise(config, context);
  }
}
