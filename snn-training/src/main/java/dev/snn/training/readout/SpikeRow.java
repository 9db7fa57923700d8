package dev.snn.training.readout;

import dev.snn.api.tensor.Spikes;
import java.util.Arrays;

/**
 * The first spikes of an example, as a sparse row of features: a line that spikes first at step t
 * has the value of that step, one that never does 0.
 *
 * @param lines that spike, step by step
 * @param ends where the lines of step t begin and end: {@code ends[t] .. ends[t + 1]}
 */
public record SpikeRow(char[] lines, int[] ends) {

  /** Lines there can be at most. */
  public static final int LARGEST = Character.MAX_VALUE + 1;

  /** The first spikes of an example of a batch. */
  public static SpikeRow of(Spikes spikes, int example) {
    boolean[] seen = new boolean[spikes.size()];
    int[] ends = new int[spikes.steps() + 1];
    char[][] lines = {new char[64]};
    int[] count = new int[1];
    for (int t = 0; t < spikes.steps(); t++) {
      spikes.forEach(
          t,
          example,
          (line, more) -> {
            if (!seen[line]) {
              seen[line] = true;
              if (count[0] == lines[0].length) {
                lines[0] = Arrays.copyOf(lines[0], 2 * count[0]);
              }
              lines[0][count[0]++] = (char) line;
            }
          });
      ends[t + 1] = count[0];
    }
    return new SpikeRow(Arrays.copyOf(lines[0], count[0]), ends);
  }

  /**
   * What there is of the row after so many steps.
   *
   * @param steps from 0, nothing, to all
   */
  public SpikeRow until(int steps) {
    int[] cut = ends.clone();
    Arrays.fill(cut, steps, cut.length, ends[steps]);
    return new SpikeRow(lines, cut);
  }
}
