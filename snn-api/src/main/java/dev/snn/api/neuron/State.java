package dev.snn.api.neuron;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Named state between two stretches of time.
 *
 * @param names one name per variable ("v", "p", "q", ...)
 * @param values {@code values[variable][b][n]}
 */
public record State(List<String> names, float[][][] values) {

  /** A state without variables. */
  public static final State NONE = new State(List.of(), new float[0][][]);

  /** All variables zero. */
  public static State zeros(List<String> names, int batch, int size) {
    return new State(names, new float[names.size()][batch][size]);
  }

  /** The rows {@code [b][n]} of a variable. */
  public float[][] get(String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("no state '" + name + "'; there are " + names);
    }
    return values[index];
  }

  /** The same arrays and those of one variable more, which comes last. */
  public State with(String name, float[][] rows) {
    List<String> all = new ArrayList<>(names);
    all.add(name);
    float[][][] more = Arrays.copyOf(values, all.size());
    more[names.size()] = rows;
    return new State(List.copyOf(all), more);
  }

  /** The same arrays but for those of this variable. */
  public State without(String name) {
    int index = names.indexOf(name);
    List<String> rest = new ArrayList<>(names);
    List<float[][]> kept = new ArrayList<>(Arrays.asList(values));
    if (index >= 0) {
      rest.remove(index);
      kept.remove(index);
    }
    return new State(List.copyOf(rest), kept.toArray(float[][][]::new));
  }

  /** A deep copy. */
  public State copy() {
    float[][][] copy = new float[values.length][][];
    for (int k = 0; k < values.length; k++) {
      copy[k] = new float[values[k].length][];
      for (int b = 0; b < copy[k].length; b++) {
        copy[k][b] = values[k][b].clone();
      }
    }
    return new State(names, copy);
  }
}
