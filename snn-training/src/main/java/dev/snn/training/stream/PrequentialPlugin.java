package dev.snn.training.stream;

import dev.snn.api.plugin.Added;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.ProcedurePlugin;
import java.util.List;

/** Test, then train, along a stream; see {@link Prequential}. */
public final class PrequentialPlugin implements ProcedurePlugin<PrequentialPlugin.Config> {

  /** Samples that are kept at most. */
  private static final int MOST = 1_000_000;

  /** What becomes of a learner on a drift. */
  public enum Protocol {
    /** It forgets, and learns the last samples again. */
    AS_DESCRIBED,
    /** Nothing: its objects are left in place, as by the authors' published script. */
    AS_PUBLISHED
  }

  /** Options. */
  public record Config(
      @Doc("what learns") @PartOf("stream-learner") Part learner,
      @Doc("what watches its errors; after a drift the learner begins anew")
          @PartOf("drift-detector")
          Part detector,
      @Doc("last samples that it then learns first; 0: none") int buffer,
      @Doc("samples that are predicted before the class of one becomes known; 0: none") int delay,
      @Doc("samples of each window of the curves") int window,
      @Doc("samples of the test split before which the stream is known to change, ascending")
          List<Integer> drifts,
      @Doc("samples that are encoded together") int batch,
      @Doc("on a drift: as-described, the learner begins anew; as-published, it is only counted")
          @Added
          Protocol protocol) {

    /** Checks the values. */
    public Config {
      Check.between("buffer", buffer, 0, MOST);
      Check.between("delay", delay, 0, MOST);
      Check.between("window", window, 1, MOST);
      Check.atLeastOne("batch", batch);
      int before = 0;
      for (int drift : drifts) {
        if (drift <= before) {
          throw new IllegalArgumentException(
              "drifts must ascend from at least 1, got %d after %d".formatted(drift, before));
        }
        before = drift;
      }
    }
  }

  @Override
  public String name() {
    return "prequential";
  }

  @Override
  public String description() {
    return "test, then train, sample by sample along a stream";
  }

  @Override
  public String citation() {
    return "Gama, Sebastiao, Rodrigues 2013, doi:10.1007/s10994-012-5320-9";
  }

  @Override
  public Config defaults() {
    return new Config(
        Part.of("gaussian-naive-bayes"),
        Part.of("none"),
        100,
        0,
        500,
        List.of(),
        1024,
        Protocol.AS_DESCRIBED);
  }

  @Override
  public Procedure create(Config config, BuildContext context) {
    return new Prequential(config, context);
  }
}
