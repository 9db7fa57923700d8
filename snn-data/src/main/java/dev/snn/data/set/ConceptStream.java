package dev.snn.data.set;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.Added;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.random.Draws;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Streams of samples that are drawn as they are asked for, each from its number, of two classes
 * whose boundary changes:
 *
 * <pre>
 *   circle   (x - 0.5)^2 + (y - 0.5)^2 &lt;= r^2   x, y in [0, 1]    r  0.2 -&gt; 0.3 | 0.5
 *   line     y &lt;= a + 0.1 x                      x, y in [0, 1]    a  0.4 -&gt; 0.55 | 0.8
 *   sine     y &lt;= sin(x) + d     x in [0, 10], y in [-10, 10]      d  -2 -&gt; 1, or -8 -&gt; 7
 *   sineh    y &lt;= 5 sin(x + c) + 5               x, y in [0, 10]   c  0 -&gt; pi/4 | pi
 *   sea      x_1 + x_2 &gt; theta                   x in [0, 10]^3    theta  8, 9, 7, 9.5, a quarter each
 *   hyperplane  sum w_i x_i &gt;= sum w_i / 2       x in [0, 1]^10    w_i moves by speed 1e-4 a sample
 *   rbf      x ~ N(m_k, 0.1), of the class of k  x in R^10         m_k moves by speed 1e-4 a sample
 *   agrawal  functions[0] -> functions[1]         {@link Agrawal}   ten functions of nine values
 * </pre>
 *
 * <p>Class 1 is where the condition holds; values are uniform, of each class where classes
 * alternate. Of the first four and agrawal the left value holds before {@code drift}, the right
 * ones (severity 1 and 3) after it: from there on the new boundary's probability rises to 1 in 50,
 * 250 or 500 samples (speed 1, 2, 3). Weights and centres (20 of them, of random classes) move in a
 * random direction each and turn at 0 and 1. After Minku, White, Yao 2010, Street and Kim 2001,
 * Hulten, Spencer, Domingos 2001; the constants are those above, and not claimed to be those of
 * anybody's files.
 */
public final class ConceptStream implements DatasetPlugin<ConceptStream.Config> {

  /** Which boundary. */
  public enum Concept {
    CIRCLE,
    LINE,
    SINE,
    SINEH,
    SEA,
    HYPERPLANE,
    RBF,
    AGRAWAL;

    /** True where the boundary changes at {@code drift}. */
    boolean changesOnce() {
      return ordinal() <= SINEH.ordinal() || this == AGRAWAL;
    }
  }

  /** Options. */
  public record Config(
      @Doc("the boundary between the classes") Concept concept,
      @Doc("samples of the training part") int train,
      @Doc("samples of the test part") int test,
      @Doc(
              "of circle, line, sine, sineh, agrawal: samples before the change, training part included")
          int drift,
      @Doc("of circle, line, sine, sineh: how far the boundary moves, 1 or 3") int severity,
      @Doc(
              "how the boundary moves, 1 to 3: the larger the longer for a change at drift, else the faster")
          int speed,
      @Doc("share of samples that get the other class") double noise,
      @Doc("true: values are drawn until classes alternate, 0, 1, 0, 1, ...; not of rbf, agrawal")
          @Added
          boolean alternate,
      @Doc("samples of each block that is put in an order drawn from the run's seed; 0: none")
          @Added
          int shuffle,
      @Doc("of agrawal: the functions before and after the change, 1 to 10") @Added
          List<Integer> functions,
      @Doc("of agrawal: share of its range by which a value is moved, half of it up or down") @Added
          double perturbation) {
    /** Checks the values. */
    public Config {
      Check.atLeastOne("train", train);
      Check.atLeastOne("test", test);
      Check.atLeast("drift", drift, 0);
      Check.between("speed", speed, 1, 3);
      Check.between("noise", noise, 0, 1);
      Check.atLeast("shuffle", shuffle, 0);
      Check.between("perturbation", perturbation, 0, 1);
      if (functions.size() != 2
          || functions.stream().anyMatch(f -> f < 1 || f > Agrawal.FUNCTIONS)) {
        throw new IllegalArgumentException(
            "functions must be two of 1 to 10, the one before the change and the one after it, got "
                + functions);
      }
      if (severity != 1 && severity != 3) {
        throw new IllegalArgumentException("severity must be 1 or 3, got " + severity);
      }
      if ((long) train + test > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "train and test must be at most 2^31 - 1 together, got %d and %d"
                .formatted(train, test));
      }
      if (concept.changesOnce() && drift > train + test) {
        throw new IllegalArgumentException(
            "drift must be at most the %d samples of train and test (which is no change), got %d"
                .formatted(train + test, drift));
      }
      if (alternate && concept == Concept.RBF) {
        throw new IllegalArgumentException(
            "alternate must be false for rbf, whose centres say the class, got true");
      }
      if (alternate && concept == Concept.AGRAWAL) {
        throw new IllegalArgumentException(
            "alternate must be false for agrawal, whose values are moved behind the class, got true");
      }
    }
  }

  @Override
  public String name() {
    return "concepts";
  }

  @Override
  public Config defaults() {
    return new Config(Concept.CIRCLE, 250, 1750, 1000, 1, 1, 0, false, 0, List.of(1, 2), 0.05);
  }

  @Override
  public String description() {
    return "a stream that is drawn, with a boundary of classes that changes";
  }

  @Override
  public String citation() {
    return "Minku, White, Yao 2010, doi:10.1109/TKDE.2009.156";
  }

  @Override
  public boolean splitsBySeed(Config config) {
    return true;
  }

  @Override
  public Dataset create(Config config, BuildContext context) {
    Boundary boundary = Boundary.of(config, context.seed().key("concepts"));
    DatasetInfo info =
        new DatasetInfo(
            title(config),
            DatasetInfo.Kind.VALUES,
            boundary.inputs(),
            1,
            1,
            2,
            0,
            "generated",
            Map.of(),
            "the first %d samples to train, the %d that follow to test, drawn from the seed"
                .formatted(config.train(), config.test()));
    return StreamDataset.of(
        info,
        new Drawn(boundary, config, context.seed().key("concepts/samples")),
        config.train(),
        config.test(),
        config.shuffle(),
        context.seed(),
        List.of());
  }

  private static String title(Config config) {
    String name = config.concept().name().toLowerCase(Locale.ROOT);
    return switch (config.concept()) {
      case CIRCLE, LINE, SINE, SINEH -> name + "-" + config.severity();
      case AGRAWAL ->
          "%s-%d-%d".formatted(name, config.functions().get(0), config.functions().get(1));
      default -> name;
    };
  }

  /** A table that holds nothing: each sample is drawn from its number. */
  private record Drawn(Boundary boundary, Config config, long seed) implements Table {
    private static final int NOISE = 1_000;

    /** Number of the first draw of all values after the one that is given up. */
    private static final long AGAIN = 2_000;

    @Override
    public int size() {
      return config.train() + config.test();
    }

    @Override
    public float[] row(int sample) {
      double[] x = values(sample, Draws.mix(seed, sample));
      float[] row = new float[x.length];
      for (int n = 0; n < row.length; n++) {
        row[n] = (float) x[n];
      }
      return row;
    }

    @Override
    public int label(int sample) {
      if (config.alternate()) {
        return sample & 1;
      }
      long key = Draws.mix(seed, sample);
      int label = boundary.label(sample, boundary.values(sample, key), key);
      return isNoisy(key) ? 1 - label : label;
    }

    private boolean isNoisy(long key) {
      return Draws.uniform(key, NOISE) < config.noise();
    }

    /** The values, drawn until they are on the side of their class where classes alternate. */
    private double[] values(int sample, long key) {
      double[] x = boundary.values(sample, key);
      if (!config.alternate()) {
        return x;
      }
      int side = isNoisy(key) ? 1 - (sample & 1) : sample & 1;
      for (int k = 0; boundary.label(sample, x, key) != side; k++) {
        x = boundary.values(sample, Draws.mix(key, AGAIN + k));
      }
      return x;
    }
  }
}
