package dev.snn.data.set;

import dev.snn.api.random.Draws;

/** Draws the samples of a {@link ConceptStream} and says their classes. */
interface Boundary {
  /** Places of draws of a sample, behind those of its values. */
  int CHOICE = 500;

  /** Values of a sample. */
  int inputs();

  /**
   * The values of a sample.
   *
   * @param key of its draws
   */
  double[] values(int sample, long key);

  /** The class of a sample, without noise. */
  int label(int sample, double[] x, long key);

  /** The boundary of a configuration. */
  static Boundary of(ConceptStream.Config config, long key) {
    boolean far = config.severity() == 3;
    return switch (config.concept()) {
      case CIRCLE -> new Moved(config, 0, 1, 0, 1, 0.2, far ? 0.5 : 0.3, Boundary::inCircle);
      case LINE ->
          new Moved(config, 0, 1, 0, 1, 0.4, far ? 0.8 : 0.55, (x, y, a) -> y <= a + 0.1 * x);
      case SINE ->
          new Moved(
              config,
              0,
              10,
              -10,
              10,
              far ? -8 : -2,
              far ? 7 : 1,
              (x, y, d) -> y <= Math.sin(x) + d);
      case SINEH ->
          new Moved(
              config,
              0,
              10,
              0,
              10,
              0,
              far ? Math.PI : Math.PI / 4,
              (x, y, c) -> y <= 5 * Math.sin(x + c) + 5);
      case SEA -> new Sums(config.train() + config.test());
      case HYPERPLANE -> new Plane(config.speed() * 1e-4, key);
      case RBF -> new Centres(config.speed() * 1e-4, key);
      case AGRAWAL -> new Agrawal(config);
    };
  }

  private static boolean inCircle(double x, double y, double r) {
    return (x - 0.5) * (x - 0.5) + (y - 0.5) * (y - 0.5) <= r * r;
  }

  /** Samples in which a change at {@code drift} is made, by speed. */
  int[] LENGTHS = {50, 250, 500};

  /** Whether a sample is of the concept after the change. */
  static boolean isNew(ConceptStream.Config config, int sample, long key) {
    double risen = (sample - config.drift() + 1.0) / LENGTHS[config.speed() - 1];
    return Draws.uniform(key, CHOICE) < risen;
  }

  /** A condition on two values. */
  @FunctionalInterface
  interface Condition {
    boolean holds(double x, double y, double parameter);
  }

  /** Two values and a condition whose parameter changes once. */
  record Moved(
      ConceptStream.Config config,
      double lowX,
      double highX,
      double lowY,
      double highY,
      double before,
      double after,
      Condition condition)
      implements Boundary {
    @Override
    public int inputs() {
      return 2;
    }

    @Override
    public double[] values(int sample, long key) {
      return new double[] {
        lowX + (highX - lowX) * Draws.uniform(key, 0), lowY + (highY - lowY) * Draws.uniform(key, 1)
      };
    }

    @Override
    public int label(int sample, double[] x, long key) {
      double parameter = Boundary.isNew(config, sample, key) ? after : before;
      return condition.holds(x[0], x[1], parameter) ? 1 : 0;
    }
  }

  /** The sum of two of three values and a threshold that changes three times. */
  record Sums(int samples) implements Boundary {
    private static final double[] THRESHOLDS = {8, 9, 7, 9.5};

    @Override
    public int inputs() {
      return 3;
    }

    @Override
    public double[] values(int sample, long key) {
      return new double[] {
        10 * Draws.uniform(key, 0), 10 * Draws.uniform(key, 1), 10 * Draws.uniform(key, 2)
      };
    }

    @Override
    public int label(int sample, double[] x, long key) {
      int quarter = (int) (4L * sample / samples);
      return x[0] + x[1] > THRESHOLDS[quarter] ? 1 : 0;
    }
  }

  /** Where something is that moves evenly between 0 and 1 and turns there. */
  private static double turning(double from, double by) {
    double at = (from + by) % 2;
    at = at < 0 ? at + 2 : at;
    return at > 1 ? 2 - at : at;
  }

  /** A plane whose weights move. */
  record Plane(double speed, long key) implements Boundary {
    private static final int INPUTS = 10;

    @Override
    public int inputs() {
      return INPUTS;
    }

    @Override
    public double[] values(int sample, long drawn) {
      double[] x = new double[INPUTS];
      for (int n = 0; n < INPUTS; n++) {
        x[n] = Draws.uniform(drawn, n);
      }
      return x;
    }

    @Override
    public int label(int sample, double[] x, long drawn) {
      double sum = 0;
      double half = 0;
      for (int n = 0; n < INPUTS; n++) {
        double direction = Draws.uniform(key, 2L * n) < 0.5 ? -1 : 1;
        double w = turning(Draws.uniform(key, 2L * n + 1), direction * speed * sample);
        sum += w * x[n];
        half += w / 2;
      }
      return sum >= half ? 1 : 0;
    }
  }

  /** Centres that move, with samples around them. */
  record Centres(double speed, long key) implements Boundary {
    private static final int INPUTS = 10;
    private static final int COUNT = 20;
    private static final double WIDTH = 0.1;

    @Override
    public int inputs() {
      return INPUTS;
    }

    private static int chosen(long drawn) {
      return (int) (COUNT * Draws.uniform(drawn, CHOICE));
    }

    @Override
    public double[] values(int sample, long drawn) {
      long centre = Draws.mix(key, chosen(drawn));
      double[] x = new double[INPUTS];
      for (int n = 0; n < INPUTS; n++) {
        double direction = 2 * Draws.uniform(centre, 2L * n) - 1;
        double at = turning(Draws.uniform(centre, 2L * n + 1), direction * speed * sample);
        x[n] = at + WIDTH * gaussian(drawn, n);
      }
      return x;
    }

    /** Box and Muller 1958. */
    private static double gaussian(long drawn, int n) {
      double length = Math.sqrt(-2 * Math.log(1 - Draws.uniform(drawn, 2L * n)));
      return length * Math.cos(2 * Math.PI * Draws.uniform(drawn, 2L * n + 1));
    }

    @Override
    public int label(int sample, double[] x, long drawn) {
      return Draws.uniform(Draws.mix(key, chosen(drawn)), CHOICE) < 0.5 ? 0 : 1;
    }
  }
}
