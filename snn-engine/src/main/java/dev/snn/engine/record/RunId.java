package dev.snn.engine.record;

/**
 * Names a run.
 *
 * @param experiment name of the experiment file
 * @param row name of the row
 * @param seed root seed
 */
public record RunId(String experiment, String row, long seed) {

  /** The file name of the run's record. */
  public String fileName() {
    return experiment.replaceAll("[^A-Za-z0-9._+-]", "_") + "--" + row + "--seed-" + seed + ".json";
  }

  @Override
  public String toString() {
    return row + ", seed " + seed;
  }
}
