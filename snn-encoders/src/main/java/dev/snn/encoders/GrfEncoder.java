package dev.snn.encoders;

import dev.snn.api.codec.Encoder;
import dev.snn.api.codec.EncoderPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;

/**
 * Gaussian receptive fields: a population of n fields for each feature, with centres between and
 * beside the smallest and the largest value of the training split,
 *
 * <pre>
 *   c_i = low + (2 i - 3)/2 (high - low)/(n - 2)        i = 1 .. n
 *   w   = (high - low)/(gamma (n - 2))                  a_i = exp(-(x - c_i)^2 / (2 w^2))
 *
 *   code: values    i[t] = a_i at every step
 *   code: latency   a spike at t = round((T - 1)(1 - a_i)), none where a_i &lt; silent
 *   code: rank      a spike at t = number of larger activations that differ, none at t &gt;= T
 *                   or where a_i &lt; silent
 * </pre>
 *
 * <p>Fields are channels: of a value of channel c, line n c + i - 1 of the same place. A feature
 * that has one value only in the training split has activations of 0.
 */
public final class GrfEncoder implements EncoderPlugin<GrfEncoder.Config> {

  /** What becomes of the activations. */
  public enum Code {
    VALUES,
    LATENCY,
    RANK
  }

  /** Options of the code. */
  public record Config(
      @Doc("number of time steps T") int steps,
      @Doc("fields n of a feature") int fields,
      @Doc("distance of two centres by width of a field") double gamma,
      @Doc("values: a current; latency: a spike, the earlier the larger; rank: in their order")
          Code code,
      @Doc("of latency and rank: activation below which there is no spike") double silent) {
    /** Checks the values. */
    public Config {
      Check.atLeastOne("steps", steps);
      Check.atLeast("fields", fields, 3);
      Check.positive("gamma", gamma);
      Check.between("silent", silent, 0, 1);
    }
  }

  @Override
  public String name() {
    return "grf";
  }

  @Override
  public Config defaults() {
    return new Config(20, 5, 1.5, Code.LATENCY, 0.1);
  }

  @Override
  public String description() {
    return "a population of Gaussian receptive fields per value, as a current, latencies or ranks";
  }

  @Override
  public String citation() {
    return "Bohte, La Poutre, Kok 2002, doi:10.1109/72.991428; Lobo et al. 2020, arXiv:1908.08018";
  }

  @Override
  public Encoder create(Config config, BuildContext context) {
    int features = Need.values(name(), context);
    long lines = (long) features * config.fields();
    if (lines * config.steps() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "its steps and fields give "
              + lines * config.steps()
              + " cells (steps x lines); at most 2^31 - 1 are possible");
    }
    return new ReceptiveFields(config, features, context.inputShape(), null);
  }
}
