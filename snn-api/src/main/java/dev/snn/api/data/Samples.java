package dev.snn.api.data;

/**
 * A batch of examples.
 *
 * @param ids stable ids, unique in the data set; they key all random draws for an example
 * @param values features {@code [B][F]}, in [0, 1] for images; null where the examples are
 *     recordings
 * @param recordings event recordings; null where the examples are values
 * @param labels class of each example; null where there are none
 * @param targets target vectors {@code [B][C]} for regression and reconstruction; null where there
 *     are none
 * @param stepLabels class of each time step {@code [B][T]}, -1 where a step has none; null where an
 *     example has one class, or none
 */
public record Samples(
    long[] ids,
    float[][] values,
    Recording[] recordings,
    int[] labels,
    float[][] targets,
    int[][] stepLabels) {

  /** Examples without classes of single steps. */
  public Samples(
      long[] ids, float[][] values, Recording[] recordings, int[] labels, float[][] targets) {
    this(ids, values, recordings, labels, targets, null);
  }

  /** Number of examples. */
  public int size() {
    return ids.length;
  }

  /** Examples with a value vector and a class. */
  public static Samples labelled(long[] ids, float[][] values, int[] labels) {
    return new Samples(ids, values, null, labels, null);
  }
}
