package dev.snn.bench.table;

import java.util.List;
import java.util.Set;

/**
 * A column of a table for people.
 *
 * @param name what it is chosen by
 * @param header its name with its unit
 * @param numeric true to set it flush right
 * @param usual true where it is shown without being asked for
 * @param cells of each line, empty where nothing is
 * @param best lines that have the best value
 */
record Column(
    String name,
    String header,
    boolean numeric,
    boolean usual,
    List<String> cells,
    Set<Integer> best) {

  boolean isEmpty() {
    return cells.stream().allMatch(String::isEmpty);
  }
}
