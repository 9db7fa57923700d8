package dev.snn.api.search;

import dev.snn.api.plugin.Value;
import java.util.List;

/** The distributions whose parameters can be searched; see {@link Value}. */
public enum Kind {
  /** {@link Value.Gamma}. */
  GAMMA("shape", "scale"),
  /** {@link Value.Normal}. */
  NORMAL("mean", "sd"),
  /** {@link Value.LogNormal}. */
  LOG_NORMAL("mu", "sigma"),
  /** {@link Value.Uniform}. */
  UNIFORM("low", "high");

  private final List<String> parameters;

  Kind(String... parameters) {
    this.parameters = List.of(parameters);
  }

  /** The names of its parameters, in order. */
  public List<String> parameters() {
    return parameters;
  }

  /** The distribution with these parameters. */
  public Value make(List<Double> values) {
    double a = values.get(0);
    double b = values.get(1);
    return switch (this) {
      case GAMMA -> new Value.Gamma(a, b);
      case NORMAL -> new Value.Normal(a, b);
      case LOG_NORMAL -> new Value.LogNormal(a, b);
      case UNIFORM -> new Value.Uniform(a, b);
    };
  }

  /** True where the distribution is of this kind. */
  public boolean isKindOf(Value value) {
    return switch (this) {
      case GAMMA -> value instanceof Value.Gamma;
      case NORMAL -> value instanceof Value.Normal;
      case LOG_NORMAL -> value instanceof Value.LogNormal;
      case UNIFORM -> value instanceof Value.Uniform;
    };
  }

  /** The parameters of a distribution of this kind. */
  public List<Double> values(Value value) {
    if (value instanceof Value.Gamma v) {
      return List.of(v.shape(), v.scale());
    }
    if (value instanceof Value.Normal v) {
      return List.of(v.mean(), v.sd());
    }
    if (value instanceof Value.LogNormal v) {
      return List.of(v.mu(), v.sigma());
    }
    if (value instanceof Value.Uniform v) {
      return List.of(v.low(), v.high());
    }
    throw new IllegalArgumentException("a constant has no parameters");
  }
}
