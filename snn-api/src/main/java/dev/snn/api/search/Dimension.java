package dev.snn.api.search;

import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Value;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a searched option may be. Every dimension has coordinates in [0, 1], so that a search may
 * draw, vary and count values without knowing what they are.
 */
public sealed interface Dimension {

  /** Number of coordinates; 0 where there is one value only. */
  int coordinates();

  /**
   * The value at {@code unit[from .. from + coordinates() - 1]}. Coordinates outside [0, 1] are
   * those of the nearest end.
   */
  Object at(double[] unit, int from);

  /** Writes the coordinates of a value of this dimension, the opposite of {@link #at}. */
  void unit(Object value, double[] unit, int from);

  /** True where the value is one of this dimension. */
  boolean contains(Object value);

  /** Number of values; empty where they are a continuum. */
  OptionalLong size();

  /**
   * A number in [low, high]; a {@link Double} with six significant digits.
   *
   * @param log true for equal steps of the coordinate to be equal factors
   */
  record Real(double low, double high, boolean log) implements Dimension {
    private static final MathContext DIGITS = new MathContext(6);

    /** Checks the values. */
    public Real {
      Range.check(low, high, log);
    }

    @Override
    public int coordinates() {
      return low < high ? 1 : 0;
    }

    @Override
    public Double at(double[] unit, int from) {
      if (low == high) {
        return low;
      }
      double x = Range.at(low, high, log, unit[from]);
      return Math.max(low, Math.min(high, new BigDecimal(x).round(DIGITS).doubleValue()));
    }

    @Override
    public void unit(Object value, double[] unit, int from) {
      if (low < high) {
        unit[from] = Range.unit(low, high, log, (Double) value);
      }
    }

    @Override
    public boolean contains(Object value) {
      return value instanceof Double x && x >= low && x <= high;
    }

    @Override
    public OptionalLong size() {
      return low == high ? OptionalLong.of(1) : OptionalLong.empty();
    }
  }

  /**
   * A whole number in [low, high]; a {@link Long}.
   *
   * @param log true for small numbers to lie further apart than large ones
   */
  record Whole(long low, long high, boolean log) implements Dimension {
    private static final long LARGEST = 1L << 53;

    /** Checks the values. */
    public Whole {
      Check.between("low", low, -LARGEST, LARGEST);
      Check.between("high", high, -LARGEST, LARGEST);
      Range.check(low, high, log);
    }

    @Override
    public int coordinates() {
      return low < high ? 1 : 0;
    }

    @Override
    public Long at(double[] unit, int from) {
      if (low == high) {
        return low;
      }
      long x = Math.round(Range.at(low - 0.5, high + 0.5, log, unit[from]));
      return Math.max(low, Math.min(high, x));
    }

    @Override
    public void unit(Object value, double[] unit, int from) {
      if (low < high) {
        unit[from] = Range.unit(low - 0.5, high + 0.5, log, (Long) value);
      }
    }

    @Override
    public boolean contains(Object value) {
      return value instanceof Long x && x >= low && x <= high;
    }

    @Override
    public OptionalLong size() {
      return OptionalLong.of(high - low + 1);
    }
  }

  /** One of several values without an order: numbers, texts, truth values, lists, mappings. */
  record Choice(List<Object> values) implements Dimension {

    /** Checks the values. */
    public Choice {
      Check.atLeastOne("values", values.size());
      values = List.copyOf(values);
      if (values.stream().distinct().count() < values.size()) {
        throw new IllegalArgumentException("values must each occur once, got " + values);
      }
    }

    @Override
    public int coordinates() {
      return values.size() > 1 ? 1 : 0;
    }

    @Override
    public Object at(double[] unit, int from) {
      if (values.size() == 1) {
        return values.get(0);
      }
      int index = (int) Math.floor(unit[from] * values.size());
      return values.get(Math.max(0, Math.min(values.size() - 1, index)));
    }

    @Override
    public void unit(Object value, double[] unit, int from) {
      if (values.size() > 1) {
        unit[from] = (values.indexOf(value) + 0.5) / values.size();
      }
    }

    @Override
    public boolean contains(Object value) {
      return values.contains(value);
    }

    @Override
    public OptionalLong size() {
      return OptionalLong.of(values.size());
    }
  }

  /**
   * A distribution whose parameters are searched; a {@link Value}.
   *
   * @param parameters one range for each of {@link Kind#parameters()}
   */
  record Distribution(Kind kind, List<Real> parameters) implements Dimension {

    /** Checks the values. */
    public Distribution {
      parameters = List.copyOf(parameters);
      if (parameters.size() != kind.parameters().size()) {
        throw new IllegalArgumentException("parameters must be those of " + kind.parameters());
      }
    }

    @Override
    public int coordinates() {
      return parameters.stream().mapToInt(Real::coordinates).sum();
    }

    @Override
    public Value at(double[] unit, int from) {
      List<Double> values = new ArrayList<>();
      int next = from;
      for (Real parameter : parameters) {
        values.add(parameter.at(unit, next));
        next += parameter.coordinates();
      }
      return kind.make(values);
    }

    @Override
    public void unit(Object value, double[] unit, int from) {
      List<Double> values = kind.values((Value) value);
      int next = from;
      for (int i = 0; i < values.size(); i++) {
        parameters.get(i).unit(values.get(i), unit, next);
        next += parameters.get(i).coordinates();
      }
    }

    @Override
    public boolean contains(Object value) {
      if (!(value instanceof Value given) || !kind.isKindOf(given)) {
        return false;
      }
      List<Double> values = kind.values(given);
      for (int i = 0; i < values.size(); i++) {
        if (!parameters.get(i).contains(values.get(i))) {
          return false;
        }
      }
      return true;
    }

    @Override
    public OptionalLong size() {
      return coordinates() == 0 ? OptionalLong.of(1) : OptionalLong.empty();
    }
  }
}
