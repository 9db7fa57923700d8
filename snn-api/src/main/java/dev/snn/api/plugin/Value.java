package dev.snn.api.plugin;

import java.util.random.RandomGenerator;

/**
 * A number in a configuration that may be a constant ({@code tau_mem: 10.0}) or a distribution
 * drawn per unit from a named stream ({@code tau_mem: {gamma: {shape: 3, scale: 5}}}).
 */
public sealed interface Value {

  /** One draw; a constant draws itself. */
  double draw(RandomGenerator random);

  /** The mean of the distribution. */
  double mean();

  /** A constant. */
  static Value of(double value) {
    return new Constant(value);
  }

  /** Always the same. */
  record Constant(double value) implements Value {
    @Override
    public double draw(RandomGenerator random) {
      return value;
    }

    @Override
    public double mean() {
      return value;
    }
  }

  /** Gaussian. */
  record Normal(double mean, double sd) implements Value {
    /** Checks the values. */
    public Normal {
      Check.notNegative("sd", sd);
    }

    @Override
    public double draw(RandomGenerator random) {
      return mean + sd * random.nextGaussian();
    }
  }

  /** The exponential of a Gaussian with this mean and deviation of the logarithm. */
  record LogNormal(double mu, double sigma) implements Value {
    /** Checks the values. */
    public LogNormal {
      Check.notNegative("sigma", sigma);
    }

    @Override
    public double draw(RandomGenerator random) {
      return Math.exp(mu + sigma * random.nextGaussian());
    }

    @Override
    public double mean() {
      return Math.exp(mu + sigma * sigma / 2);
    }
  }

  /** Uniform in {@code [low, high)}. */
  record Uniform(double low, double high) implements Value {
    /** Checks the values. */
    public Uniform {
      if (!(low <= high)) {
        throw new IllegalArgumentException(
            "low must not be above high, got " + low + " and " + high);
      }
    }

    @Override
    public double draw(RandomGenerator random) {
      return low + (high - low) * random.nextDouble();
    }

    @Override
    public double mean() {
      return (low + high) / 2;
    }
  }

  /** Gamma with shape k and scale theta (Marsaglia and Tsang 2000, doi:10.1145/358407.358414). */
  record Gamma(double shape, double scale) implements Value {
    /** Checks the values. */
    public Gamma {
      Check.positive("shape", shape);
      Check.positive("scale", scale);
    }

    @Override
    public double draw(RandomGenerator random) {
      double boost = shape < 1 ? Math.pow(1 - random.nextDouble(), 1 / shape) : 1;
      double d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3;
      double c = 1 / Math.sqrt(9 * d);
      while (true) {
        double x = random.nextGaussian();
        double v = 1 + c * x;
        if (v > 0) {
          v = v * v * v;
          double u = 1 - random.nextDouble();
          if (Math.log(u) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
            return boost * d * v * scale;
          }
        }
      }
    }

    @Override
    public double mean() {
      return shape * scale;
    }
  }
}
