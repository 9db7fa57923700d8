package dev.snn.api.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What is searched: dimensions by name, in order. A point of the unit cube with {@link
 * #coordinates()} coordinates stands for a candidate, those of the first dimension first.
 */
public record Space(Map<String, Dimension> dimensions) {

  /** Keeps the order. */
  public Space {
    dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
  }

  /** Number of coordinates of all dimensions. */
  public int coordinates() {
    return dimensions.values().stream().mapToInt(Dimension::coordinates).sum();
  }

  /** The candidate at a point of the unit cube. */
  public Candidate at(double[] unit) {
    Map<String, Object> values = new LinkedHashMap<>();
    int from = 0;
    for (Map.Entry<String, Dimension> dimension : dimensions.entrySet()) {
      values.put(dimension.getKey(), dimension.getValue().at(unit, from));
      from += dimension.getValue().coordinates();
    }
    return new Candidate(values);
  }

  /** A point of the unit cube that stands for a candidate of this space. */
  public double[] unit(Candidate candidate) {
    double[] unit = new double[coordinates()];
    int from = 0;
    for (Map.Entry<String, Dimension> dimension : dimensions.entrySet()) {
      dimension.getValue().unit(candidate.values().get(dimension.getKey()), unit, from);
      from += dimension.getValue().coordinates();
    }
    return unit;
  }

  /** True where the candidate has a value of every dimension and nothing else. */
  public boolean contains(Candidate candidate) {
    return candidate.values().keySet().equals(dimensions.keySet())
        && dimensions.entrySet().stream()
            .allMatch(d -> d.getValue().contains(candidate.values().get(d.getKey())));
  }

  /** Number of candidates; empty where they are a continuum or more than a long counts. */
  public OptionalLong size() {
    long size = 1;
    for (Dimension dimension : dimensions.values()) {
      OptionalLong of = dimension.size();
      if (of.isEmpty() || Math.multiplyHigh(size, of.getAsLong()) != 0) {
        return OptionalLong.empty();
      }
      size *= of.getAsLong();
      if (size < 0) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.of(size);
  }
}
