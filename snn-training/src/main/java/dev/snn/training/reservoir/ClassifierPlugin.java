package dev.snn.training.reservoir;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.ProcedurePlugin;
import java.util.List;

/** Classification by a readout of a reservoir; see {@link Classifier}. */
public final class ClassifierPlugin implements ProcedurePlugin<ClassifierPlugin.Config> {

  /** Options. */
  public record Config(
      @Doc("the network") @PartOf("reservoir") Part reservoir,
      @Doc("training examples with plasticity on, before everything else; 0 for none") int plastic,
      @Doc("the states at the end of each of so many equal parts of an example are the features")
          int segments,
      @Doc(
              "where every step has a class: the readout is fitted to every n-th step; it decides at each")
          int every,
      @Doc("what is fitted to the features") Kind fit,
      @Doc("ridge: true to weight rows so that all classes count alike") boolean balance,
      @Doc("how it is fitted") ReadoutOptions readout,
      @Doc("matching of firing rates") RateOptions rate) {

    /** Checks the values. */
    public Config {
      Check.atLeast("plastic", plastic, 0);
      Check.atLeastOne("segments", segments);
      Check.atLeastOne("every", every);
      if (balance && fit == Kind.LOGISTIC) {
        throw new IllegalArgumentException("balance takes fit: ridge, got logistic");
      }
    }
  }

  /** Kinds of readouts. */
  public enum Kind {
    /** Multinomial logistic regression. */
    LOGISTIC,
    /** Ridge regression of 1 for the class and 0 for the others. */
    RIDGE
  }

  @Override
  public String name() {
    return "reservoir";
  }

  @Override
  public String description() {
    return "plasticity, then a linear readout of a reservoir's filtered spikes for classes";
  }

  @Override
  public Config defaults() {
    return new Config(
        Part.of("echo-state"),
        500,
        5,
        1,
        Kind.LOGISTIC,
        false,
        new ReadoutOptions(20, List.of(1e-4, 1e-3, 1e-2, 1e-1, 1.0)),
        RateOptions.defaults());
  }

  @Override
  public Procedure create(Config config, BuildContext context) {
    return new Classifier(config, context);
  }
}
