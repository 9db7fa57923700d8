package dev.snn.bench.search;

import dev.snn.api.search.Candidate;
import dev.snn.api.search.Dimension;
import dev.snn.api.search.Search;
import dev.snn.api.search.Space;
import dev.snn.api.search.Told;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** All combinations; the values of the last dimension change fastest. */
final class Grid implements Search {
  private final int levels;

  /**
   * @param levels values of a range of numbers
   */
  Grid(int levels) {
    this.levels = levels;
  }

  @Override
  public Candidate propose(Space space, List<Told> told) {
    Map<String, List<Object>> axes = axes(space);
    List<String> names = new ArrayList<>(axes.keySet());
    Object[] values = new Object[names.size()];
    long rest = told.size();
    for (int d = values.length - 1; d >= 0; d--) {
      List<Object> axis = axes.get(names.get(d));
      values[d] = axis.get((int) (rest % axis.size()));
      rest /= axis.size();
    }
    Map<String, Object> candidate = new LinkedHashMap<>();
    for (int d = 0; d < values.length; d++) {
      candidate.put(names.get(d), values[d]);
    }
    return new Candidate(candidate);
  }

  @Override
  public OptionalLong size(Space space) {
    long size = 1;
    for (List<Object> axis : axes(space).values()) {
      size = size > Long.MAX_VALUE / axis.size() ? Long.MAX_VALUE : size * axis.size();
    }
    return OptionalLong.of(size);
  }

  @Override
  public boolean independent() {
    return true;
  }

  private Map<String, List<Object>> axes(Space space) {
    Map<String, List<Object>> axes = new LinkedHashMap<>();
    space.dimensions().forEach((name, dimension) -> axes.put(name, axis(dimension)));
    return axes;
  }

  private List<Object> axis(Dimension dimension) {
    if (dimension instanceof Dimension.Choice choice) {
      return choice.values();
    }
    double[] unit = new double[dimension.coordinates()];
    List<Object> values = new ArrayList<>();
    boolean more = true;
    while (more) {
      Object value = dimension.at(unit, 0);
      if (!values.contains(value)) {
        values.add(value);
      }
      more = advance(unit);
    }
    return values;
  }

  /** To the next point of a lattice with {@code levels} in each direction; false at its end. */
  private boolean advance(double[] unit) {
    for (int i = unit.length - 1; i >= 0; i--) {
      int level = (int) Math.round(unit[i] * (levels - 1)) + 1;
      if (level < levels) {
        unit[i] = level / (levels - 1.0);
        return true;
      }
      unit[i] = 0;
    }
    return false;
  }
}
